/* Findings → claims. */
#include "event/claim_emit.h"

#include "event/goldstein.h"
#include "event/when.h"

#include <string.h>

#define MAX_EVIDENCE 480 /* bytes; a longer sentence is cut to the part between semicolons */
#define MAX_ISSUES 6

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

static const ent_actor_ref *copy_actors(ent_arena *arena, const enti_parties *parties)
{
  ent_actor_ref *actors = ent_arena_array(arena, parties->n, sizeof *actors);
  for (size_t i = 0; actors && i < parties->n; i++)
    actors[i] = *parties->items[i].actor;
  return actors;
}

/* "a;b" → an array of strings. */
static bool copy_list(ent_arena *arena, ent_str joined, const ent_str **ret, size_t *ret_n)
{
  size_t n = joined.n > 0;
  for (size_t i = 0; i < joined.n; i++)
    n += joined.p[i] == ';';
  ent_str *list = ent_arena_array(arena, n, sizeof *list);
  if (n && !list)
    return false;
  for (size_t i = 0; i < n; i++)
    ent_str_split(&joined, ';', &list[i]);
  *ret = list;
  *ret_n = n;
  return true;
}

/* The areas that the words of the trigger's clause name, in order, each once. */
static bool find_issues(const enti_tree *tree, uint32_t trigger, ent_arena *arena, ent_claim *claim)
{
  const ent_sentence *sentence = &tree->doc->sentences[claim->sentence];
  ent_str found[MAX_ISSUES];
  size_t n = 0;
  for (uint32_t k = 0; k < sentence->n && n < MAX_ISSUES; k++) {
    uint32_t t = sentence->first + k;
    ent_str issue = enti_rules_issue(tree->rules, enti_word(tree, t));
    bool seen = !issue.n || tree->clause[t] != tree->clause[trigger];
    for (size_t i = 0; i < n && !seen; i++)
      seen = ent_str_eq(found[i], issue);
    if (!seen)
      found[n++] = issue;
  }
  ent_str *issues = ent_arena_array(arena, n, sizeof *issues);
  if (n && !issues)
    return false;
  if (n)
    memcpy(issues, found, n * sizeof *issues);
  claim->issues = issues;
  claim->n_issues = n;
  return true;
}

/* The sentence, or, of a very long one, the part between semicolons that holds the trigger (D4). */
static void set_evidence(const ent_document *doc, const ent_sentence *sentence, uint32_t trigger, ent_claim *claim)
{
  claim->start = sentence->start;
  claim->end = sentence->end;
  if (sentence->end - sentence->start <= MAX_EVIDENCE)
    return;
  for (uint32_t k = 0; k < sentence->n; k++) {
    const ent_token *token = &doc->tokens[sentence->first + k];
    if (!ent_str_eq(token->fold, ENT_STR(";")))
      continue;
    if (sentence->first + k < trigger && k + 1 < sentence->n)
      claim->start = doc->tokens[sentence->first + k + 1].start;
    else if (sentence->first + k > trigger && claim->end == sentence->end)
      claim->end = token->end;
  }
}

static bool same_ids(const ent_actor_ref *actors, size_t n, const enti_parties *parties)
{
  if (n != parties->n)
    return false;
  for (size_t i = 0; i < n; i++)
    if (!enti_parties_have(parties, &actors[i]))
      return false;
  return true;
}

/* Has the sentence said this already? Two-sided claims count as the same in either direction. */
static ent_claim *said(ent_document *doc, size_t first, const enti_finding *found, ent_str code)
{
  for (size_t i = first; i < doc->n_claims; i++) {
    ent_claim *c = &doc->claims[i];
    if ((uint32_t)c->kind != found->rule->kind || !ent_str_eq(c->code, code))
      continue;
    bool bare = found->rule->kind == ENT_EVENT && !found->target.n; /* adds nothing to one that says against whom */
    bool same = same_ids(c->source, c->n_source, &found->source) &&
                (bare || same_ids(c->target, c->n_target, &found->target));
    bool turned = (found->rule->flags & ENTI_RULE_MUTUAL) && same_ids(c->source, c->n_source, &found->target) &&
                  same_ids(c->target, c->n_target, &found->source);
    if (same || turned)
      return c;
  }
  return NULL;
}

/* "left in 1989, rejoined in 2003 and left in 2017": a status taken on twice, each time at a date of its own. */
static bool again(const enti_tree *tree, const ent_claim *old, const enti_finding *found, const enti_when *when)
{
  return found->rule->kind == ENT_STATUS && enti_is_verb(tree, found->trigger) && enti_is_verb(tree, old->trigger) &&
         ent_date_known(old->from) && ent_date_known(when->from) && ent_date_cmp(old->from, when->from) != 0;
}

static ent_str sayer_id(const enti_tree *tree, const enti_mood *mood)
{
  enti_parties who = {0};
  if (mood->sayer == ENT_NONE || !enti_parties_of(tree, mood->sayer, ENTI_TAKE_OWNERS, &who))
    return ENT_STR_NONE;
  return who.items[0].actor->id;
}

/* A present-tense deed of a dated statement ("We condemn …") happens on the day of the statement. */
static void date_of_statement(const enti_tree *tree, const enti_finding *found, ent_claim *claim)
{
  const enti_mood *mood = &found->mood;
  if (claim->kind != ENT_EVENT || claim->modality != ENT_ONGOING || mood->clause == ENT_NONE || mood->past)
    return;
  uint32_t subject = enti_surface_subject(tree, mood->clause);
  bool we = subject != ENT_NONE && (ent_str_eq(enti_token(tree, subject)->fold, ENT_STR("we")) ||
                                    ent_str_eq(enti_token(tree, subject)->fold, ENT_STR("i")));
  const ent_sentence *sentence = &tree->doc->sentences[claim->sentence];
  if (!we || !ent_date_known(sentence->anchor))
    return;
  claim->from = sentence->anchor;
  claim->basis = ENT_BASIS_PUBLICATION;
  claim->modality = ENT_ACTUAL;
}

/* An entry of a live blog or digest tells of the day in its head. */
static bool date_of_entry(const ent_document *doc, ent_claim *claim)
{
  ent_date anchor = doc->sentences[claim->sentence].anchor;
  uint32_t s = claim->sentence;
  while (s > 0 && doc->sentences[s].kind != ENT_SENTENCE_ENTRY_HEAD && claim->sentence - s < 40)
    s--;
  if (doc->sentences[s].kind != ENT_SENTENCE_ENTRY_HEAD || !ent_date_known(anchor) || claim->kind != ENT_EVENT || claim->modality > ENT_ONGOING)
    return false;
  claim->from = anchor;
  claim->basis = ENT_BASIS_TEXT;
  return true;
}

/* "had been": seen from a past moment, and perhaps over. */
static bool pluperfect(const enti_tree *tree, uint32_t t)
{
  for (uint32_t c = tree->child[t]; c != ENT_NONE; c = tree->next[c])
    if (ent_rel_base(enti_rel_of(tree, c)) == ENT_AUX_REL && ent_str_eq(enti_token(tree, c)->fold, ENT_STR("had")))
      return true;
  return false;
}

/* "a member since 1952": what began then and was not said to have ended goes on. */
static bool goes_on(const enti_tree *tree, const enti_when *when, const ent_claim *claim)
{
  uint32_t head = enti_head(tree, claim->trigger);
  return when->time != ENT_NONE && tree->doc->times[when->time].role == ENT_TIME_SINCE &&
         (claim->kind == ENT_TIE || claim->kind == ENT_STATUS) &&
         (claim->modality == ENT_PAST || claim->modality == ENT_ACTUAL) && !pluperfect(tree, claim->trigger) &&
         (head == ENT_NONE || !pluperfect(tree, head));
}

static void set_dates(const enti_tree *tree, const enti_finding *found, const enti_when *when, ent_claim *claim)
{
  claim->from = when->from;
  claim->to = when->to;
  claim->basis = when->time == ENT_NONE ? ENT_BASIS_NONE : when->basis;
  if (goes_on(tree, when, claim))
    claim->modality = ENT_ONGOING;
  if (when->time == ENT_NONE && !date_of_entry(tree->doc, claim))
    date_of_statement(tree, found, claim);
}

static float confidence(const enti_finding *found)
{
  float c = (float)found->rule->confidence / 1000.0f;
  if (found->source.nearby || found->target.nearby)
    c *= 0.8f;
  if (found->source.owner || found->target.owner)
    c *= 0.95f;
  return c;
}

/* CAMEO code and mode: the rule's, or what they become with a type that the mood has changed. */
static void set_cameo(const ent_pack *pack, const enti_finding *found, ent_claim *claim)
{
  const enti_rule *rule = found->rule;
  enti_goldstein_table table;
  ent_error ignored;
  ent_str base = ent_pack_string(pack, rule->cameo);
  claim->cameo = base;
  claim->mode = ent_pack_string(pack, rule->mode);
  if (!found->outcome.code.n)
    return;
  claim->cameo = found->outcome.cameo;
  claim->mode = ENT_STR_NONE;
  if (enti_goldstein_open(pack, &table, &ignored) != ENT_OK)
    return;
  ent_str derived = enti_cameo_under(&table, base, found->outcome.code, &claim->mode);
  if (derived.n)
    claim->cameo = derived;
}

static ent_status add_claim(const enti_tree *tree, ent_document *doc, const enti_finding *found, const enti_when *when,
                            size_t first, ent_error *err)
{
  const ent_pack *pack = tree->rules->pack;
  const enti_rule *rule = found->rule;
  const enti_outcome *out = &found->outcome;
  ent_str code = out->code.n ? out->code : ent_pack_string(pack, rule->code);
  ent_claim *old = said(doc, first, found, code);
  if (old && !again(tree, old, found, when)) {
    if (!ent_date_known(old->from) && !ent_date_known(old->to) && when->time != ENT_NONE)
      set_dates(tree, found, when, old);
    return ENT_OK;
  }
  ent_claim *claim = ent_claim_add(doc);
  if (!claim)
    return no_memory(err);
  claim->kind = (ent_claim_kind)rule->kind;
  claim->code = code;
  set_cameo(pack, found, claim);
  claim->modality = out->modality;
  claim->source = copy_actors(doc->arena, &found->source);
  claim->target = copy_actors(doc->arena, &found->target);
  claim->n_source = found->source.n;
  claim->n_target = found->target.n;
  claim->mutual = (rule->flags & ENTI_RULE_MUTUAL) && (!out->code.n || ent_str_eq(out->code, ENT_STR("AGREE")));
  claim->sentence = doc->tokens[found->trigger].sentence;
  claim->trigger = found->trigger;
  claim->rule = ent_pack_string(pack, rule->id);
  claim->confidence = confidence(found);
  claim->attributed = sayer_id(tree, &found->mood);
  set_evidence(doc, &doc->sentences[claim->sentence], found->trigger, claim);
  set_dates(tree, found, when, claim);
  ent_str issues = ent_pack_string(pack, rule->issues);
  bool sound = copy_list(doc->arena, ent_pack_string(pack, rule->contexts), &claim->contexts, &claim->n_contexts);
  sound = sound && (issues.n ? copy_list(doc->arena, issues, &claim->issues, &claim->n_issues)
                             : find_issues(tree, found->trigger, doc->arena, claim));
  return sound && (claim->source || !claim->n_source) && (claim->target || !claim->n_target) ? ENT_OK : no_memory(err);
}

/* ---- lists with a date for each member ------------------------------------------------------------------------- */

/* "left Mali in August, Burkina Faso in February and Niger in December": the mention behind `time` that opens the
 * next member, and its own time. False: there is none. */
static bool next_dated(const enti_tree *tree, uint32_t time, uint32_t *ret_mention, uint32_t *ret_time)
{
  const ent_document *doc = tree->doc;
  const ent_timex *now = &doc->times[time];
  const ent_sentence *s = &doc->sentences[doc->tokens[now->first].sentence];
  uint32_t end = s->first + s->n, t = now->last + 1, start = t;
  while (t < end && (ent_str_eq(doc->tokens[t].fold, ENT_STR(",")) || enti_upos(tree, t) == ENT_CCONJ))
    t++;
  if (t == start || time + 1 >= doc->n_times)
    return false;
  while (t < end && enti_upos(tree, t) == ENT_DET)
    t++;
  uint32_t m = t < end ? enti_mention_at(tree, t) : ENT_NONE;
  if (m == ENT_NONE || doc->times[time + 1].first != doc->mentions[m].last + 1)
    return false;
  *ret_mention = m;
  *ret_time = time + 1;
  return true;
}

static bool covers(const ent_document *doc, const enti_parties *parties, uint32_t token)
{
  if (parties->n != 1 || token == ENT_NONE)
    return false;
  const ent_mention *m = &doc->mentions[parties->items[0].mention];
  return m->first <= token && token <= m->last;
}

/* The party that the list varies: the one whose mention stands right before the time, else the subject's. */
static enti_parties *varied(const enti_tree *tree, enti_finding *found, uint32_t time)
{
  const ent_document *doc = tree->doc;
  uint32_t before = doc->times[time].first;
  if ((found->target.n && found->target.items[0].mention == ENT_NONE) ||
      (found->source.n && found->source.items[0].mention == ENT_NONE) || !enti_is_verb(tree, found->trigger))
    return NULL;
  uint32_t last = before ? before - 1 : 0, subject = enti_surface_subject(tree, found->trigger);
  if (covers(doc, &found->target, last))
    return &found->target;
  if (covers(doc, &found->source, last) || covers(doc, &found->source, subject))
    return &found->source;
  return covers(doc, &found->target, subject) ? &found->target : NULL;
}

static ent_status add_dated(const enti_tree *tree, ent_document *doc, const enti_finding *finding, uint32_t time,
                            size_t first, ent_error *err)
{
  enti_finding found = *finding;
  ent_status status = ENT_OK;
  uint32_t mention;
  enti_parties *which = varied(tree, &found, time);
  while (status == ENT_OK && which && next_dated(tree, time, &mention, &time)) {
    enti_when when;
    *which = (enti_parties){.nearby = true};
    const ent_mention *m = &doc->mentions[mention];
    which->items[which->n++] = (enti_party){&m->actors[0], mention};
    if (enti_parties_have(which == &found.source ? &found.target : &found.source, &m->actors[0]))
      return ENT_OK;
    enti_when_from(doc, time, &when);
    status = add_claim(tree, doc, &found, &when, first, err);
  }
  return status;
}

ent_status enti_emit(const enti_tree *tree, ent_document *doc, const enti_finding *finding, size_t first,
                     ent_error *err)
{
  enti_when when;
  enti_when_of(tree, finding->trigger, &when);
  ent_status status = add_claim(tree, doc, finding, &when, first, err);
  if (status == ENT_OK && when.time != ENT_NONE)
    status = add_dated(tree, doc, finding, when.time, first, err);
  return status;
}

ent_status enti_echo(const enti_tree *tree, ent_document *doc, const enti_finding *finding, uint32_t sentence,
                     ent_error *err)
{
  size_t last = doc->n_claims, first;
  enti_when when;
  uint32_t from = last ? doc->claims[last - 1].sentence : ENT_NONE;
  if (!last || from + 1 < sentence || doc->claims[last - 1].kind != (ent_claim_kind)finding->rule->kind)
    return ENT_OK;
  for (first = last; first > 0 && doc->claims[first - 1].sentence == from;)
    first--;
  enti_when_of(tree, finding->trigger, &when);
  for (size_t i = first; i < last; i++) {
    if (doc->claims[i].modality >= ENT_INTENDED || enti_parties_have(&finding->source, doc->claims[i].source))
      continue;
    ent_claim *claim = ent_claim_add(doc); /* may move doc->claims */
    if (!claim)
      return no_memory(err);
    *claim = doc->claims[i];
    claim->source = copy_actors(doc->arena, &finding->source);
    claim->n_source = finding->source.n;
    claim->sentence = sentence;
    claim->trigger = finding->trigger;
    claim->rule = ent_pack_string(tree->rules->pack, finding->rule->id);
    claim->confidence *= 0.8f;
    set_evidence(doc, &doc->sentences[sentence], finding->trigger, claim);
    claim->from = when.from;
    claim->to = when.to;
    claim->basis = when.time == ENT_NONE ? ENT_BASIS_NONE : when.basis;
    if (!claim->source)
      return no_memory(err);
  }
  return ENT_OK;
}
