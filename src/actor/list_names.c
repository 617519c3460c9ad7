/* All names that lead to an actor, for those who look by their beginnings (type-ahead, completions). */
#include "actor/actors.h"

#include "actor/find.h"

/* Adjectives, capitals and misspellings lead to actors in a text; nobody looks for an actor by them. */
static bool is_name(const enti_form *f)
{
  switch (f->what) {
  case ENTI_PERSON_FORM: return true;
  case ENTI_ACTOR_FORM:
    return f->kind == ENTI_KIND_NAME || f->kind == ENTI_KIND_OFFICIAL || f->kind == ENTI_KIND_SHORT ||
           f->kind == ENTI_KIND_HISTORICAL || f->kind == ENTI_KIND_ACRONYM;
  default: return false;
  }
}

/* A person leads to whom they served last. */
static uint32_t actor_of(const ent_actors *a, const enti_form *f)
{
  if (f->what == ENTI_ACTOR_FORM)
    return f->of;
  uint32_t n;
  const enti_office *offices = enti_actors_offices(a, f->of, &n);
  return n ? offices[n - 1].actor : 0;
}

ent_status ent_actors_names(const ent_actors *a, ent_arena *arena, const ent_actor_name **ret, size_t *ret_n, ent_error *err)
{
  size_t n = 0;
  ent_actor_name *names = ent_arena_array(arena, (size_t)a->n_forms + a->n_actors * 2 + 1, sizeof *names);
  if (!names)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (uint32_t i = 1; i < a->n_actors; i++) {
    ent_str id = enti_actors_str(a, a->actors[i].id);
    names[n++] = (ent_actor_name){id, id, "id"};
    names[n++] = (ent_actor_name){enti_actors_str(a, a->actors[i].name), id, "name"};
  }
  for (uint32_t i = 0; i < a->n_forms; i++) {
    const enti_form *f = &a->forms[i];
    uint32_t actor = is_name(f) ? actor_of(a, f) : 0;
    ent_str name = enti_actors_str(a, f->value);
    if (actor && actor < a->n_actors && name.n)
      names[n++] = (ent_actor_name){name, enti_actors_str(a, a->actors[actor].id),
                                    f->what == ENTI_PERSON_FORM ? "person" : enti_via(f->kind)};
  }
  *ret = names;
  *ret_n = n;
  return ENT_OK;
}
