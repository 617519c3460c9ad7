/* CoNLL-U from outside: whatever is read is a valid document, and what is written can be read again and says the same. */
#include <stdlib.h>
#include <string.h>

#include <entente/grammar.h>

#include "tests/unit/grammar/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_document(const ent_document *doc)
{
  if (ent_utf8_valid(doc->text) != doc->text.n)
    abort();
  for (size_t i = 0; i < doc->n_tokens; i++) {
    const ent_token *t = &doc->tokens[i];
    if (t->end <= t->start || t->end > doc->text.n || (i && t->start < t[-1].end))
      abort();
    uint32_t at = (uint32_t)i;
    for (size_t steps = 0; at != ENT_NONE; steps++, at = doc->tokens[at].head)
      if (at >= doc->n_tokens || steps > doc->n_tokens)
        abort();
  }
}

/* Reads everything, appends what is written to out; returns how many sentences were refused. */
static size_t read_all(ent_str bytes, bool forms_only, ent_buf *out)
{
  words_source source = {bytes};
  size_t refused = 0;
  ent_conllu_reader *reader = ent_conllu_reader_new(words_read, &source, "fuzz");
  if (!reader)
    abort();
  ent_conllu_reader_forms_only(reader, forms_only);
  for (size_t sentences = 0; sentences <= bytes.n + 1; sentences++) {
    ent_document *doc = NULL;
    ent_error err = {0};
    if (ent_conllu_next(reader, &doc, &err) != ENT_OK) {
      if (err.status != ENT_EINPUT || !err.message[0])
        abort();
      refused++;
      continue;
    }
    if (!doc)
      break;
    check_document(doc);
    ent_conllu_write_last(reader, doc, out);
  }
  ent_conllu_reader_free(reader);
  return refused;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_buf once = ENT_BUF_INIT((size_t)1 << 28), twice = ENT_BUF_INIT((size_t)1 << 28);
  read_all((ent_str){(const char *)data, size}, true, &twice);
  ent_buf_clear(&twice);
  read_all((ent_str){(const char *)data, size}, false, &once);
  if (!once.failed && (read_all(ent_buf_view(&once), false, &twice) || once.n != twice.n ||
                       (once.n && memcmp(once.p, twice.p, once.n))))
    abort();
  ent_buf_done(&once);
  ent_buf_done(&twice);
  return 0;
}
