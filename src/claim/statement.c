/* What a text says of places and numbers, noted so that documents can be compared with each other, also where the
 * reference base knows nothing (store/conflicts.c). */
#include "claim/statement.h"

#include "base/vec.h"

static ent_statement *add(enti_scene *s)
{
  if (!enti_grow(s->doc->arena, (void **)&s->statements, s->n_statements, &s->cap_statements, sizeof *s->statements)) {
    s->failed = true;
    return NULL;
  }
  const ent_sentence *sentence = &s->doc->sentences[s->sentence];
  ent_statement *st = &s->statements[s->n_statements++];
  *st = (ent_statement){.sentence = s->sentence, .start = sentence->start, .end = sentence->end};
  return st;
}

/* The same place and time noted already: a sentence is looked at once for each of its frames. */
static bool noted(const enti_scene *s, ent_str topic, ent_str value, ent_date from)
{
  for (size_t i = s->n_statements; i-- > 0 && s->statements[i].sentence == s->sentence;)
    if (ent_str_eq(s->statements[i].topic, topic) && ent_str_eq(s->statements[i].value, value) &&
        ent_date_cmp(s->statements[i].from, from) == 0)
      return true;
  return false;
}

void enti_state_host(enti_scene *s, const enti_meetings *m, const enti_said *what)
{
  if (!what->placed || !what->place.state.n || what->n_times != 1 || !m->series.n || what->who.n != 1 || !what->who.sure ||
      what->times[0]->approximate)
    return;
  ent_str value = what->place.city.n ? enti_printf(s, "%.*s|%.*s", ENT_STR_ARG(what->place.state), ENT_STR_ARG(what->place.city))
                                     : what->place.state;
  ent_statement *st = noted(s, m->series, value, what->times[0]->from) ? NULL : add(s);
  if (st) {
    st->topic = m->series;
    st->attribute = ENT_STR("host");
    st->value = value;
    st->from = what->times[0]->from;
    st->to = what->times[0]->to;
    st->basis = what->times[0]->basis;
  }
}

void enti_state_members(enti_scene *s, ent_str organisation, unsigned number, const ent_timex *time)
{
  ent_str value = enti_printf(s, "%u", number);
  ent_date day = ent_document_day(s->doc);
  if (!time && !ent_date_known(day))
    return;
  ent_statement *st = noted(s, organisation, value, time ? time->from : day) ? NULL : add(s);
  if (st) {
    st->topic = organisation;
    st->attribute = ENT_STR("members");
    st->value = value;
    st->from = time ? time->from : day;
    st->to = time ? time->to : ENT_NO_DATE;
    st->basis = time ? time->basis : ENT_BASIS_PUBLICATION;
  }
}
