/* Why a claim is what it is: the way that the coder went, gone once more and told in words. */
#include "event/explain.h"

#include "event/mood.h"
#include "event/pair.h"
#include "event/role.h"
#include "event/when.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_REASONS 16
#define LONGEST_LOOK 1000 /* tokens: an endless sentence is not looked through for each claim */

typedef struct telling {
  const ent_explainer *x;
  ent_document *doc;
  const enti_tree *tree;
  const ent_claim *claim;
  ent_reason reasons[MAX_REASONS];
  size_t n;
  bool failed;
} telling;

static void tell(telling *t, const char *topic, const char *format, ...) ENT_PRINTF(3, 4);
static void tell(telling *t, const char *topic, const char *format, ...)
{
  ent_buf text = ENT_BUF_INIT((size_t)1 << 20);
  char line[8000]; /* rows have up to some 1,500 letters */
  va_list args;
  va_start(args, format);
  int n = vsnprintf(line, sizeof line, format, args);
  va_end(args);
  ent_buf_add(&text, line, n < 0 ? 0 : (size_t)n < sizeof line ? (size_t)n : sizeof line - 1);
  while (text.n && ent_utf8_valid(ent_buf_view(&text)) != text.n)
    text.n--; /* cut within a character */
  ent_str kept = ent_arena_str(t->doc->arena, ent_buf_view(&text));
  t->failed = t->failed || text.failed || (text.n && !kept.p);
  ent_buf_done(&text);
  if (t->n < MAX_REASONS && !t->failed)
    t->reasons[t->n++] = (ent_reason){topic, kept};
}

static ent_str words(const telling *t, uint32_t first, uint32_t last)
{
  return ent_str_slice(t->doc->text, t->doc->tokens[first].start, t->doc->tokens[last].end);
}

/* ---- the pattern -------------------------------------------------------------------------------------------------------- */

/* A list of a table with blanks in it, so that it can be broken over lines. */
static ent_str spaced(const telling *t, ent_str list)
{
  ent_buf out = ENT_BUF_INIT(20000);
  for (size_t i = 0; i < list.n; i++) {
    if (list.p[i] == '|')
      ent_buf_char(&out, ' ');
    ent_buf_char(&out, list.p[i]);
    if (list.p[i] == '|' || (list.p[i] == ';' && i + 1 < list.n && list.p[i + 1] != ' '))
      ent_buf_char(&out, ' ');
  }
  ent_str kept = ent_arena_str(t->doc->arena, ent_buf_view(&out));
  ent_buf_done(&out);
  return kept.p ? kept : list;
}

static void tell_row(telling *t, const enti_ex_row *row)
{
  const ent_str *f = row->fields;
  if (!row->line) {
    tell(t, "pattern", "%.*s (its table is not at hand)", ENT_STR_ARG(t->claim->rule));
    return;
  }
  tell(t, "pattern", "%.*s, %.*s:%zu", ENT_STR_ARG(t->claim->rule), ENT_STR_ARG(row->file), row->line);
  ent_str where = spaced(t, f[ENTI_EX_WHERE]), none = ENT_STR("none");
  tell(t, "row", "%.*s (%.*s)%s%.*s", ENT_STR_ARG(spaced(t, f[ENTI_EX_TRIGGER])), ENT_STR_ARG(f[ENTI_EX_POS]),
       where.n ? " where " : "", ENT_STR_ARG(where));
  tell(t, "roles", "source %.*s, target %.*s%s%.*s", ENT_STR_ARG(f[ENTI_EX_SOURCE].n ? spaced(t, f[ENTI_EX_SOURCE]) : none),
       ENT_STR_ARG(f[ENTI_EX_TARGET].n ? spaced(t, f[ENTI_EX_TARGET]) : none), f[ENTI_EX_FORM].n ? "; " : "",
       ENT_STR_ARG(f[ENTI_EX_FORM]));
  if (f[ENTI_EX_EXAMPLE].n)
    tell(t, "example", "%.*s", ENT_STR_ARG(f[ENTI_EX_EXAMPLE]));
}

/* The words that met the rule's conditions. */
static void tell_conditions(telling *t, const enti_rules *set, const enti_rule *rule)
{
  ent_buf found = ENT_BUF_INIT(1000);
  for (uint32_t i = 0; i < rule->n_cond; i++) {
    const enti_cond *cond = &set->conds[rule->cond + i];
    enti_candidates list;
    if (cond->negate || cond->role.kind == ENTI_ROLE_GOV)
      continue;
    enti_role_candidates(t->tree, t->claim->trigger, &cond->role, &list);
    for (size_t k = 0; k < list.n; k++) {
      uint32_t word = list.tokens[k];
      if (cond->test != ENTI_TEST_WORDS || !enti_cond_has_word(set, cond, enti_word(t->tree, word)))
        continue;
      ent_buf_printf(&found, "%s\"%.*s\"", found.n ? ", " : "", ENT_STR_ARG(words(t, word, word)));
      break;
    }
  }
  ent_str trigger = words(t, t->claim->trigger, t->claim->trigger);
  if (found.n)
    tell(t, "words", "\"%.*s\", with %.*s", ENT_STR_ARG(trigger), ENT_STR_ARG(ent_buf_view(&found)));
  else
    tell(t, "words", "\"%.*s\"", ENT_STR_ARG(trigger));
  ent_buf_done(&found);
}

/* ---- parties ------------------------------------------------------------------------------------------------------------- */

/* The mention of the claim's sentence that names the actor; NULL: none does. */
static const ent_mention *mention_of(const telling *t, const ent_actor_ref *actor)
{
  const ent_sentence *s = &t->doc->sentences[t->claim->sentence];
  for (uint32_t k = 0; t->doc->mention_of && k < s->n && k < LONGEST_LOOK; k++) {
    uint32_t m = t->doc->mention_of[s->first + k];
    for (uint32_t i = 0; m < t->doc->n_mentions && i < t->doc->mentions[m].n_actors; i++)
      if (ent_str_eq(t->doc->mentions[m].actors[i].id, actor->id) && ent_str_eq(t->doc->mentions[m].actors[i].sector, actor->sector))
        return &t->doc->mentions[m];
  }
  return NULL;
}

/* The role, as the row writes it, in which the coder found the actor; empty: in none of them. */
static ent_str role_of(const telling *t, const enti_rules *set, uint32_t first, uint32_t n, ent_str column, const ent_actor_ref *actor)
{
  ent_str rest = column, name = ENT_STR_NONE;
  for (uint32_t r = 0; r < n; r++) {
    enti_parties found;
    if (rest.n && !ent_str_split(&rest, '|', &name))
      name = ENT_STR_NONE;
    if (enti_role_parties(t->tree, t->claim->trigger, set->roles + first + r, 1, NULL, &found) && enti_parties_have(&found, actor))
      return name.n ? name : ENT_STR("a role of the pattern");
  }
  return ENT_STR_NONE;
}

/* mutual: who does it together with the one that the roles gave. */
static void tell_side(telling *t, const char *topic, const ent_actor_ref *actors, size_t n, const enti_rules *set,
                      uint32_t first, uint32_t n_roles, ent_str column)
{
  ent_str other = t->claim->mutual ? ENT_STR("the other of those who do it together")
                                   : ENT_STR("part of a list, or beside the pattern's roles");
  for (size_t i = 0; i < n && i < 6; i++) {
    const ent_mention *m = mention_of(t, &actors[i]);
    ent_str role = set ? role_of(t, set, first, n_roles, column, &actors[i]) : ENT_STR_NONE;
    ent_buf how = ENT_BUF_INIT(2000);
    if (m)
      ent_buf_printf(&how, ", \"%.*s\" (%s)", ENT_STR_ARG(ent_str_slice(t->doc->text, m->start, m->end)), m->via ? m->via : "name");
    if (m && (m->flags & ENT_MENTION_COREF) && m->antecedent < t->doc->n_mentions) {
      const ent_mention *a = &t->doc->mentions[m->antecedent];
      ent_buf_printf(&how, ", that is \"%.*s\"", ENT_STR_ARG(ent_str_slice(t->doc->text, a->start, a->end)));
    }
    if (set)
      ent_buf_printf(&how, ", found as %.*s", ENT_STR_ARG(role.n ? role : other));
    tell(t, topic, "%.*s%s%.*s%.*s", ENT_STR_ARG(actors[i].id), actors[i].sector.n ? "." : "", ENT_STR_ARG(actors[i].sector),
         ENT_STR_ARG(ent_buf_view(&how)));
    ent_buf_done(&how);
  }
}

/* ---- mood ------------------------------------------------------------------------------------------------------------------ */

static void add_operators(const telling *t, const enti_mood *mood, ent_buf *out)
{
  static const struct {
    uint32_t bit;
    const char *word;
  } names[] = {{ENTI_MOOD_PROMISE, "a promise"}, {ENTI_MOOD_INTEND, "an intent"}, {ENTI_MOOD_REFUSE, "a refusal"},
               {ENTI_MOOD_DEMAND, "a demand"}, {ENTI_MOOD_THREATEN, "a threat"}, {ENTI_MOOD_DENY, "a denial"},
               {ENTI_MOOD_DOUBT, "a doubt"}, {ENTI_MOOD_END, "an end"}, {ENTI_MOOD_HISTORY, "a memory"}};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (mood->operators & names[i].bit)
      ent_buf_printf(out, "%s%s", out->n ? ", " : "", names[i].word);
  if (out->n && mood->op != ENT_NONE)
    ent_buf_printf(out, " by \"%.*s\"", ENT_STR_ARG(words(t, mood->op, mood->op)));
}

static void tell_mood(telling *t, ent_str code)
{
  enti_mood mood;
  ent_buf out = ENT_BUF_INIT(2000);
  enti_mood_read(t->tree, t->claim->trigger, &mood);
  add_operators(t, &mood, &out);
  if (mood.negated)
    ent_buf_printf(&out, "%snegated", out.n ? ", " : "");
  if (mood.hypothetical)
    ent_buf_printf(&out, "%sconditional or only possible", out.n ? ", " : "");
  if (mood.future)
    ent_buf_printf(&out, "%sstill to come", out.n ? ", " : "");
  if (!out.n)
    ent_buf_printf(&out, mood.clause == ENT_NONE ? "no verb tells a tense" : mood.past ? "told as past" : "told as present");
  if (!out.failed && mood.clause != ENT_NONE)
    ent_buf_printf(&out, " (\"%.*s\")", ENT_STR_ARG(words(t, mood.clause, mood.clause)));
  if (mood.sayer != ENT_NONE)
    ent_buf_printf(&out, ", as said by \"%.*s\"", ENT_STR_ARG(words(t, mood.sayer, mood.sayer)));
  if (code.n && !ent_str_eq(code, t->claim->code))
    ent_buf_printf(&out, ", so %.*s becomes %.*s", ENT_STR_ARG(code), ENT_STR_ARG(t->claim->code));
  tell(t, "mood", "%.*s: %s", ENT_STR_ARG(ent_buf_view(&out)), ent_modality_text(t->claim->modality));
  ent_buf_done(&out);
}

/* ---- date ------------------------------------------------------------------------------------------------------------------ */

static const char *basis(ent_basis b)
{
  switch (b) {
  case ENT_BASIS_TEXT: return "stated in the text";
  case ENT_BASIS_PUBLICATION: return "counted from the story's date";
  case ENT_BASIS_METADATA: return "of the document";
  default: return "given";
  }
}

static void tell_date(telling *t)
{
  const ent_claim *c = t->claim;
  char from[16], to[16];
  enti_when when;
  if (!ent_date_known(c->from) && !ent_date_known(c->to)) {
    tell(t, "date", "none: no time of the sentence belongs to \"%.*s\"", ENT_STR_ARG(words(t, c->trigger, c->trigger)));
    return;
  }
  enti_when_of(t->tree, c->trigger, &when);
  ent_date_format(c->from, from);
  ent_date_format(c->to, to);
  bool own = when.time != ENT_NONE && when.time < t->doc->n_times;
  const ent_timex *x = own ? &t->doc->times[when.time] : NULL;
  ent_str text = own ? ent_str_slice(t->doc->text, x->start, x->end) : ENT_STR_NONE;
  tell(t, "date", "%s%s%s%s%.*s%s, %s", from, *from && *to ? " to " : *to ? "until " : "", to, own ? ", from \"" : ", from the sentence around",
       ENT_STR_ARG(text), own ? "\"" : "", basis(c->basis));
}

/* ---- the second opinion ------------------------------------------------------------------------------------------------------ */

static const enti_pair *pair_of(const telling *t, const enti_pair *pairs, size_t n)
{
  const ent_claim *c = t->claim;
  for (size_t i = 0; i < n; i++)
    if (pairs[i].predicate == c->trigger && c->n_source && c->n_target && enti_parties_have(&pairs[i].sources, &c->source[0]) &&
        enti_parties_have(&pairs[i].targets, &c->target[0]))
      return &pairs[i];
  return NULL;
}

/* The model's answer on the claim's pair, and the features that weighed most. */
static void tell_opinion(telling *t)
{
  enti_pair pairs[ENTI_MAX_PAIRS];
  ent_opinion opinion;
  ent_buf lines = ENT_BUF_INIT((size_t)1 << 16);
  const ent_sentence *s = &t->doc->sentences[t->claim->sentence];
  size_t n = s->n < LONGEST_LOOK ? enti_pairs_find(t->tree, s, pairs) : 0;
  const enti_pair *pair = pair_of(t, pairs, n);
  tell(t, "pattern", "none: the second opinion, trained on text of our own, has coded this pair (docs/relations.md)");
  tell(t, "words", "\"%.*s\"", ENT_STR_ARG(words(t, t->claim->trigger, t->claim->trigger)));
  if (pair && t->x->opinions &&
      ent_opinions_judge(t->x->opinions, t->doc, &pair->source_span, &pair->target_span, ENT_PLOVER, &opinion, &lines, NULL) == ENT_OK) {
    tell(t, "opinion", "%.*s %d of 1000, next %.*s; no event %d", ENT_STR_ARG(opinion.root), opinion.confidence,
         ENT_STR_ARG(opinion.second), opinion.none);
    tell(t, "features", "%.*s", (int)(lines.n < 1200 ? lines.n : 1200), lines.p ? lines.p : "");
  }
  ent_buf_done(&lines);
}

/* ---- claims ------------------------------------------------------------------------------------------------------------------ */

/* "petrarch/ABANDON:123" */
static void tell_dictionary(telling *t)
{
  ent_str id = t->claim->rule;
  size_t colon = id.n;
  while (colon && id.p[colon - 1] != ':')
    colon--;
  char number[16] = "";
  ent_str digits = ent_str_slice(id, colon, id.n);
  memcpy(number, digits.p, digits.n < sizeof number ? digits.n : 0);
  size_t line = strtoul(number, NULL, 10);
  ent_str text = enti_ex_verb_line(t->x, line);
  tell(t, "pattern", "%s:%zu", t->x->verbs_path ? t->x->verbs_path : "a PETRARCH dictionary", line);
  tell(t, "row", "%.*s", ENT_STR_ARG(text));
  tell(t, "words", "\"%.*s\"", ENT_STR_ARG(words(t, t->claim->trigger, t->claim->trigger)));
}

static bool has_trigger(const telling *t)
{
  const ent_sentence *s = t->claim->sentence < t->doc->n_sentences ? &t->doc->sentences[t->claim->sentence] : NULL;
  return s && s->parsed && t->claim->trigger >= s->first && t->claim->trigger < s->first + s->n;
}

static void tell_parties(telling *t, uint32_t rule)
{
  const ent_explainer *x = t->x;
  const enti_rule *r = rule == UINT32_MAX ? NULL : x->rules[rule];
  const enti_rules *set = r ? x->sets[rule] : NULL;
  const enti_ex_row *row = r ? &x->rows[rule] : NULL;
  tell_side(t, "source", t->claim->source, t->claim->n_source, set, r ? r->source : 0, r ? r->n_source : 0,
            row ? row->fields[ENTI_EX_SOURCE] : ENT_STR_NONE);
  tell_side(t, "target", t->claim->target, t->claim->n_target, set, r ? r->target : 0, r ? r->n_target : 0,
            row ? row->fields[ENTI_EX_TARGET] : ENT_STR_NONE);
}

static void explain(telling *t)
{
  uint32_t rule = enti_ex_find(t->x, t->claim->rule);
  bool tells = has_trigger(t);
  if (rule != UINT32_MAX) {
    tell_row(t, &t->x->rows[rule]);
    if (tells)
      tell_conditions(t, t->x->sets[rule], t->x->rules[rule]);
  } else if (ent_str_starts(t->claim->rule, ENT_STR("petrarch/")) && tells)
    tell_dictionary(t);
  else if (ent_str_eq(t->claim->rule, ENT_STR("event/second-opinion")) && tells)
    tell_opinion(t);
  else
    tell(t, "pattern", "%.*s", ENT_STR_ARG(t->claim->rule.n ? t->claim->rule : ENT_STR("none")));
  if (t->claim->kind == ENT_CONTRADICTION)
    tell(t, "reference", "%.*s (%.*s)", ENT_STR_ARG(t->claim->value_reference), ENT_STR_ARG(t->claim->ref_source));
  if (!tells)
    return;
  tell_parties(t, rule);
  tell_mood(t, rule == UINT32_MAX ? ENT_STR_NONE : ent_pack_string(t->x->events.pack, t->x->rules[rule]->code));
  tell_date(t);
}

ent_status ent_explain(const ent_explainer *explainer, ent_document *doc, const ent_explanation **ret, ent_error *err)
{
  enti_tree tree;
  ent_explanation *all = ent_arena_array(doc->arena, doc->n_claims ? doc->n_claims : 1, sizeof *all);
  ent_status status = all ? enti_tree_build(&tree, doc, &explainer->events, err)
                          : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; status == ENT_OK && i < doc->n_claims; i++) {
    telling t = {.x = explainer, .doc = doc, .tree = &tree, .claim = &doc->claims[i]};
    explain(&t);
    ent_reason *reasons = ent_arena_array(doc->arena, t.n ? t.n : 1, sizeof *reasons);
    if (t.failed || !reasons)
      return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    memcpy(reasons, t.reasons, t.n * sizeof *reasons);
    all[i] = (ent_explanation){reasons, t.n};
  }
  if (status == ENT_OK)
    *ret = all;
  return status;
}
