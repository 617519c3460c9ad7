/* Names of states that name something else: "Jakarta Post", "Bank of England", "Michael Jordan", "Athens, Georgia",
 * "Russia Today". A piece that falls into a trap becomes NOT and may grow over the words that make the other name.
 *
 * Known to be wrong: the first word of a sentence beside a name ("Meanwhile Jordan said"); a company whose name is in
 * no table, after an abbreviation ("US Widget"). */
#include "actor/find.h"

static bool adjacent(const enti_finder *f, uint32_t i, uint32_t j)
{
  return enti_same_sentence(f, i, j);
}

static bool is_noun_like(uint32_t kind)
{
  return kind == ENTI_KIND_NAME || kind == ENTI_KIND_SHORT || kind == ENTI_KIND_CAPITAL || kind == ENTI_KIND_HISTORICAL;
}

static bool covered(enti_finder *f, uint32_t token)
{
  return enti_piece_covering(f, token) != NULL;
}

/* "Jakarta Post", "Russian Airlines Group": the brand word closes it. */
static bool brand_behind(enti_finder *f, enti_piece *p)
{
  uint32_t next = p->last + 1;
  if (!adjacent(f, p->last, next) || !enti_cue_at(f, next, ENTI_CUE_BRAND) || covered(f, next))
    return false;
  if (!(enti_tok(f, next)->flags & ENT_TOKEN_CAPITAL))
    return false;
  p->last = next;
  return true;
}

/* "Radio Moscow", "Hotel Jordan". */
static bool brand_before(enti_finder *f, enti_piece *p)
{
  uint32_t before = p->first - 1;
  if (p->first == 0 || !adjacent(f, p->first, before) || !enti_cue_at(f, before, ENTI_CUE_BRAND_BEFORE))
    return false;
  return is_noun_like(p->form->kind) && (enti_tok(f, before)->flags & ENT_TOKEN_CAPITAL);
}

/* "Bank of England", "Gulf of Oman". */
static bool named_of(enti_finder *f, enti_piece *p)
{
  if (p->first < 2 || !adjacent(f, p->first, p->first - 2) || !enti_is(enti_tok(f, p->first - 1), "of"))
    return false;
  uint32_t noun = p->first - 2;
  if (!enti_cue_at(f, noun, ENTI_CUE_NAME_OF) || !(enti_tok(f, noun)->flags & ENT_TOKEN_CAPITAL) || covered(f, noun))
    return false;
  p->first = noun;
  return true;
}

static bool title_case(const enti_finder *f, const enti_piece *p)
{
  enti_sentence_case c = f->cases[enti_tok(f, p->first)->sentence];
  return c.title || c.all_caps || c.lower;
}

/* Does a word before the name make it part of another ("Michael Jordan")? The first word of a sentence proves
 * nothing unless the grammar calls it a name, or the name is one that people bear. */
static bool name_before(enti_finder *f, const enti_piece *p, bool borne)
{
  uint32_t before = p->first - 1;
  if (p->first == 0 || !adjacent(f, p->first, before) || !enti_unknown_capital(f, before))
    return false;
  const ent_token *t = enti_tok(f, before);
  if (!(t->flags & ENT_TOKEN_FIRST))
    return true;
  return enti_first_is_name(f, before) || (borne && t->upos == ENT_POS_NONE && !f->cues[before] && t->norm.n > 3);
}

static bool name_behind(enti_finder *f, const enti_piece *p)
{
  return adjacent(f, p->last, p->last + 1) && enti_unknown_capital(f, p->last + 1);
}

/* A title before a name that people bear: "Mr. Jordan", "Senator Chad". */
static bool titled(const enti_finder *f, const enti_piece *p)
{
  return p->first > 0 && adjacent(f, p->first, p->first - 1) && enti_cue_at(f, p->first - 1, ENTI_CUE_TITLE) &&
         (enti_tok(f, p->first - 1)->flags & ENT_TOKEN_CAPITAL);
}

static bool part_of_name(enti_finder *f, enti_piece *p)
{
  if (!is_noun_like(p->form->kind) || !(p->form->flags & ENTI_FORM_ONE_WORD) || title_case(f, p))
    return false;
  const ent_token *t = enti_tok(f, p->first);
  bool borne = enti_cue_at(f, p->first, ENTI_CUE_GIVEN_NAME);
  if ((t->flags & ENT_TOKEN_ALL_CAPS) && !borne)
    return false; /* US, UK, DPRK: followed by all sorts of capitals */
  if (borne && titled(f, p))
    return true;
  bool before = name_before(f, p, borne), behind = name_behind(f, p);
  if (before && !covered(f, p->first - 1))
    p->first--;
  if (behind && !covered(f, p->last + 1))
    p->last++;
  return before || behind;
}

/* "Athens, Georgia", "Moscow, Idaho", "Lebanon, Pa." */
static bool american_place(enti_finder *f, uint32_t i)
{
  enti_piece *p = &f->pieces[i];
  uint32_t comma = p->last + 1, place = p->last + 2;
  if (!is_noun_like(p->form->kind) || !adjacent(f, p->last, place) || !enti_is(enti_tok(f, comma), ","))
    return false;
  if (!enti_cue_at(f, place, ENTI_CUE_US_PLACE) || !(enti_tok(f, place)->flags & ENT_TOKEN_CAPITAL))
    return false;
  uint32_t s = enti_tok(f, p->first)->sentence;
  if (i + 1 < f->piece_at[s + 1] && f->pieces[i + 1].first == place && f->pieces[i + 1].kind == ENTI_PIECE_ACTOR) {
    enti_piece *state = &f->pieces[i + 1];
    if (state->form->of == p->readings[0].actor || p->readings[0].actor == 0)
      return false; /* "Tbilisi, Georgia" */
    state->kind = ENTI_PIECE_NOT;
  }
  return true;
}

/* "The former Portuguese colony": some other state. */
static bool once_owned(const enti_finder *f, const enti_piece *p)
{
  static const char *const nouns[] = {"colony", "colonies", "protectorate", "possession", "possessions", "dominion", "territory", NULL};
  uint32_t next = p->last + 1;
  if (!p->first || !adjacent(f, p->first, p->first - 1) || !enti_cue_at(f, p->first - 1, ENTI_CUE_FORMER) || !adjacent(f, p->last, next))
    return false;
  return enti_is_any(enti_tok(f, next), nouns);
}

void enti_trap(enti_finder *f, uint32_t i)
{
  enti_piece *p = &f->pieces[i];
  if (!p->n_readings || (p->form->flags & ENTI_FORM_ALONE))
    return;
  bool media = enti_actors_actor(f->actors, p->readings[0].actor)->flags & ENTI_ACTOR_MEDIA;
  if (media || once_owned(f, p) || brand_behind(f, p) || brand_before(f, p) || named_of(f, p) || american_place(f, i) || part_of_name(f, p))
    p->kind = ENTI_PIECE_NOT;
}
