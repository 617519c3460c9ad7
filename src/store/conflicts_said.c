/* What documents say differently of where meetings were held and of how many members there are (table `statement`).
 *
 *  H1  Two hosts differ where their dates share a day and both are as fine as a month, or where the base knows one meeting
 *      only in that year. A state holds its towns.
 *  H2  Two dates of a meeting at one place differ where the base knows one meeting only in that year.
 *  N1  Two numbers differ where their dates share a day and are as fine as a month, or where the base says that the number
 *      did not change between them. */
#include "store/conflicts.h"

#include "claim/verdict.h"

#include "base/vec.h"

#include <stdio.h>
#include <string.h>

typedef struct saying { /* the same value of the same period, by one story or more */
  ent_str topic, attribute, value;
  ent_date from, to;
  ent_step_claim *claims;
  size_t n, cap, support;
} saying;

typedef struct sayings {
  saying *items;
  size_t n, cap;
} sayings;

static const char select_statements[] =
    "SELECT st.topic, st.attribute, st.value, st.date_start, st.date_end, st.date_basis, st.start, st.\"end\", st.document, d.title,"
    " d.source, d.published, s.story FROM statement st JOIN document d ON d.hash = st.document"
    " JOIN signature s ON s.document = st.document"
    " ORDER BY st.topic, st.attribute, st.value, st.date_start, st.date_end, st.document, st.number";

static bool same_saying(const saying *s, ent_str topic, ent_str attribute, ent_str value, ent_date from, ent_date to)
{
  return ent_str_eq(s->topic, topic) && ent_str_eq(s->attribute, attribute) && ent_str_eq(s->value, value) &&
         ent_date_cmp(s->from, from) == 0 && ent_date_cmp(s->to, to) == 0;
}

static bool take_row(ent_arena *arena, sayings *all, enti_stmt *row)
{
  ent_str text[13];
  ent_date from = ENT_NO_DATE, to = ENT_NO_DATE;
  for (int i = 0; i < 13; i++) {
    text[i] = i == 6 || i == 7 ? ENT_STR("") : ent_arena_str(arena, enti_store_column(row, i));
    if (!text[i].p)
      text[i] = ENT_STR("");
  }
  (void)ent_date_parse(text[3], &from);
  (void)ent_date_parse(text[4], &to);
  if (ent_str_eq(text[5], ENT_STR("publication"))) /* as of a day: as of its month is enough */
    from = ent_date_coarsen(from, ENT_DATE_MONTH);
  if (!all->n || !same_saying(&all->items[all->n - 1], text[0], text[1], text[2], from, to)) {
    if (!enti_grow(arena, (void **)&all->items, all->n, &all->cap, sizeof *all->items))
      return false;
    all->items[all->n++] = (saying){.topic = text[0], .attribute = text[1], .value = text[2], .from = from, .to = to};
  }
  saying *s = &all->items[all->n - 1];
  if (!enti_grow(arena, (void **)&s->claims, s->n, &s->cap, sizeof *s->claims))
    return false;
  s->claims[s->n++] = (ent_step_claim){.document = text[8], .title = text[9], .publisher = text[10], .published = text[11],
                                       .story = text[12], .code = text[1], .modality = ENT_STR("actual"), .from = from, .to = to,
                                       .basis = text[5], .start = (uint32_t)enti_column_int(row, 6),
                                       .end = (uint32_t)enti_column_int(row, 7), .confidence = 1};
  return true;
}

static ent_status read_all(ent_store *store, ent_arena *arena, sayings *all, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  ent_status status = enti_store_prepare(store, select_statements, &s, err);
  if (status != ENT_OK)
    return status;
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE)
    if (rc != ENTI_ROW)
      status = enti_store_fail(store, err, "reading statements");
    else if (!take_row(arena, all, s))
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  enti_finalize(s);
  return status;
}

/* ---- do they differ? ---- */

static int32_t last_day(const saying *s)
{
  return ent_date_last(ent_date_known(s->to) ? s->to : s->from);
}

static bool share_day(const saying *a, const saying *b)
{
  return a->from.day <= last_day(b) && b->from.day <= last_day(a);
}

static bool fine(const saying *a, const saying *b)
{
  return a->from.precision >= ENT_DATE_MONTH && b->from.precision >= ENT_DATE_MONTH;
}

static int year_of(const saying *s)
{
  int year, month, day;
  ent_date_split(s->from, &year, &month, &day);
  return year;
}

/* The one meeting of the series in the saying's year; false where the base knows none or several. */
static bool only_meeting(const enti_conflicts *list, const saying *s, ent_thing *ret)
{
  char id[300];
  int n = snprintf(id, sizeof id, "%.*s_%d", ENT_STR_ARG(s->topic), year_of(s));
  return n > 0 && (size_t)n < sizeof id && list->reference && ent_reference_thing(list->reference, ent_str_of(id), ret);
}

static ent_str state_of(ent_str value)
{
  ent_str state;
  return ent_str_split(&value, '|', &state) ? state : value;
}

static bool same_place(ent_str a, ent_str b)
{
  ent_str state_a = state_of(a), state_b = state_of(b);
  return ent_str_eq(state_a, state_b) && (a.n == state_a.n || b.n == state_b.n || ent_str_eq(a, b));
}

static const char *hosts_differ(const enti_conflicts *list, const saying *a, const saying *b)
{
  ent_thing meeting;
  bool one = year_of(a) == year_of(b) && only_meeting(list, a, &meeting);
  if (same_place(a->value, b->value))
    return one && !share_day(a, b) ? "dates" : NULL; /* H2 */
  return share_day(a, b) && (fine(a, b) || one) ? "host" : NULL; /* H1 */
}

static bool number_stayed(const enti_conflicts *list, const saying *a, const saying *b, size_t *ret)
{
  int32_t from = a->from.day < b->from.day ? a->from.day : b->from.day, to = last_day(a) > last_day(b) ? last_day(a) : last_day(b);
  if (!list->reference)
    return false;
  if (enti_count_disputed(list->reference, a->topic, to))
    return false;
  *ret = enti_count_members(list->reference, a->topic, from);
  for (int32_t day = from; day < to; day = to - day > 30 ? day + 30 : to)
    if (enti_count_members(list->reference, a->topic, day) != *ret)
      return false;
  return *ret > 0 && enti_count_members(list->reference, a->topic, to) == *ret;
}

static const char *numbers_differ(const enti_conflicts *list, const saying *a, const saying *b)
{
  size_t known;
  if (ent_str_eq(a->value, b->value))
    return NULL;
  return (share_day(a, b) && fine(a, b)) || number_stayed(list, a, b, &known) ? "members" : NULL;
}

/* ---- the conflict ---- */

static ent_str words_of(ent_arena *arena, const saying *s)
{
  ent_str when = enti_period_text(arena, s->from, s->to), state = state_of(s->value);
  ent_str town = ent_str_slice(s->value, state.n + 1, s->value.n);
  if (ent_str_eq(s->attribute, ENT_STR("members")))
    return ent_arena_printf(arena, "%.*s members %.*s", ENT_STR_ARG(s->value), ENT_STR_ARG(when));
  return ent_arena_printf(arena, "host %.*s%s%.*s %.*s", ENT_STR_ARG(state), town.n ? " " : "", ENT_STR_ARG(town), ENT_STR_ARG(when));
}

static void add_known(const enti_conflicts *list, const saying *a, const saying *b, ent_conflict *c)
{
  ent_thing meeting;
  size_t known;
  if (ent_str_eq(a->attribute, ENT_STR("members"))) {
    if (number_stayed(list, a, b, &known)) {
      c->reference = ent_arena_printf(list->arena, "%zu members then", known);
      c->reference_source = ENT_STR("entente");
    }
  } else if (only_meeting(list, a, &meeting)) {
    ent_str when = enti_period_text(list->arena, meeting.start, meeting.end);
    c->reference = ent_arena_printf(list->arena, "%.*s: %.*s", ENT_STR_ARG(meeting.name), ENT_STR_ARG(when));
    c->reference_source = meeting.source;
  }
}

static bool compare(enti_conflicts *list, const saying *a, const saying *b)
{
  bool members = ent_str_eq(a->attribute, ENT_STR("members"));
  const char *why = members ? numbers_differ(list, a, b) : hosts_differ(list, a, b);
  if (!why || !enti_other_story(a->claims, a->n, b->claims, b->n))
    return true;
  ent_conflict *c = enti_conflict_add(list);
  if (!c)
    return false;
  *c = (ent_conflict){.why = why, .family = members ? ENT_STR("membership") : ENT_STR("summit"), .source = a->topic,
                      .said_a = words_of(list->arena, a), .said_b = words_of(list->arena, b), .a = a->claims, .b = b->claims,
                      .n_a = a->n, .n_b = b->n, .support_a = a->support, .support_b = b->support};
  add_known(list, a, b, c);
  return c->said_a.p && c->said_b.p;
}

ent_status enti_conflicts_said(ent_store *store, enti_conflicts *list, ent_error *err)
{
  sayings all = {0};
  size_t documents;
  ent_status status = read_all(store, list->arena, &all, err);
  bool ok = true;
  for (size_t i = 0; i < all.n && status == ENT_OK && ok; i++)
    ok = enti_collapse_claims(list->arena, all.items[i].claims, &all.items[i].n, &documents, &all.items[i].support);
  for (size_t i = 0; i < all.n && status == ENT_OK && ok; i++)
    for (size_t k = i + 1; k < all.n && ok && ent_str_eq(all.items[k].topic, all.items[i].topic) &&
                           ent_str_eq(all.items[k].attribute, all.items[i].attribute); k++)
      ok = compare(list, &all.items[i], &all.items[k]);
  return status == ENT_OK && !ok ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path) : status;
}
