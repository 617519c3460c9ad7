/* Timelines of ties as bars, and on a map. */
#include "view/picture.h"

#include <stdlib.h>
#include <string.h>

#define READABLE 60

/* The side of a tie that is not the actor; both where the actor is neither. */
static ent_str parties_of(const ent_tie *tie, ent_str actor, ent_arena *arena)
{
  return actor.n ? ent_picture_partner(tie, actor)
                 : ent_arena_printf(arena, "%.*s,%.*s", ENT_STR_ARG(tie->source), ENT_STR_ARG(tie->target));
}

/* What a code is called where space is short; its own letters do for most. */
static ent_str word_of(ent_str code)
{
  static const char *const words[][2] = {{"in-force", "treaty"}, {"signed", "signed"}, {"relations", "diplomatic relations"},
                                         {"contributed", "takes part"}, {"participated", "exercise"}, {"status", "status"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ent_str_eq(code, ent_str_of(words[i][0])))
      return ent_str_of(words[i][1]);
  return code;
}

/* "alliance", "member", "exercise: Locked Shields": the finest word that its steps have, and the thing's name. */
static ent_str label_of(const ent_tie *tie, ent_arena *arena)
{
  ent_str word = tie->family;
  for (size_t i = 0; i < tie->n_steps; i++)
    if (tie->steps[i].what == ENT_STEP_BEGAN || tie->steps[i].what == ENT_STEP_STOOD || tie->steps[i].what == ENT_STEP_HAPPENED)
      word = tie->steps[i].code;
  const ent_str thing = tie->n_steps && tie->steps[0].object.n ? tie->steps[0].object : tie->object;
  return thing.n ? ent_arena_printf(arena, "%.*s: %.*s", ENT_STR_ARG(word_of(word)), ENT_STR_ARG(thing)) : word_of(word);
}

/* Standing ties have a bar; what only happened has a dot for each step. */
static bool add_bars(enti_bars *b, const ent_tie *tie, ent_str group, ent_arena *arena)
{
  const ent_str label = label_of(tie, arena);
  const ent_chart_tone tone = ent_picture_tone(tie->family);
  if (tie->standing) {
    const ent_date first = tie->n_steps ? tie->steps[0].from : ENT_NO_DATE;
    const bool early = !ent_date_known(tie->start) && ent_date_known(first);
    b->bars[b->n++] = (ent_chart_bar){.label = label, .group = group, .start = early ? first : tie->start, .end = tie->end,
                                      .start_unknown = early, .tone = tone};
    return true;
  }
  for (size_t i = 0; i < tie->n_steps; i++)
    if (tie->steps[i].what == ENT_STEP_HAPPENED && ent_date_known(tie->steps[i].from)) {
      b->bars[b->n++] = (ent_chart_bar){.label = label, .group = group, .start = tie->steps[i].from, .moment = true, .tone = tone};
      break; /* one row a tie: its first time */
    }
  return true;
}

/* A partner with one tie needs no heading of its own: its name goes before the tie's. */
static bool join_lone_groups(enti_bars *b, ent_arena *arena)
{
  for (size_t i = 0, end; i < b->n; i = end) {
    for (end = i + 1; end < b->n && ent_str_eq(b->bars[end].group, b->bars[i].group); end++)
      ;
    if (end - i > 1 || b->bars[i].group.n == 0)
      continue;
    b->bars[i].label = ent_arena_printf(arena, "%.*s: %.*s", ENT_STR_ARG(b->bars[i].group), ENT_STR_ARG(b->bars[i].label));
    b->bars[i].group = ENT_STR_NONE;
    if (!b->bars[i].label.p)
      return false;
  }
  return true;
}

static int32_t first_day(const ent_chart_bar *bar)
{
  return ent_date_known(bar->start) ? bar->start.day : INT32_MIN;
}

/* Partners together, each partner's ties in order of time. */
static int by_group(const void *x, const void *y)
{
  const ent_chart_bar *a = x, *b = y;
  const int group = ent_str_cmp(a->group, b->group);
  if (group)
    return group;
  if (first_day(a) != first_day(b))
    return first_day(a) < first_day(b) ? -1 : 1;
  return ent_str_cmp(a->label, b->label);
}

/* Those without a heading first, so that none seems to stand under another's. */
static int lone_first(const void *x, const void *y)
{
  const ent_chart_bar *a = x, *b = y;
  if ((a->group.n == 0) != (b->group.n == 0))
    return a->group.n == 0 ? -1 : 1;
  return a->group.n ? by_group(a, b) : ent_str_cmp(a->label, b->label);
}

/* The period: as asked for, else from the first date to the last. */
static void span_of(enti_bars *b, ent_date from, ent_date to)
{
  b->first = INT32_MAX;
  b->last = INT32_MIN;
  for (size_t i = 0; i < b->n; i++) {
    const ent_date dates[] = {b->bars[i].start, b->bars[i].end};
    for (size_t d = 0; d < 2; d++)
      if (ent_date_known(dates[d])) {
        b->first = dates[d].day < b->first ? dates[d].day : b->first;
        b->last = ent_date_last(dates[d]) > b->last ? ent_date_last(dates[d]) : b->last;
      }
  }
  if (b->first <= b->last) { /* a tenth more, so that what still stands can be seen to */
    b->last += 200 + (b->last - b->first) / 20;
    b->first -= 100;
  }
  if (ent_date_known(from))
    b->first = from.day;
  if (ent_date_known(to))
    b->last = ent_date_last(to);
}

ent_status enti_picture_bars(const ent_picture *how, const ent_timeline *timeline, ent_str actor, ent_date from, ent_date to,
                             ent_arena *arena, enti_bars *ret, ent_error *err)
{
  enti_bars b = {.bars = ent_arena_array(arena, timeline->n + 1, sizeof *b.bars)};
  if (!b.bars)
    return enti_picture_no_memory(err);
  const size_t most = how->most ? how->most : READABLE;
  for (int first = 1; first >= 0; first--) /* what tells most is kept where not all fit */
    for (size_t i = 0; i < timeline->n; i++) {
      const ent_tie *tie = &timeline->ties[i];
      ent_str group = enti_picture_name(arena, how->actors, parties_of(tie, actor, arena), tie->start);
      if (group.n == 0)
        group = tie->family;
      if (enti_picture_telling(tie->family) == (first == 1) && !add_bars(&b, tie, group, arena))
        return enti_picture_no_memory(err);
    }
  if (b.n > most) {
    b.left_out = b.n - most;
    b.n = most;
  }
  qsort(b.bars, b.n, sizeof *b.bars, by_group);
  span_of(&b, from, to);
  if (!join_lone_groups(&b, arena))
    return enti_picture_no_memory(err);
  qsort(b.bars, b.n, sizeof *b.bars, lone_first);
  *ret = b;
  return ENT_OK;
}

static ent_str subtitle_of(const enti_bars *b, ent_arena *arena)
{
  char from[16], to[16];
  const ent_date first = {b->first, ENT_DATE_DAY}, last = {b->last, ENT_DATE_DAY};
  ent_str text = ent_arena_printf(arena, "%s to %s", ent_date_format(ent_date_coarsen(first, ENT_DATE_YEAR), from),
                                  ent_date_format(ent_date_coarsen(last, ENT_DATE_YEAR), to));
  return b->left_out ? ent_arena_printf(arena, "%.*s; the %zu most telling of %zu ties", ENT_STR_ARG(text), b->n, b->n + b->left_out)
                     : text;
}

ent_status ent_picture_timeline(const ent_picture *how, const ent_timeline *timeline, ent_str actor, ent_date from, ent_date to,
                                ent_buf *out, ent_error *err)
{
  enti_bars b = {0};
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? enti_picture_bars(how, timeline, actor, from, to, arena, &b, err) : enti_picture_no_memory(err);
  if (status == ENT_OK) {
    const ent_str name = enti_picture_name(arena, how->actors, actor, to);
    const ent_str title = name.n ? ent_arena_printf(arena, "Ties of %.*s", ENT_STR_ARG(name)) : ENT_STR("Ties");
    ent_chart_frame frame = enti_picture_frame(how, title, subtitle_of(&b, arena));
    if (frame.width <= 0)
      frame.width = 860; /* labels need the room */
    status = ent_chart_timeline(&frame, b.bars, b.n, b.first, b.last, out, err);
  }
  ent_arena_free(arena);
  return status;
}

ent_status ent_picture_timeline_text(const ent_picture *how, const ent_chart_style *style, const ent_timeline *timeline,
                                     ent_str actor, ent_date from, ent_date to, ent_buf *out, ent_error *err)
{
  enti_bars b = {0};
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? enti_picture_bars(how, timeline, actor, from, to, arena, &b, err) : enti_picture_no_memory(err);
  if (status == ENT_OK)
    status = ent_chart_text_timeline(style, b.bars, b.n, b.first, b.last, out, err);
  ent_arena_free(arena);
  return status;
}

/* ---- on a map ------------------------------------------------------------------------------------------------------ */

typedef struct partners {
  ent_chart_arc *arcs;
  size_t n;
  double most;
} partners;

/* One partner once, with the number of its ties; one that sets apart marks it so. */
static void add_partner(partners *p, ent_str id, ent_chart_tone tone)
{
  size_t i = 0;
  while (i < p->n && !ent_str_eq(p->arcs[i].state, id))
    i++;
  if (i == p->n)
    p->arcs[p->n++] = (ent_chart_arc){.state = id, .weight = 0, .tone = tone};
  p->arcs[i].weight += 1;
  if (tone == ENT_TONE_BAD || p->arcs[i].tone == ENT_TONE_PLAIN)
    p->arcs[i].tone = tone;
  if (p->arcs[i].weight > p->most)
    p->most = p->arcs[i].weight;
}

static int heaviest_first(const void *x, const void *y)
{
  const ent_chart_arc *a = x, *b = y;
  return a->weight != b->weight ? (a->weight < b->weight ? 1 : -1) : ent_str_cmp(a->state, b->state);
}

static void collect(partners *p, const ent_timeline *timeline, ent_str actor, ent_date on)
{
  for (size_t i = 0; i < timeline->n; i++) {
    const ent_tie *tie = &timeline->ties[i];
    const ent_str other = ent_str_eq(tie->source, actor) ? tie->target : tie->source;
    if (tie->standing && other.n && !memchr(other.p, ';', other.n) && ent_tie_stood(tie, on) == 1)
      add_partner(p, other, ent_picture_tone(tie->family));
  }
  qsort(p->arcs, p->n, sizeof *p->arcs, heaviest_first);
}

ent_status ent_picture_map(const ent_picture *how, const ent_map *map, const ent_timeline *timeline, ent_str actor, ent_date on,
                           ent_buf *out, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  partners p = {.arcs = arena ? ent_arena_array(arena, timeline->n + 1, sizeof *p.arcs) : NULL};
  ent_status status = p.arcs ? ENT_OK : enti_picture_no_memory(err);
  if (status == ENT_OK) {
    collect(&p, timeline, actor, on);
    for (size_t i = 0; i < p.n; i++) {
      p.arcs[i].weight /= p.most;
      p.arcs[i].label = enti_picture_name(arena, how->actors, p.arcs[i].state, on);
    }
    if (p.n == 0)
      status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no tie of %.*s is known to have stood on that day", ENT_STR_ARG(actor));
  }
  if (status == ENT_OK) {
    char day[16];
    const ent_str name = enti_picture_name(arena, how->actors, actor, on);
    const ent_chart_arc centre = {.state = actor, .label = name};
    const ent_chart_frame frame =
        enti_picture_frame(how, ent_arena_printf(arena, "Ties of %.*s", ENT_STR_ARG(name)),
                           ent_arena_printf(arena, "standing on %s; wider: more of them; dashed: dispute, sanctions, war",
                                            ent_date_format(on, day)));
    status = ent_chart_map(&frame, map, &centre, p.arcs, p.n, out, err);
  }
  ent_arena_free(arena);
  return status;
}
