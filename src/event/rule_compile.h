/* Reads the tables of coding rules and writes them into a pack (rule.h has the form there, docs/events.md the form
 * of the tables). */
#ifndef ENTI_RULE_COMPILE_H
#define ENTI_RULE_COMPILE_H

#include "base/packer.h"

#include <entente/document.h>

typedef struct enti_rule_table {
  const char *path; /* below the data folder: "events/consult.tsv" */
  const char *name; /* in ids of rules: "consult" */
  ent_claim_kind kind;
  const char *codes; /* allowed values of column `code`, separated by blanks; one alone is the default */
} enti_rule_table;

/* All tables of one set. A table that is missing everywhere is an error, one missing in a user's folder is not. A row
 * with an id that an earlier folder has replaces that row. ENT_EINPUT: "file:line: reason". */
ENT_CHECKED ent_status enti_rules_compile(enti_packer *packer, const enti_data_dirs *dirs, const char *set,
                                          const enti_rule_table *tables, size_t n, ent_error *err);
/* events/moods.tsv, and ties/issues.tsv, used by both sets. */
ENT_CHECKED ent_status enti_moods_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);
ENT_CHECKED ent_status enti_issues_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
