/* Assertions merged into ties and their steps. Assertions of one tie that say the same, at dates that may be the same, are
 * one step; a step is dated by its finest source. A coarse date that fits several finer steps stays by itself: which of
 * them it means is not known. */
#include "store/timeline_private.h"

#include "base/vec.h"

#include <stdlib.h>
#include <string.h>

typedef struct draft { /* a step under construction */
  ent_step step;
  const enti_assertion **said;
  size_t n, cap;
} draft;

typedef struct builder {
  enti_assertions *list;
  ent_tie *ties;
  size_t n_ties, cap_ties;
  draft *drafts; /* of the tie under construction */
  size_t n_drafts, cap_drafts;
} builder;

/* ---- order ---- */

static int by_parties(const void *x, const void *y)
{
  const enti_assertion *a = x, *b = y;
  int order = enti_family_order(ent_str_of(a->word->family)) - enti_family_order(ent_str_of(b->word->family));
  if (!order)
    order = ent_str_cmp(a->source, b->source);
  if (!order)
    order = ent_str_cmp(a->target, b->target);
  return order;
}

static int by_text(const enti_assertion *a, const enti_assertion *b)
{
  int order = ent_str_cmp(a->claim.document, b->claim.document);
  if (!order)
    order = (a->claim.start > b->claim.start) - (a->claim.start < b->claim.start);
  return order ? order : ent_str_cmp(a->claim.code, b->claim.code);
}

/* Of one tie: the base first, finer dates before coarser ones. */
static int by_precision(const void *x, const void *y)
{
  const enti_assertion *a = x, *b = y;
  int order = ent_str_cmp(a->object, b->object);
  if (!order)
    order = (int)b->is_fact - (int)a->is_fact;
  if (!order)
    order = (int)b->from.precision - (int)a->from.precision;
  if (!order)
    order = ent_date_cmp(a->from, b->from);
  if (!order)
    order = (int)a->what - (int)b->what;
  if (!order)
    order = ent_str_cmp(a->code, b->code);
  return order ? order : by_text(a, b);
}

/* Undated first; then by time. */
static int by_time(const void *x, const void *y)
{
  const ent_step *a = x, *b = y;
  bool known_a = ent_date_known(a->from), known_b = ent_date_known(b->from);
  if (known_a != known_b)
    return known_a ? 1 : -1;
  int order = ent_date_cmp(a->from, b->from);
  if (!order)
    order = (int)a->what - (int)b->what;
  if (!order)
    order = ent_str_cmp(a->code, b->code);
  return order ? order : ent_str_cmp(a->object, b->object);
}

/* ---- treaties that a text does not name ---- */

static bool overlap(ent_date a_from, ent_date a_to, ent_date b_from, ent_date b_to)
{
  int32_t a_last = ent_date_last(ent_date_known(a_to) ? a_to : a_from);
  int32_t b_last = ent_date_last(ent_date_known(b_to) ? b_to : b_from);
  return a_from.day <= b_last && b_from.day <= a_last;
}

static bool same_name(ent_arena *arena, ent_str a, ent_str b)
{
  return a.n && b.n && ent_str_eq(ent_utf8_fold(arena, a), ent_utf8_fold(arena, b));
}

/* "The two signed a treaty in 1953": the one treaty of the base between them that was signed or came into force then. */
static ent_str treaty_meant(ent_arena *arena, const enti_assertion *a, const enti_assertion *run, size_t n)
{
  ent_str found = ENT_STR_NONE;
  bool several = false;
  for (size_t i = 0; i < n; i++) {
    if (!run[i].is_fact || !run[i].object.n)
      continue;
    if (same_name(arena, a->object, run[i].label))
      return run[i].object;
    bool then = ent_date_known(a->from) && ent_date_known(run[i].from) && a->what == ENT_STEP_HAPPENED &&
                (run[i].what == ENT_STEP_HAPPENED || run[i].what == ENT_STEP_BEGAN) &&
                overlap(a->from, a->to, run[i].from, run[i].to);
    several = several || (then && found.n && !ent_str_eq(found, run[i].object));
    found = then ? run[i].object : found;
  }
  return several ? ENT_STR_NONE : found;
}

static void find_treaties(ent_arena *arena, enti_assertion *run, size_t n)
{
  if (strcmp(run->word->family, "treaty") != 0)
    return;
  for (size_t i = 0; i < n; i++) {
    ent_str meant = run[i].is_fact ? ENT_STR_NONE : treaty_meant(arena, &run[i], run, n);
    if (meant.n)
      run[i].object = meant;
  }
}

/* ---- steps ---- */

static bool names_fit(ent_str a, ent_str b)
{
  return !a.n || !b.n || ent_str_starts(a, b) || ent_str_starts(b, a);
}

static bool fits(const ent_step *s, const enti_assertion *a)
{
  if (s->what != a->what || s->as_of != a->as_of || !ent_str_eq(s->code, a->code))
    return false;
  if (!a->is_fact && !s->n_facts && !names_fit(s->object, a->label))
    return false;
  bool known = ent_date_known(s->from);
  if (a->as_of || known != ent_date_known(a->from))
    return a->as_of;
  return !known || overlap(s->from, s->to, a->from, a->to);
}

static bool same_date(const ent_step *s, const enti_assertion *a)
{
  return ent_date_cmp(s->from, a->from) == 0 && ent_date_cmp(s->to, a->to) == 0;
}

/* The step that the assertion belongs to: the only one that fits, or the one of the same date; NULL: a new one. */
static draft *find_draft(const builder *b, const enti_assertion *a)
{
  draft *found = NULL;
  size_t n = 0;
  for (size_t i = b->n_drafts; i-- > 0;) {
    if (!fits(&b->drafts[i].step, a))
      continue;
    if (same_date(&b->drafts[i].step, a))
      return &b->drafts[i];
    found = &b->drafts[i];
    n++;
  }
  return n == 1 ? found : NULL;
}

/* As-of steps reach from the first day on which it was said to the last. */
static void widen(ent_step *s, const enti_assertion *a)
{
  ent_date last = ent_date_known(s->to) ? s->to : s->from;
  if (a->from.day < s->from.day)
    s->from = a->from;
  if (a->from.day > last.day)
    s->to = a->from;
  else if (last.day > s->from.day)
    s->to = last;
}

static bool add_said(builder *b, const enti_assertion *a)
{
  ent_arena *arena = b->list->arena;
  draft *d = find_draft(b, a);
  if (!d) {
    if (!enti_grow(arena, (void **)&b->drafts, b->n_drafts, &b->cap_drafts, sizeof *b->drafts))
      return false;
    d = &b->drafts[b->n_drafts++];
    *d = (draft){.step = {.what = a->what, .code = a->code, .object = a->label, .from = a->from, .to = a->to, .as_of = a->as_of}};
  }
  if (a->as_of)
    widen(&d->step, a);
  if (!d->step.object.n)
    d->step.object = a->label;
  if (!enti_grow(arena, (void **)&d->said, d->n, &d->cap, sizeof *d->said))
    return false;
  d->said[d->n++] = a;
  d->step.n_facts += a->is_fact;
  return true;
}

/* ---- support ---- */

static int by_story(const void *x, const void *y)
{
  const ent_step_claim *a = x, *b = y;
  int order = ent_str_cmp(a->story, b->story);
  if (!order)
    order = ent_str_cmp(a->published, b->published);
  if (!order)
    order = ent_str_cmp(a->document, b->document);
  return order ? order : (a->start > b->start) - (a->start < b->start);
}

static int by_published(const void *x, const void *y)
{
  const ent_step_claim *a = x, *b = y;
  int order = ent_str_cmp(a->published, b->published);
  if (!order)
    order = ent_str_cmp(a->document, b->document);
  return order ? order : (a->start > b->start) - (a->start < b->start);
}

/* Joins the publishers of copies: "A; B". */
static bool join_publisher(ent_arena *arena, ent_step_claim *c, ent_str publisher)
{
  if (!publisher.n || ent_str_eq(c->publisher, publisher) ||
      (c->publisher.n >= publisher.n && memmem(c->publisher.p, c->publisher.n, publisher.p, publisher.n)))
    return true;
  c->publisher = c->publisher.n ? ent_arena_printf(arena, "%.*s; %.*s", ENT_STR_ARG(c->publisher), ENT_STR_ARG(publisher))
                                : publisher;
  return c->publisher.p != NULL;
}

static int by_publisher(const void *x, const void *y)
{
  return ent_str_cmp(*(const ent_str *)x, *(const ent_str *)y);
}

/* Independent sources: stories, but no more than there are publishers. */
static bool count_support(ent_arena *arena, const ent_step_claim *claims, size_t n, size_t *ret)
{
  ent_str *names = ent_arena_array(arena, n ? n : 1, sizeof *names);
  size_t named = 0, publishers = 0;
  if (!names)
    return false;
  for (size_t i = 0; i < n; i++)
    if (claims[i].publisher.n)
      names[named++] = claims[i].publisher;
  qsort(names, named, sizeof *names, by_publisher);
  for (size_t i = 0; i < named; i++)
    publishers += i == 0 || !ent_str_eq(names[i], names[i - 1]);
  *ret = publishers + (n - named);
  return true;
}

bool enti_collapse_claims(ent_arena *arena, ent_step_claim *claims, size_t *n, size_t *ret_documents, size_t *ret_support)
{
  size_t kept = 0, documents = 0;
  ent_str last = ENT_STR_NONE;
  if (*n)
    qsort(claims, *n, sizeof *claims, by_story);
  for (size_t i = 0; i < *n; i++) {
    const ent_step_claim c = claims[i];
    bool again = kept && ent_str_eq(claims[kept - 1].story, c.story), other = !i || !ent_str_eq(last, c.document);
    last = c.document;
    documents += other;
    if (!again)
      claims[kept++] = c;
    else if (other) {
      claims[kept - 1].copies++;
      if (!join_publisher(arena, &claims[kept - 1], c.publisher))
        return false;
    }
  }
  if (kept)
    qsort(claims, kept, sizeof *claims, by_published);
  *n = kept;
  *ret_documents = documents;
  return count_support(arena, claims, kept, ret_support);
}

static bool finish_step(ent_arena *arena, draft *d)
{
  ent_fact *facts = ent_arena_array(arena, d->step.n_facts + 1, sizeof *facts);
  ent_step_claim *claims = ent_arena_array(arena, d->n + 1, sizeof *claims);
  if (!facts || !claims)
    return false;
  size_t n_facts = 0, n = 0;
  for (size_t i = 0; i < d->n; i++)
    if (d->said[i]->is_fact)
      facts[n_facts++] = d->said[i]->fact;
    else
      claims[n++] = d->said[i]->claim;
  bool ok = enti_collapse_claims(arena, claims, &n, &d->step.n_documents, &d->step.support);
  d->step.facts = facts;
  d->step.claims = claims;
  d->step.n_claims = n;
  return ok;
}

/* Of all steps: each story and each document once. */
static bool count_tie(builder *b, ent_tie *tie, const enti_assertion *run, size_t n)
{
  ent_step_claim *all = ent_arena_array(b->list->arena, n + 1, sizeof *all);
  size_t n_all = 0;
  for (size_t i = 0; all && i < n; i++)
    if (!run[i].is_fact)
      all[n_all++] = run[i].claim;
  return all && enti_collapse_claims(b->list->arena, all, &n_all, &tie->n_documents, &tie->support);
}

static bool finish_tie(builder *b, const enti_assertion *run, size_t n)
{
  ent_arena *arena = b->list->arena;
  ent_step *steps = ent_arena_array(arena, b->n_drafts, sizeof *steps);
  if (!steps || !enti_grow(arena, (void **)&b->ties, b->n_ties, &b->cap_ties, sizeof *b->ties))
    return false;
  ent_tie *tie = &b->ties[b->n_ties++];
  *tie = (ent_tie){.family = ent_str_of(run->word->family), .source = run->source, .target = run->target, .object = run->object,
                   .steps = steps, .n_steps = b->n_drafts};
  for (size_t i = 0; i < b->n_drafts; i++) {
    if (!finish_step(arena, &b->drafts[i]))
      return false;
    steps[i] = b->drafts[i].step;
  }
  for (size_t i = 0; i < n; i++) {
    tie->mutual = tie->mutual || (run[i].word->flags & TIE_MUTUAL);
    tie->standing = tie->standing || (run[i].word->flags & TIE_STANDS);
    tie->in_reference = tie->in_reference || run[i].is_fact;
  }
  qsort(steps, b->n_drafts, sizeof *steps, by_time);
  enti_tie_course(tie, steps);
  return count_tie(b, tie, run, n);
}

static bool build_tie(builder *b, const enti_assertion *run, size_t n)
{
  b->drafts = NULL;
  b->n_drafts = b->cap_drafts = 0;
  bool ok = true;
  for (size_t i = 0; i < n && ok; i++)
    ok = add_said(b, &run[i]);
  return ok && finish_tie(b, run, n);
}

ent_status enti_timeline_merge(enti_assertions *list, ent_timeline *ret, ent_error *err)
{
  builder b = {.list = list};
  bool ok = true;
  if (list->n)
    qsort(list->items, list->n, sizeof *list->items, by_parties);
  for (size_t i = 0, n; i < list->n && ok; i += n) {
    enti_assertion *run = list->items + i;
    for (n = 1; i + n < list->n && by_parties(run, run + n) == 0;)
      n++;
    find_treaties(list->arena, run, n);
    qsort(run, n, sizeof *run, by_precision);
    for (size_t k = 0, m; k < n && ok; k += m) {
      for (m = 1; k + m < n && ent_str_eq(run[k].object, run[k + m].object);)
        m++;
      ok = build_tie(&b, run + k, m);
    }
  }
  if (!ok)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  *ret = (ent_timeline){b.ties, b.n_ties};
  return ENT_OK;
}
