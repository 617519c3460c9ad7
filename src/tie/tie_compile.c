/* One table a kind of claim; the types of each kind are those of the interchange format. */
#include "tie/tie_compile.h"

#include "event/rule_compile.h"

ent_status enti_tie_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  static const enti_rule_table tables[] = {
      {"ties/tie.tsv", "tie", ENT_TIE,
       "alliance defence-treaty partnership dialogue mission membership summit-participation exercise operation "
       "peacekeeping centre cooperation agreement access-agreement base arms-supply aid diplomatic-relations "
       "recognition mediation trade reliance patronage group dispute rivalry sanctions"},
      {"ties/status.tsv", "status", ENT_STATUS,
       "member founding-member applicant candidate invited partner global-partner dialogue-partner observer "
       "non-member non-aligned neutral frozen withdrawn pending not-in-force guarantor occupied deployed independent "
       "no-relations not-recognized"},
      {"ties/threat.tsv", "threat", ENT_THREAT, "nuclear military territorial terrorism cyber coercion general"},
      {"ties/intent.tsv", "intent", ENT_INTENT,
       "engage diversify join leave cooperate support review ratify procure exercise deploy normalise other"},
      {"ties/cause.tsv", "cause", ENT_CAUSE, "motivates"},
      {"ties/assessment.tsv", "assessment", ENT_ASSESSMENT,
       "closer apart diversification reliance hedging turning-point continuity other"}};
  return enti_rules_compile(packer, dirs, "tie", tables, sizeof tables / sizeof *tables, err);
}
