/* Findings and their wording. */
#include "claim/scene.h"

#include "base/vec.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ent_finding *enti_finding_add(enti_scene *s, ent_verdict verdict, const char *type, uint32_t trigger, ent_str rule)
{
  if (!enti_grow(s->doc->arena, (void **)&s->out, s->n_out, &s->cap_out, sizeof *s->out)) {
    s->failed = true;
    return NULL;
  }
  const ent_sentence *sentence = &s->doc->sentences[s->sentence];
  ent_finding *f = &s->out[s->n_out++];
  *f = (ent_finding){.verdict = verdict,
                     .type = ent_str_of(type),
                     .rule = rule,
                     .sentence = s->sentence,
                     .start = sentence->start,
                     .end = sentence->end,
                     .trigger = trigger};
  return f;
}

const ent_actor_ref *enti_finding_actors(enti_scene *s, const ent_actor_ref *actors, size_t n)
{
  ent_actor_ref *copy = ent_arena_array(s->doc->arena, n ? n : 1, sizeof *copy);
  if (!copy) {
    s->failed = true;
    return NULL;
  }
  if (n)
    memcpy(copy, actors, n * sizeof *copy);
  return copy;
}

ent_finding *enti_finding_pair(enti_scene *s, ent_verdict verdict, const char *type, const enti_hit *hit, ent_actor_ref x,
                               ent_actor_ref y)
{
  ent_finding *f = enti_finding_add(s, verdict, type, hit->anchor, hit->rule);
  if (!f)
    return NULL;
  f->source = enti_finding_actors(s, &x, 1);
  f->target = enti_finding_actors(s, &y, 1);
  f->n_source = f->n_target = 1;
  return f;
}

ent_str enti_name_of(const enti_scene *s, ent_str id)
{
  ent_actor_info info;
  ent_thing thing;
  if (s->ref->actors && ent_actors_info(s->ref->actors, id, ENT_NO_DATE, &info) && info.name.n)
    return info.name;
  return ent_reference_thing(s->ref, id, &thing) ? thing.name : id;
}

ent_str enti_printf(enti_scene *s, const char *format, ...)
{
  char text[1024];
  va_list list;
  va_start(list, format);
  int n = vsnprintf(text, sizeof text, format, list);
  va_end(list);
  if (n < 0)
    return ENT_STR_NONE;
  size_t length = (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
  length = ent_utf8_valid((ent_str){text, length}); /* not half a character at the limit */
  ent_str copy = ent_arena_str(s->doc->arena, (ent_str){text, length});
  s->failed = s->failed || (length && !copy.p);
  return copy;
}

ent_str enti_date_words(const enti_scene *s, ent_date date)
{
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  int y, m, d;
  ent_date_split(date, &y, &m, &d);
  if (!ent_date_known(date))
    return ENT_STR("an unknown day");
  if (d && m)
    return ent_arena_printf(s->doc->arena, "%d %s %d", d, months[m - 1], y);
  return m ? ent_arena_printf(s->doc->arena, "%s %d", months[m - 1], y) : ent_arena_printf(s->doc->arena, "%d", y);
}
