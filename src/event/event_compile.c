/* One table a PLOVER type, plus synonyms, moods, issues, and the Goldstein scale. */
#include "event/event_compile.h"

#include "event/goldstein.h"
#include "event/rule_compile.h"

ent_status enti_event_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  static const enti_rule_table tables[] = {
      {"events/agree.tsv", "agree", ENT_EVENT, "AGREE"},
      {"events/consult.tsv", "consult", ENT_EVENT, "CONSULT"},
      {"events/support.tsv", "support", ENT_EVENT, "SUPPORT"},
      {"events/concede.tsv", "concede", ENT_EVENT, "CONCEDE"},
      {"events/cooperate.tsv", "cooperate", ENT_EVENT, "COOPERATE"},
      {"events/aid.tsv", "aid", ENT_EVENT, "AID"},
      {"events/retreat.tsv", "retreat", ENT_EVENT, "RETREAT"},
      {"events/request.tsv", "request", ENT_EVENT, "REQUEST"},
      {"events/accuse.tsv", "accuse", ENT_EVENT, "ACCUSE"},
      {"events/reject.tsv", "reject", ENT_EVENT, "REJECT"},
      {"events/threaten.tsv", "threaten", ENT_EVENT, "THREATEN"},
      {"events/protest.tsv", "protest", ENT_EVENT, "PROTEST"},
      {"events/sanction.tsv", "sanction", ENT_EVENT, "SANCTION"},
      {"events/mobilize.tsv", "mobilize", ENT_EVENT, "MOBILIZE"},
      {"events/coerce.tsv", "coerce", ENT_EVENT, "COERCE"},
      {"events/assault.tsv", "assault", ENT_EVENT, "ASSAULT"},
      {"events/echo.tsv", "echo", ENT_EVENT, "any type"}};
  ent_status status = enti_moods_compile(packer, dirs, err);
  if (status == ENT_OK)
    status = enti_issues_compile(packer, dirs, err);
  if (status == ENT_OK)
    status = enti_goldstein_compile(packer, dirs, err);
  if (status == ENT_OK)
    status = enti_rules_compile(packer, dirs, "event", tables, sizeof tables / sizeof *tables, err);
  return status;
}
