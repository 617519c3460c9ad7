/* Names and frames of pictures; see picture.h. */
#include "view/picture.h"

#include <string.h>

static void add_name(ent_buf *out, const ent_actors *actors, ent_str id, ent_date on)
{
  ent_actor_info info;
  const bool known = actors && ent_actors_info(actors, id, on, &info) && info.name.n;
  if (out->n)
    ent_buf_c(out, ", ");
  ent_buf_str(out, known ? info.name : id);
}

ent_str enti_picture_name(ent_arena *arena, const ent_actors *actors, ent_str ids, ent_date on)
{
  ent_buf out = ENT_BUF_INIT(1 << 16);
  for (size_t at = 0; at <= ids.n;) {
    size_t end = at;
    while (end < ids.n && ids.p[end] != ',' && ids.p[end] != ';')
      end++;
    if (end > at)
      add_name(&out, actors, ent_str_slice(ids, at, end), on);
    at = end + 1;
  }
  const ent_str name = ent_arena_str(arena, ent_buf_view(&out));
  ent_buf_done(&out);
  return name;
}

ent_chart_frame enti_picture_frame(const ent_picture *how, ent_str title, ent_str subtitle)
{
  return (ent_chart_frame){.title = title, .subtitle = subtitle, .source = how->source, .width = how->width};
}

ent_status enti_picture_no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

ent_chart_tone ent_picture_tone(ent_str family)
{
  static const char *const good[] = {"membership", "partnership", "cooperation", "treaty", "mission", "relations",
                                     "recognition", "exercise", "operation", "centre", "base", "arms", "aid", "trade",
                                     "reliance", "group", "summit"};
  static const char *const bad[] = {"dispute", "sanctions", "war"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++)
    if (ent_str_eq(family, ent_str_of(good[i])))
      return ENT_TONE_GOOD;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (ent_str_eq(family, ent_str_of(bad[i])))
      return ENT_TONE_BAD;
  return ENT_TONE_PLAIN;
}

ent_str ent_picture_partner(const ent_tie *tie, ent_str actor)
{
  return ent_str_eq(tie->source, actor) ? tie->target : tie->source;
}

bool enti_picture_telling(ent_str family)
{
  static const char *const little[] = {"relations", "recognition", "organisation", "summit", "trade"};
  for (size_t i = 0; i < sizeof little / sizeof *little; i++)
    if (ent_str_eq(family, ent_str_of(little[i])))
      return false;
  return true;
}
