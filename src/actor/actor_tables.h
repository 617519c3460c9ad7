/* What the readers of the actor tables share: columns by name, checked fields. */
#ifndef ENTI_ACTOR_TABLES_H
#define ENTI_ACTOR_TABLES_H

#include "actor/actor_builder.h"

typedef struct enti_actor_table {
  enti_builder *b;
  enti_table table;
  ent_arena *arena; /* the file's bytes */
  size_t columns[ENTI_TABLE_MAX_COLUMNS]; /* of names[i] */
} enti_actor_table;

typedef ent_status (*enti_row_fn)(enti_actor_table *t, ent_error *err);

/* Opens path, finds the n columns (those from `optional` on may be missing), calls row for each row. */
ENT_CHECKED ent_status enti_actor_table_read(enti_builder *b, const char *path, const char *const *names, size_t n,
                                             size_t optional, enti_row_fn row, ent_error *err);
ent_str enti_field(const enti_actor_table *t, size_t i);
ENT_CHECKED ent_status enti_field_date(enti_actor_table *t, size_t i, ent_date *ret, ent_error *err);
/* Two dates; from may not lie after to. */
ENT_CHECKED ent_status enti_field_span(enti_actor_table *t, size_t from, size_t to, ent_date *ret_from, ent_date *ret_to,
                                       ent_error *err);
ENT_CHECKED ent_status enti_field_bounds(enti_actor_table *t, size_t from, size_t to, enti_form *form, ent_error *err);
/* The actor named; an error where none has this id. */
ENT_CHECKED ent_status enti_field_actor(enti_actor_table *t, size_t i, uint32_t *ret, ent_error *err);
/* A sector of PLOVER, or empty. */
ENT_CHECKED ent_status enti_field_sector(enti_actor_table *t, size_t i, uint32_t *ret, ent_error *err);
/* A word of a list (NULL at its end); its number. */
ENT_CHECKED ent_status enti_field_word(enti_actor_table *t, size_t i, const char *const *words, uint32_t *ret,
                                       ent_error *err);
/* exact, fold or empty: sets ENTI_FORM_EXACT. */
ENT_CHECKED ent_status enti_field_case(enti_actor_table *t, size_t i, enti_form *form, ent_error *err);
ENT_CHECKED ent_status enti_field_not_empty(enti_actor_table *t, size_t i, ent_error *err);
/* enti_builder_form_add with the row's file and line in front of a failure. */
ENT_CHECKED ent_status enti_row_form(enti_actor_table *t, ent_str text, enti_form form, ent_error *err);
/* The same for each of several texts joined with ";". */
ENT_CHECKED ent_status enti_row_forms(enti_actor_table *t, ent_str texts, enti_form form, ent_error *err);
ent_status enti_row_no_memory(ent_error *err);
bool enti_is_sector(ent_str s);
bool enti_is_org_type(ent_str s);
/* The regular plural of a phrase's last word: minister → ministers, army → armies, gunman → gunmen. */
ent_str enti_regular_plural(ent_arena *arena, ent_str s);

extern const char *const enti_name_kind_words[]; /* of enti_name_kind, NULL at the end */
extern const char *const enti_cue_words[];       /* of enti_cue */
extern const char *const enti_org_types[];       /* IGO NGO IMG … */

#endif
