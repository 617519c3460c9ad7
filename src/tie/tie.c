/* Room tie: the same machine as room event, with the rules of data/ties/, and lists of memberships. */
#include <entente/tie.h>

#include "base/fault.h"
#include "event/coder.h"
#include "tie/member_list.h"

struct ent_ties {
  enti_rules rules;
};

ent_status ent_ties_open(const ent_pack *pack, ent_ties **ret, ent_error *err)
{
  ent_ties *ties = enti_calloc(1, sizeof *ties);
  if (!ties)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = enti_rules_open(pack, "tie", &ties->rules, err);
  if (status == ENT_OK)
    *ret = ties;
  else
    free(ties);
  return status;
}

void ent_ties_close(ent_ties *ties)
{
  free(ties);
}

ent_status ent_ties_find(const ent_ties *ties, ent_document *doc, ent_error *err)
{
  ent_status status = enti_code(&ties->rules, NULL, doc, err);
  return status == ENT_OK ? enti_member_lists(doc, err) : status;
}
