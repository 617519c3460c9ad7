/* Claims of ties and statuses as assertions of single ties: each pair of parties one, dated by aspect and basis. */
#include "store/timeline_private.h"

#include "base/vec.h"

#include <string.h>

#define COLUMNS \
  "c.document, d.title, d.source, d.published, s.story, c.kind, c.code, c.source, c.target, c.modality, c.date_start," \
  " c.date_end, c.date_basis, c.object, c.attributed, c.start, c.\"end\", c.confidence, c.aspect"
#define FROM " FROM claim c JOIN document d ON d.hash = c.document JOIN signature s ON s.document = c.document "
#define ONLY_TIES "c.kind IN ('tie', 'status') ORDER BY c.document, c.number"

static const char select_all[] = "SELECT " COLUMNS FROM "WHERE " ONLY_TIES;
static const char select_actor[] =
    "SELECT " COLUMNS FROM "JOIN (SELECT DISTINCT document, number FROM claim_actor WHERE actor = ?1) a"
    " ON a.document = c.document AND a.number = c.number WHERE " ONLY_TIES;

enti_assertion *enti_assertion_add(enti_assertions *list)
{
  if (!enti_grow(list->arena, (void **)&list->items, list->n, &list->cap, sizeof *list->items))
    return NULL;
  list->items[list->n] = (enti_assertion){0};
  return &list->items[list->n++];
}

bool enti_id_in(ent_str ids, ent_str id)
{
  ent_str one;
  while (ids.n && ent_str_split(&ids, ';', &one))
    if (ent_str_eq(one, id))
      return true;
  return false;
}

void enti_order_parties(const enti_assertions *list, enti_assertion *a)
{
  ent_str first = list->query->actor;
  bool swap = first.n ? ent_str_eq(a->target, first) && !ent_str_eq(a->source, first) : ent_str_cmp(a->target, a->source) < 0;
  if (!(a->word->flags & TIE_MUTUAL) || !a->target.n || !swap)
    return;
  ent_str source = a->source;
  a->source = a->target;
  a->target = source;
}

/* ---- a claim's row ---- */

typedef struct row { /* strings in the arena; those of the document are shared by its claims */
  ent_str document, title, publisher, published, story;
  ent_str kind, code, source, target, modality, basis, object, attributed, aspect;
  ent_date from, to;
  uint32_t start, end;
  double confidence;
  ent_date day; /* of publication */
} row;

static bool keep(ent_arena *arena, enti_stmt *s, int column, ent_str *ret)
{
  ent_str text = enti_store_column(s, column);
  *ret = text.n ? ent_arena_str(arena, text) : ENT_STR("");
  return ret->p != NULL;
}

static ent_date date_of(enti_stmt *s, int column)
{
  ent_date date = ENT_NO_DATE;
  return ent_date_parse(enti_store_column(s, column), &date) ? date : ENT_NO_DATE;
}

static bool read_row(ent_arena *arena, enti_stmt *s, row *r)
{
  bool ok = true;
  if (!ent_str_eq(enti_store_column(s, 0), r->document)) {
    ent_str *const shared[] = {&r->document, &r->title, &r->publisher, &r->published, &r->story};
    for (int i = 0; i < 5; i++)
      ok = ok && keep(arena, s, i, shared[i]);
    r->day = date_of(s, 3);
  }
  ent_str *const own[] = {&r->kind, &r->code, &r->source, &r->target, &r->modality};
  for (int i = 0; i < 5; i++)
    ok = ok && keep(arena, s, 5 + i, own[i]);
  r->from = date_of(s, 10);
  r->to = date_of(s, 11);
  ok = ok && keep(arena, s, 12, &r->basis) && keep(arena, s, 13, &r->object) && keep(arena, s, 14, &r->attributed);
  r->start = (uint32_t)enti_column_int(s, 15);
  r->end = (uint32_t)enti_column_int(s, 16);
  r->confidence = enti_column_real(s, 17);
  return ok && keep(arena, s, 18, &r->aspect);
}

/* ---- what it says ---- */

static bool is(ent_str s, const char *word)
{
  return ent_str_eq(s, ent_str_of(word));
}

/* As of the document's day: the text gives no date. */
static void date_as_of(const row *r, enti_assertion *a)
{
  a->from = r->day;
  a->to = ENT_NO_DATE;
  a->as_of = ent_date_known(r->day);
}

/* What stands, by the claim's aspect. A store of schema 1 knows no aspect: "since" made claims ongoing and dated. */
static void say_course(const row *r, enti_assertion *a)
{
  bool dated = ent_date_known(a->from), ongoing = is(r->modality, "ongoing");
  if (is(r->aspect, "ends")) {
    a->what = ENT_STEP_ENDED;
  } else if (dated && (is(r->aspect, "begins") || (!r->aspect.n && ongoing))) {
    a->what = ENT_STEP_BEGAN;
    a->to = ENT_NO_DATE;
  } else if (!dated && ent_date_known(a->to)) { /* "until 1999" */
    a->what = ENT_STEP_ENDED;
    a->from = a->to;
    a->to = ENT_NO_DATE;
  } else {
    a->what = ENT_STEP_STOOD;
    if (ongoing && (!dated || is(r->basis, "publication")))
      date_as_of(r, a);
  }
}

static void say(const row *r, enti_assertion *a)
{
  a->from = r->from;
  a->to = r->to;
  a->code = ent_str_of(a->word->code);
  if (is(r->modality, "intended") || is(r->modality, "hypothetical"))
    a->what = ENT_STEP_PLANNED;
  else if (is(r->modality, "denied") || a->word->what == ENT_STEP_ABSENT) {
    bool ended = is(r->aspect, "ends") && ent_date_known(r->from);
    a->what = ended ? ENT_STEP_ENDED : ENT_STEP_ABSENT;
    if (!ent_date_known(r->from))
      date_as_of(r, a);
  } else if (a->word->what)
    a->what = a->word->what;
  else
    say_course(r, a);
}

/* "signed" where a treaty begins; what it is called otherwise stays. */
static void say_signed(const row *r, enti_assertion *a)
{
  bool treaty = is(ent_str_of(a->word->family), "treaty");
  if (treaty && is(r->aspect, "begins") && (a->what == ENT_STEP_BEGAN || a->what == ENT_STEP_HAPPENED)) {
    a->code = ENT_STR("signed");
    a->what = ENT_STEP_HAPPENED;
  }
}

static ent_step_claim claim_of(const row *r)
{
  return (ent_step_claim){.document = r->document,   .title = r->title,       .publisher = r->publisher,
                          .published = r->published, .code = r->code,         .modality = r->modality,
                          .attributed = r->attributed, .object = r->object,   .from = r->from,
                          .to = r->to,               .basis = r->basis,       .start = r->start,
                          .end = r->end,             .confidence = r->confidence, .story = r->story};
}

/* Some texts say "the bloc froze the state's membership": the holder is the state. */
static bool is_state(const enti_assertions *list, ent_str id)
{
  ent_actor_info info;
  const ent_actors *actors = list->reference ? ent_reference_actors(list->reference) : NULL;
  if (!actors || !ent_actors_info(actors, id, ENT_NO_DATE, &info))
    return id.n == 3;
  return is(info.kind, "state") || is(info.kind, "former") || is(info.kind, "contested") || is(info.kind, "territory");
}

/* Nobody is a member of a state: a body within it was meant ("a member of the state's academy"). */
static bool member_of_state(const enti_assertions *list, const enti_tie_word *word, ent_str source, ent_str target)
{
  return is(ent_str_of(word->code), "member") && target.n && is_state(list, source) && is_state(list, target);
}

static bool wanted(const ent_timeline_query *q, ent_str a, ent_str b)
{
  if (q->actor.n && !ent_str_eq(a, q->actor) && !ent_str_eq(b, q->actor))
    return false;
  return !q->other.n || ent_str_eq(a, q->other) || ent_str_eq(b, q->other);
}

static bool add_pair(enti_assertions *list, const row *r, const enti_tie_word *word, ent_str source, ent_str target)
{
  if (!wanted(list->query, source, target) || ent_str_eq(source, target) || member_of_state(list, word, source, target))
    return true;
  enti_assertion *a = enti_assertion_add(list);
  if (!a)
    return false;
  bool holder = is(ent_str_of(word->family), "membership") && target.n && is_state(list, target) && !is_state(list, source);
  *a = (enti_assertion){.word = word, .source = holder ? target : source, .target = holder ? source : target,
                        .object = r->object, .label = r->object, .claim = claim_of(r)};
  if (word->flags & TIE_STANDS && !is(ent_str_of(word->family), "treaty"))
    a->object = ENT_STR_NONE; /* a membership is one, whatever it is called; treaties and deliveries are many */
  say(r, a);
  say_signed(r, a);
  enti_order_parties(list, a);
  return true;
}

/* Each source with each target; a group without target is the set of its pairs. */
static bool add_pairs(enti_assertions *list, const row *r, const enti_tie_word *word)
{
  ent_str sources = r->source, a, b;
  bool ok = true;
  while (ok && sources.n && ent_str_split(&sources, ';', &a)) {
    ent_str others = r->target.n ? r->target : sources;
    if (!r->target.n && !others.n && ent_str_eq(a, r->source)) /* one alone: "remains neutral" */
      ok = add_pair(list, r, word, a, ENT_STR_NONE);
    while (ok && others.n && ent_str_split(&others, ';', &b))
      ok = add_pair(list, r, word, a, b);
  }
  return ok;
}

ent_status enti_timeline_claims(ent_store *store, enti_assertions *list, ent_error *err)
{
  enti_stmt *s;
  enti_step_result rc;
  row r = {0};
  ent_status status = enti_store_prepare(store, list->query->actor.n ? select_actor : select_all, &s, err);
  if (status != ENT_OK)
    return status;
  if (list->query->actor.n)
    enti_store_bind(s, 1, list->query->actor);
  while (status == ENT_OK && (rc = enti_step(s)) != ENTI_DONE) {
    if (rc != ENTI_ROW) {
      status = enti_store_fail(store, err, "reading claims");
      break;
    }
    bool ok = read_row(list->arena, s, &r);
    const enti_tie_word *word = ok ? enti_tie_word_of(r.code, false) : NULL;
    if (!ok || (word && !add_pairs(list, &r, word)))
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
  }
  enti_finalize(s);
  return status;
}

/* ---- evidence ---- */

static const char select_evidence[] =
    "SELECT piece(text, ?2, ?3),"
    " (SELECT min(name) FROM document_name n WHERE n.document = hash),"
    " coalesce((SELECT min(url) FROM document_name n WHERE n.document = hash AND url <> ''), '')"
    " FROM document WHERE hash = ?1";

ent_status enti_timeline_evidence(ent_store *store, ent_step_claim *claims, size_t n, ent_arena *arena, ent_error *err)
{
  enti_stmt *s;
  ent_status status = enti_store_prepare(store, select_evidence, &s, err);
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    enti_store_bind(s, 1, claims[i].document);
    enti_bind_int(s, 2, claims[i].start);
    enti_bind_int(s, 3, claims[i].end);
    if (enti_step(s) != ENTI_ROW)
      status = enti_store_fail(store, err, "reading evidence");
    else if (!keep(arena, s, 0, &claims[i].evidence) || !keep(arena, s, 1, &claims[i].name) ||
             !keep(arena, s, 2, &claims[i].url))
      status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "store %s: out of memory", store->path);
    enti_reset(s);
  }
  enti_finalize(s);
  return status;
}
