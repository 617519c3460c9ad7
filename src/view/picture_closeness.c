/* The closeness of two actors as panels: events, ties, votes. */
#include "view/picture.h"

#include <math.h>
#include <stdio.h>

typedef struct panels {
  ent_chart_point *events, *ties, *votes;
  ent_chart_line lines[3];
  ent_chart_panel panel[3];
  ent_chart_mark *marks[2]; /* of events, of ties */
  size_t n_marks[2];
  int32_t first, last;
} panels;

/* Points stand where their period ends, since a mean of events is of all that came before; lines are steps for ties. */
static bool fill_points(panels *p, const ent_closeness_result *c, ent_arena *arena)
{
  const size_t n = c->n_periods;
  p->events = ent_arena_array(arena, n + 1, sizeof *p->events);
  p->ties = ent_arena_array(arena, n + 1, sizeof *p->ties);
  p->votes = ent_arena_array(arena, n + 1, sizeof *p->votes);
  if (!p->events || !p->ties || !p->votes)
    return false;
  for (size_t i = 0; i < n; i++) {
    const ent_closeness_period *at = &c->periods[i];
    const int32_t day = ent_date_last(at->date);
    const bool seen = at->events.evidence > 0; /* before the first event there is only the prior */
    p->events[i] = (ent_chart_point){day, seen ? at->events.value : NAN, at->events.lo, at->events.hi};
    p->ties[i] = (ent_chart_point){day, at->ties.value, at->ties.lo, at->ties.hi};
    p->votes[i] = (ent_chart_point){day, at->kappa, NAN, NAN};
  }
  p->first = c->periods[0].date.day;
  p->last = ent_date_last(c->periods[n - 1].date);
  return true;
}

static bool add_mark(panels *p, const ent_turn *turn, ent_arena *arena)
{
  char date[16];
  ent_date when = turn->date;
  if (!turn->ties)
    when = ent_date_coarsen(when, ENT_DATE_MONTH);
  ent_date_format(when, date);
  ent_str label = ent_arena_printf(arena, "%s: %+.*f", date, turn->ties ? 2 : 1, turn->size);
  if (!turn->ties && isfinite(turn->confidence))
    label = ent_arena_printf(arena, "%.*s (%.0f %%)", ENT_STR_ARG(label), 100 * turn->confidence);
  const ent_date from = ent_date_known(turn->earliest) ? turn->earliest : when;
  const ent_date to = ent_date_known(turn->latest) ? turn->latest : when;
  p->marks[turn->ties][p->n_marks[turn->ties]++] = (ent_chart_mark){when.day, from.day, ent_date_last(to), label};
  return label.p != NULL;
}

static bool fill_marks(panels *p, const ent_turn *turns, size_t n, ent_arena *arena)
{
  for (int i = 0; i < 2; i++) {
    p->marks[i] = ent_arena_array(arena, n + 1, sizeof *p->marks[i]);
    if (!p->marks[i])
      return false;
  }
  for (size_t i = 0; i < n; i++)
    if (!add_mark(p, &turns[i], arena))
      return false;
  return true;
}

static bool fill(panels *p, const ent_closeness_result *c, const ent_turn *turns, size_t n_turns, ent_arena *arena)
{
  *p = (panels){0};
  if (!fill_points(p, c, arena) || !fill_marks(p, turns, n_turns, arena))
    return false;
  const size_t n = c->n_periods;
  p->lines[0] = (ent_chart_line){ENT_STR("events"), p->events, n, false};
  p->lines[1] = (ent_chart_line){ENT_STR("ties"), p->ties, n, true};
  p->lines[2] = (ent_chart_line){ENT_STR("votes"), p->votes, n, true};
  p->panel[0] = (ent_chart_panel){ENT_STR("Events"), ENT_STR("what was done: evidence-weighted mean from -10 to 10, with its 95 % band"),
                                  NAN, NAN, &p->lines[0], 1, p->marks[0], p->n_marks[0],
                                  ENT_STR("no events of the two are loaded or read")};
  p->panel[1] = (ent_chart_panel){ENT_STR("Ties"), ENT_STR("what stands between them, from -1 to 1"), NAN, NAN, &p->lines[1], 1,
                                  p->marks[1], p->n_marks[1], ENT_STR("no tie of the two is known")};
  p->panel[2] = (ent_chart_panel){ENT_STR("Votes"), ENT_STR("likeness of votes in the UN General Assembly (Cohen's kappa)"), NAN, NAN,
                                  &p->lines[2], 1, NULL, 0, ENT_STR("no votes of both are loaded")};
  return true;
}

static ent_status check(const ent_closeness_result *c, ent_error *err)
{
  return c->n_periods ? ENT_OK : ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "no period to draw the closeness of");
}

static ent_str dates_of(const ent_closeness_result *c, ent_arena *arena)
{
  char from[16], to[16];
  const ent_str verdict = ent_str_of(ent_trend_text(c->verdict));
  return ent_arena_printf(arena, "%s to %s: %.*s", ent_date_format(c->periods[0].date, from),
                          ent_date_format(c->periods[c->n_periods - 1].date, to), ENT_STR_ARG(verdict));
}

ent_status ent_picture_closeness(const ent_picture *how, const ent_closeness_result *c, const ent_turn *turns,
                                 size_t n_turns, ent_buf *out, ent_error *err)
{
  ent_status status = check(c, err);
  if (status != ENT_OK)
    return status;
  panels p;
  ent_arena *arena = ent_arena_new(0);
  if (arena && fill(&p, c, turns, n_turns, arena)) {
    const ent_date on = c->periods[c->n_periods - 1].date;
    const ent_str a = enti_picture_name(arena, how->actors, c->names[0], on);
    const ent_str b = enti_picture_name(arena, how->actors, c->names[1], on);
    const ent_str title = ent_arena_printf(arena, "Closeness of %.*s and %.*s", ENT_STR_ARG(a), ENT_STR_ARG(b));
    const ent_chart_frame frame = enti_picture_frame(how, title, dates_of(c, arena));
    status = ent_chart_panels(&frame, p.panel, 3, p.first, p.last, out, err);
  } else
    status = enti_picture_no_memory(err);
  ent_arena_free(arena);
  return status;
}

static bool has_value(const ent_chart_panel *panel)
{
  for (size_t i = 0; i < panel->lines[0].n; i++)
    if (isfinite(panel->lines[0].points[i].value))
      return true;
  return false;
}

ent_status ent_picture_closeness_text(const ent_chart_style *style, const ent_closeness_result *c, const ent_turn *turns,
                                      size_t n_turns, ent_buf *out, ent_error *err)
{
  ent_status status = check(c, err);
  if (status != ENT_OK)
    return status;
  panels p;
  ent_arena *arena = ent_arena_new(0);
  if (!arena || !fill(&p, c, turns, n_turns, arena))
    status = enti_picture_no_memory(err);
  const int32_t last = status == ENT_OK && p.last > p.first ? p.last : 0;
  for (size_t i = 0; i < 3 && status == ENT_OK && last; i++)
    if (has_value(&p.panel[i])) {
      status = ent_chart_text_panel(style, &p.panel[i], p.first, last, out, err);
      ent_buf_char(out, '\n');
    }
  ent_arena_free(arena);
  return status;
}
