/* Opens the splitter's section of the pack: a count, then one number for each vocabulary id below it. */
#include "text/lexicon.h"

#include <string.h>

ent_status enti_lexicon_open(enti_lexicon *lexicon, const ent_pack *pack, ent_error *err)
{
  *lexicon = (enti_lexicon){0};
  if (!pack)
    return ENT_OK;
  lexicon->vocab = ent_pack_vocab(pack);
  ent_str section = ent_pack_section(pack, ENTI_TEXT_SECTION);
  if (!section.n)
    return ENT_OK;
  uint32_t n = 0;
  if (section.n >= sizeof n)
    memcpy(&n, section.p, sizeof n);
  if (section.n < sizeof n || n > (section.n - sizeof n) / sizeof n)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "pack: section " ENTI_TEXT_SECTION " is damaged");
  lexicon->n = n;
  lexicon->values = (const uint32_t *)(const void *)(section.p + sizeof n);
  return ENT_OK;
}
