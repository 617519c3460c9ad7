/* Country entries say what a state belongs to in a list without a verb:
 *
 *   International organization participation: ADB, APEC, ASEAN (observer), ICC (not a party), UN, WTO
 *
 * Each organisation behind the label gives a status of the state in the title; what stands in brackets right behind it
 * says which one. A title with two states, or none, gives nothing. Known to be wrong where a bracket holds a remark of
 * another kind ("EU (since 2004)" is read as member, its date is not). */
#include "tie/member_list.h"

#include <string.h>

#define LABEL 7u      /* tokens in which the label ends with its colon */
#define EVIDENCE 480u /* bytes; a longer list is cut to the part around the item */

static bool is(const ent_document *doc, uint32_t t, const char *word)
{
  return ent_str_eq(doc->tokens[t].fold, ent_str_of(word));
}

/* Token behind the label's colon; ENT_NONE: the sentence opens with no such label. */
static uint32_t list_start(const ent_document *doc, const ent_sentence *s)
{
  bool body = false, belonging = false;
  for (uint32_t k = 0; k < s->n && k < LABEL; k++) {
    uint32_t t = s->first + k;
    if (is(doc, t, ":"))
      return body && belonging ? t + 1 : ENT_NONE;
    body |= is(doc, t, "organization") || is(doc, t, "organisation") || is(doc, t, "organizations") ||
            is(doc, t, "organisations") || is(doc, t, "member") || is(doc, t, "memberships");
    belonging |= is(doc, t, "participation") || is(doc, t, "membership") || is(doc, t, "memberships") || is(doc, t, "of");
  }
  return ENT_NONE;
}

static bool resolved(const ent_mention *m)
{
  return m->n_actors == 1 && !(m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_UNRESOLVED | ENT_MENTION_AMBIGUOUS));
}

/* The only state that the title names; NULL where it names none or several. */
static const ent_actor_ref *title_state(const ent_document *doc)
{
  const ent_actor_ref *found = NULL;
  for (uint32_t i = 0; i < doc->n_mentions; i++) {
    const ent_mention *m = &doc->mentions[i];
    ent_sentence_kind kind = doc->sentences[doc->tokens[m->first].sentence].kind;
    if (kind == ENT_SENTENCE_BODY)
      break;
    if (kind != ENT_SENTENCE_TITLE || !resolved(m) || m->actors[0].org.n)
      continue;
    if (found && !ent_str_eq(found->id, m->actors[0].id))
      return NULL;
    found = &m->actors[0];
  }
  return found;
}

/* What the brackets behind the item say; an empty string: not a status of ours. */
static ent_str status_of(const ent_document *doc, const ent_sentence *s, const ent_mention *m)
{
  static const struct {
    const char *word, *status;
  } words[] = {{"observer", "observer"},   {"candidate", "candidate"},   {"applicant", "applicant"}, {"suspended", "frozen"},
               {"partner", "partner"},     {"dialogue", "dialogue-partner"}, {"associate", "partner"}, {"not", "non-member"},
               {"nonmember", "non-member"}, {"founding", "founding-member"}};
  uint32_t end = s->first + s->n, t = m->last + 1;
  if (t >= end || !is(doc, t, "("))
    return ENT_STR("member");
  for (t++; t < end && !is(doc, t, ")") && t < m->last + 6; t++)
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
      if (is(doc, t, words[i].word))
        return ent_str_of(words[i].status);
  return ENT_STR("member");
}

/* The whole list, or of a long one the part around the item, from a word's beginning to a word's end. */
static void set_evidence(const ent_document *doc, const ent_sentence *s, const ent_mention *m, ent_claim *claim)
{
  claim->start = s->start;
  claim->end = s->end;
  if (s->end - s->start <= EVIDENCE)
    return;
  uint32_t first = m->first, last = m->last, end = s->first + s->n;
  while (first > s->first && m->start - doc->tokens[first - 1].start < EVIDENCE / 2)
    first--;
  while (last + 1 < end && doc->tokens[last + 1].end - m->start < EVIDENCE / 2)
    last++;
  claim->start = doc->tokens[first].start;
  claim->end = doc->tokens[last].end;
}

static bool add(ent_document *doc, uint32_t sentence, uint32_t mention, const ent_actor_ref *holder)
{
  ent_actor_ref *actors = ent_arena_array(doc->arena, 2, sizeof *actors);
  ent_claim *claim = actors ? ent_claim_add(doc) : NULL;
  if (!claim)
    return false;
  const ent_mention *m = &doc->mentions[mention];
  actors[0] = *holder;
  actors[1] = m->actors[0];
  claim->kind = ENT_STATUS;
  claim->code = status_of(doc, &doc->sentences[sentence], m);
  claim->modality = ENT_ONGOING;
  claim->source = &actors[0];
  claim->target = &actors[1];
  claim->n_source = claim->n_target = 1;
  claim->sentence = sentence;
  claim->trigger = m->head;
  claim->rule = ENT_STR("tie/member-list");
  claim->confidence = 0.8f;
  set_evidence(doc, &doc->sentences[sentence], m, claim);
  return true;
}

ent_status enti_member_lists(ent_document *doc, ent_error *err)
{
  const ent_actor_ref *holder = title_state(doc);
  uint32_t m = 0;
  for (uint32_t i = 0; holder && i < doc->n_sentences; i++) {
    const ent_sentence *s = &doc->sentences[i];
    uint32_t from = s->kind == ENT_SENTENCE_BODY ? list_start(doc, s) : ENT_NONE;
    while (m < doc->n_mentions && doc->mentions[m].first < s->first)
      m++;
    for (uint32_t k = m; from != ENT_NONE && k < doc->n_mentions && doc->mentions[k].first < s->first + s->n; k++) {
      const ent_mention *item = &doc->mentions[k];
      if (item->first >= from && resolved(item) && item->actors[0].org.n && !add(doc, i, k, holder))
        return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
    }
  }
  return ENT_OK;
}
