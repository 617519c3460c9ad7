/* What is known of one actor, and the readings of a name that a user types. */
#include "actor/actors.h"

#include "actor/find.h"

#include <entente/text.h>

#include <string.h>

/* ---- info -------------------------------------------------------------------------------------------------- */

/* The span that holds on a date; without a date, or outside of all, the latest. */
static const enti_span *span_on(const ent_actors *a, const enti_actor *x, ent_date on, bool *ret_inside)
{
  uint32_t n = x->first_span < a->n_spans && x->n_spans <= a->n_spans - x->first_span ? x->n_spans : 0;
  const enti_span *latest = NULL;
  *ret_inside = !ent_date_known(on);
  for (uint32_t i = 0; i < n; i++) {
    const enti_span *s = &a->spans[x->first_span + i];
    ent_date start = enti_date_of(s->start), end = enti_date_of(s->end);
    bool holds = (!ent_date_known(start) || start.day <= ent_date_last(on)) &&
                 (!ent_date_known(end) || ent_date_last(end) >= on.day);
    if (ent_date_known(on) && holds) {
      *ret_inside = true;
      return s;
    }
    if (!latest || !ent_date_known(end) || start.day >= enti_date_of(latest->start).day)
      latest = s;
  }
  return latest;
}

static void fill_codes(const ent_actors *a, const enti_span *s, bool inside, ent_actor_info *ret)
{
  ret->name = enti_actors_str(a, s->name);
  ret->kind = enti_actors_str(a, s->kind);
  ret->iso2 = enti_actors_str(a, s->iso2);
  ret->iso3 = enti_actors_str(a, s->iso3);
  ret->isonum = enti_actors_str(a, s->isonum);
  ret->cameo = enti_actors_str(a, s->cameo);
  ret->fips = enti_actors_str(a, s->fips);
  if (!inside)
    return; /* outside its spans it is no member of these systems */
  ret->cowabb = enti_actors_str(a, s->cowabb);
  ret->cow = enti_actors_str(a, s->cow);
  ret->gw = enti_actors_str(a, s->gw);
}

bool ent_actors_info(const ent_actors *a, ent_str id, ent_date on, ent_actor_info *ret)
{
  uint32_t i = enti_actors_find_id(a, id);
  if (!i)
    return false;
  const enti_actor *x = enti_actors_actor(a, i);
  *ret = (ent_actor_info){.id = enti_actors_str(a, x->id),
                          .name = enti_actors_str(a, x->name),
                          .kind = enti_actors_str(a, x->kind),
                          .iso2 = ENT_STR(""), .iso3 = ENT_STR(""), .isonum = ENT_STR(""), .cowabb = ENT_STR(""),
                          .cow = ENT_STR(""), .gw = ENT_STR(""), .cameo = ENT_STR(""), .fips = ENT_STR(""),
                          .country = enti_actors_str(a, x->country),
                          .parent = enti_actors_str(a, x->parent),
                          .sector = enti_actors_str(a, x->sector),
                          .start = enti_date_of(x->start),
                          .end = enti_date_of(x->end)};
  bool inside;
  const enti_span *s = span_on(a, x, on, &inside);
  if (s)
    fill_codes(a, s, inside, ret);
  return true;
}

/* ---- membership -------------------------------------------------------------------------------------------- */

int ent_actors_is_member(const ent_actors *a, ent_str member, ent_str org, ent_date on)
{
  uint32_t m = enti_actors_find_id(a, member), o = enti_actors_find_id(a, org);
  if (!m || !o)
    return -1;
  uint32_t low = 0, high = a->n_members;
  while (low < high) {
    uint32_t mid = low + (high - low) / 2;
    if (a->members[mid].org < o)
      low = mid + 1;
    else
      high = mid;
  }
  int ret = -1; /* an organisation whose members the base does not list */
  for (uint32_t i = low; i < a->n_members && a->members[i].org == o; i++) {
    if (ret < 0)
      ret = 0;
    if (a->members[i].member != m)
      continue;
    ent_date start = enti_date_of(a->members[i].start), end = enti_date_of(a->members[i].end);
    if (!ent_date_known(on))
      ret = ent_date_known(end) ? ret : 1;
    else if (ent_date_known(end) && ent_date_last(end) < on.day)
      continue;
    else if (!ent_date_known(start))
      return -1; /* a member, but nobody knows since when */
    else if (start.day <= ent_date_last(on))
      return 1;
  }
  return ret;
}

/* ---- resolve ------------------------------------------------------------------------------------------------- */

typedef struct reading_list {
  const ent_actors *actors;
  ent_arena *arena;
  ent_date on;
  ent_actor_reading *items;
  size_t n, cap;
  bool failed;
} reading_list;

static void add_reading(reading_list *list, ent_actor_reading reading)
{
  if (list->n == list->cap) {
    size_t cap = list->cap ? list->cap * 2 : 8;
    ent_actor_reading *wider = ent_arena_array(list->arena, cap, sizeof *wider);
    if (!wider) {
      list->failed = true;
      return;
    }
    if (list->n)
      memcpy(wider, list->items, list->n * sizeof *wider);
    list->items = wider;
    list->cap = cap;
  }
  list->items[list->n++] = reading;
}

static ent_date day_of(int32_t day)
{
  return day == ENTI_DAY_MIN || day == ENTI_DAY_MAX ? ENT_NO_DATE : (ent_date){day, ENT_DATE_DAY};
}

static bool within(int32_t from, int32_t to, ent_date on)
{
  return !ent_date_known(on) || (from <= ent_date_last(on) && to >= on.day);
}

static void add_actor_form(reading_list *list, const enti_form *form)
{
  const ent_actors *a = list->actors;
  uint32_t n = 1;
  const uint32_t *of = &form->of;
  if (form->kind == ENTI_KIND_GROUP)
    of = enti_actors_group(a, form->of, &n);
  bool valid = within(form->from, form->to, list->on);
  bool past = !ent_date_known(list->on) && form->to != ENTI_DAY_MAX; /* without a day, what still holds comes first */
  for (uint32_t i = 0; i < n; i++)
    add_reading(list, (ent_actor_reading){.actor = enti_actors_ref(a, of[i], form->sector),
                                          .name = enti_actors_str(a, form->value),
                                          .via = enti_via(form->kind),
                                          .from = day_of(form->from),
                                          .to = day_of(form->to),
                                          .confidence = (form->what == ENTI_PLACE_FORM ? 0.3f : 1.0f) *
                                                        (!valid ? 0.5f : past ? 0.8f : 1.0f)});
}

static void add_person(reading_list *list, const enti_form *form)
{
  const ent_actors *a = list->actors;
  uint32_t n;
  const enti_office *offices = enti_actors_offices(a, form->of, &n);
  bool past = !ent_date_known(list->on);
  for (uint32_t i = 0; i < n; i++) {
    int holds = ent_date_known(list->on) ? enti_office_holds(&offices[i], list->on.day, ent_date_last(list->on)) : 1;
    if (!holds)
      continue;
    add_reading(list, (ent_actor_reading){.actor = enti_actors_ref(a, offices[i].actor, offices[i].sector),
                                          .name = enti_actors_str(a, form->value),
                                          .via = form->what == ENTI_PERSON_FORM ? "person" : "short",
                                          .from = enti_date_of(offices[i].start),
                                          .to = enti_date_of(offices[i].end),
                                          .last_known = holds == 2,
                                          .confidence = (form->what == ENTI_PERSON_FORM ? 0.95f : 0.7f) -
                                                        (holds == 2 ? 0.15f : 0.0f) -
                                                        (past && ent_date_known(enti_date_of(offices[i].end)) ? 0.1f : 0.0f)});
  }
}

/* Ids, and codes of other systems: "cow:732", "iso2:KR", "fips:KS". */
static void add_codes(reading_list *list, ent_str query)
{
  const ent_actors *a = list->actors;
  static const struct { const char *system; size_t offset; } systems[] = {
      {"iso2:", offsetof(enti_span, iso2)}, {"iso3:", offsetof(enti_span, iso3)}, {"isonum:", offsetof(enti_span, isonum)},
      {"cowabb:", offsetof(enti_span, cowabb)}, {"cow:", offsetof(enti_span, cow)}, {"gw:", offsetof(enti_span, gw)},
      {"cameo:", offsetof(enti_span, cameo)}, {"fips:", offsetof(enti_span, fips)}};
  for (size_t s = 0; s < sizeof systems / sizeof *systems; s++) {
    ent_str prefix = ent_str_of(systems[s].system);
    if (!ent_str_starts(query, prefix))
      continue;
    ent_str wanted = ent_str_slice(query, prefix.n, query.n);
    for (uint32_t i = 1; i < a->n_actors; i++) {
      const enti_actor *x = &a->actors[i];
      bool inside;
      const enti_span *span = span_on(a, x, list->on, &inside);
      if (!span)
        continue;
      uint32_t offset;
      memcpy(&offset, (const char *)span + systems[s].offset, sizeof offset);
      ent_str codes = enti_actors_str(a, offset), code;
      while (codes.n && ent_str_split(&codes, ';', &code))
        if (ent_str_eq(code, wanted))
          add_reading(list, (ent_actor_reading){.actor = enti_actors_ref(a, i, 0), .name = enti_actors_str(a, x->name),
                                                .via = "code", .from = enti_date_of(span->start),
                                                .to = enti_date_of(span->end), .confidence = inside ? 1.0f : 0.5f});
    }
  }
}

static void add_id(reading_list *list, ent_str query)
{
  uint32_t i = enti_actors_find_id(list->actors, query);
  const enti_actor *x = enti_actors_actor(list->actors, i);
  if (i)
    add_reading(list, (ent_actor_reading){.actor = enti_actors_ref(list->actors, i, 0),
                                          .name = enti_actors_str(list->actors, x->name), .via = "id",
                                          .from = enti_date_of(x->start), .to = enti_date_of(x->end), .confidence = 1.0f});
}

/* The whole query as a form of the trie, read without regard to capitals. */
static ent_status add_names(reading_list *list, ent_str query, ent_error *err)
{
  const ent_actors *a = list->actors;
  if (ent_str_starts(query, ENT_STR("the ")))
    query = ent_str_slice(query, 4, query.n);
  ent_document doc = {.arena = list->arena, .text = query};
  ent_status status = ent_text_split(&doc, a->pack, err);
  uint32_t node = 0;
  bool begun = false;
  for (size_t i = 0; status == ENT_OK && i < doc.n_tokens; i++) {
    if (doc.tokens[i].norm.n == 1 && doc.tokens[i].norm.p[0] == '-')
      continue;
    node = begun ? enti_actors_step(a, node, doc.tokens[i].word) : enti_actors_first(a, doc.tokens[i].word);
    begun = true;
    if (!node)
      return ENT_OK;
  }
  if (status != ENT_OK || !begun)
    return status;
  uint32_t n;
  const enti_form *forms = enti_actors_forms(a, node, &n);
  for (uint32_t i = 0; i < n; i++)
    if (forms[i].what == ENTI_ACTOR_FORM || forms[i].what == ENTI_PLACE_FORM)
      add_actor_form(list, &forms[i]);
    else if (forms[i].what == ENTI_PERSON_FORM || forms[i].what == ENTI_SURNAME_FORM)
      add_person(list, &forms[i]);
  return ENT_OK;
}

/* Best first; a stable insertion sort: there are few. Readings that say the same are joined. */
static void order(reading_list *list)
{
  size_t n = 0;
  for (size_t i = 0; i < list->n; i++) {
    ent_actor_reading r = list->items[i];
    bool again = false;
    for (size_t k = 0; k < n; k++)
      again |= list->items[k].actor.id.p == r.actor.id.p && ent_str_eq(list->items[k].actor.sector, r.actor.sector) &&
               ent_str_eq(list->items[k].name, r.name) && list->items[k].from.day == r.from.day;
    if (again)
      continue;
    size_t at = n++;
    for (; at > 0 && list->items[at - 1].confidence < r.confidence; at--)
      list->items[at] = list->items[at - 1];
    list->items[at] = r;
  }
  list->n = n;
}

ent_status ent_actors_resolve(const ent_actors *actors, ent_str query, ent_date on, ent_arena *arena,
                              const ent_actor_reading **ret, size_t *ret_n, ent_error *err)
{
  reading_list list = {.actors = actors, .arena = arena, .on = on};
  query = ent_str_trim(query);
  if (ent_utf8_valid(query) != query.n)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the name is not UTF-8");
  add_id(&list, query);
  add_codes(&list, query);
  ent_status status = query.n ? add_names(&list, query, err) : ENT_OK;
  if (status != ENT_OK)
    return status;
  if (list.failed)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "resolving a name: out of memory");
  order(&list);
  *ret = list.items;
  *ret_n = list.n;
  return ENT_OK;
}
