/* The small languages inside the columns of the rule tables: roles, tests, parts of speech, forms, sets of words. */
#ifndef ENTI_RULE_SYNTAX_H
#define ENTI_RULE_SYNTAX_H

#include "base/intern.h"
#include "base/packer.h"
#include "event/rule.h"

/* "subj", "obj.of", or a preposition. False: none of them. */
bool enti_role_parse(enti_packer *packer, ent_str text, enti_role *ret);
/* "@org" … */
bool enti_test_parse(ent_str text, uint32_t *ret);
/* "v", "n", "vn" … as ENTI_POS_ bits; also "aux", "mark", "neg". False: empty or unknown. */
bool enti_pos_parse(ent_str text, uint32_t *ret);
/* "mutual" … as an ENTI_RULE_ flag, 0: unknown. */
uint32_t enti_form_parse(ent_str word);
/* "promise" … as an ENTI_MOOD_ bit, 0: unknown. */
uint32_t enti_mood_parse(ent_str word);

/* Sets of words, by name ("&treaty"), from events/synonyms.tsv. */
typedef struct enti_sets {
  enti_intern names;
  ent_str *members; /* by id of the name: words joined with ";" */
  size_t n, cap;
} enti_sets;

ENT_CHECKED ent_status enti_sets_read(enti_sets *sets, const enti_data_dirs *dirs, ent_arena *arena,
                                      enti_packer *packer, ent_error *err);
void enti_sets_done(enti_sets *sets);
bool enti_sets_find(const enti_sets *sets, ent_str name, ent_str *ret_members);

#endif
