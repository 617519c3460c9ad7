/* The families of ties, in one table: what claims and facts of each word say. A new type of claim needs a row here to be
 * seen by timelines. */
#include "store/tie_words.h"

#define S TIE_STANDS
#define U TIE_UNIQUE
#define M TIE_MUTUAL
#define R TIE_RELATION
#define T TIE_THING
#define P TIE_PRINCIPAL

static const enti_tie_word words[] = {
    {"member", "membership", "member", S | U | P, 0},
    {"membership", "membership", "member", S | U | P, 0},
    {"member-of", "membership", "member", S | U | P | R, 0},
    {"founding-member", "membership", "founding-member", 0, ENT_STEP_HAPPENED},
    {"founding-member-of", "membership", "founding-member", R, ENT_STEP_HAPPENED},
    {"applicant", "membership", "applicant", U, ENT_STEP_HAPPENED},
    {"applied-to", "membership", "applicant", U | R, ENT_STEP_HAPPENED},
    {"candidate", "membership", "candidate", S | U, 0},
    {"candidate-of", "membership", "candidate", S | U | R, 0},
    {"invited", "membership", "invited", 0, ENT_STEP_HAPPENED},
    {"invited-to", "membership", "invited", R, ENT_STEP_HAPPENED},
    {"signed-accession", "membership", "accession-signed", U | R, ENT_STEP_HAPPENED},
    {"pending", "membership", "pending", S, 0},
    {"observer", "membership", "observer", S | U, 0},
    {"observer-of", "membership", "observer", S | U | R, 0},
    {"non-member", "membership", "member", S | P, ENT_STEP_ABSENT},
    {"withdrawn", "membership", "member", S | U | P, ENT_STEP_ENDED},
    {"withdrew-from", "membership", "member", S | U | P | R, ENT_STEP_ENDED},
    {"frozen", "membership", "member", S | P, ENT_STEP_SUSPENDED},
    {"suspended-from", "membership", "member", S | P | R, ENT_STEP_SUSPENDED},
    {"partnership", "partnership", "partner", S | M | P, 0},
    {"partner", "partnership", "partner", S | M | P, 0},
    {"partner-of", "partnership", "partner", S | M | P | R, 0},
    {"global-partner", "partnership", "global-partner", S | U | M | P, 0},
    {"dialogue-partner", "partnership", "dialogue-partner", S | U | M | P, 0},
    {"dialogue", "partnership", "dialogue", S | M | P, 0},
    {"dialogue-with", "partnership", "dialogue", S | M | P | R, 0},
    {"status-in", "partnership", "status", M | R, ENT_STEP_HAPPENED},
    {"cooperation", "cooperation", "cooperation", S | M | P, 0},
    {"mission", "mission", "mission", S | U | P, 0},
    {"mission-to", "mission", "mission", S | U | P | R, 0},
    {"alliance", "treaty", "alliance", S | M | P, 0},
    {"defence-treaty", "treaty", "defence-treaty", S | M | P, 0},
    {"agreement", "treaty", "agreement", M, ENT_STEP_HAPPENED},
    {"access-agreement", "treaty", "agreement", M, ENT_STEP_HAPPENED},
    {"signed", "treaty", "signed", U | M | R | T, ENT_STEP_HAPPENED},
    {"ratified", "treaty", "ratified", M | R | T, ENT_STEP_HAPPENED},
    {"in-force", "treaty", "in-force", S | U | M | P | R | T, 0},
    {"not-in-force", "treaty", "in-force", S | M | P, ENT_STEP_ABSENT},
    {"terminated", "treaty", "in-force", S | U | M | P | R | T, ENT_STEP_ENDED},
    {"suspended", "treaty", "in-force", S | M | P | R | T, ENT_STEP_SUSPENDED},
    {"summit-participation", "summit", "attended", 0, ENT_STEP_HAPPENED},
    {"attended", "summit", "attended", R | T, ENT_STEP_HAPPENED},
    {"invited-to-summit", "summit", "invited", R | T, ENT_STEP_HAPPENED},
    {"hosted", "summit", "hosted", R | T, ENT_STEP_HAPPENED},
    {"held-in", "summit", "held-in", R | T, ENT_STEP_HAPPENED},
    {"exercise", "exercise", "participated", M, ENT_STEP_HAPPENED},
    {"participated-in", "exercise", "participated", M | R | T, ENT_STEP_HAPPENED},
    {"operation", "operation", "contributed", S | P, 0},
    {"peacekeeping", "operation", "contributed", S | P, 0},
    {"deployed", "operation", "contributed", S | P, 0},
    {"contributed-to", "operation", "contributed", S | P | R | T, 0},
    {"centre", "centre", "centre", S | P, 0},
    {"base", "base", "base", S | P, 0},
    {"base-in", "base", "base", S | P | R, 0},
    {"arms-supply", "arms", "supplied", 0, ENT_STEP_HAPPENED},
    {"supplied-arms-to", "arms", "supplied", R, ENT_STEP_HAPPENED},
    {"aid", "aid", "aid", 0, ENT_STEP_HAPPENED},
    {"trade", "trade", "trade", S | M | P, 0},
    {"diplomatic-relations", "relations", "relations", S | U | M | P, 0},
    {"diplomatic-relations-with", "relations", "relations", S | U | M | P | R, 0},
    {"restored-relations-with", "relations", "relations", S | U | M | P | R, ENT_STEP_BEGAN},
    {"broke-relations-with", "relations", "relations", S | U | M | P | R, ENT_STEP_ENDED},
    {"no-relations", "relations", "relations", S | M | P, ENT_STEP_ABSENT},
    {"recognition", "recognition", "recognised", S | U | P, 0},
    {"recognised", "recognition", "recognised", S | U | P | R, 0},
    {"not-recognized", "recognition", "recognised", S | P, ENT_STEP_ABSENT},
    {"mediation", "mediation", "mediated", 0, ENT_STEP_HAPPENED},
    {"reliance", "reliance", "reliance", S | P, 0},
    {"patronage", "reliance", "patronage", S | P, 0},
    {"group", "group", "group", S | M | P, 0},
    {"dispute", "dispute", "dispute", S | M | P, 0},
    {"rivalry", "dispute", "rivalry", S | M | P, 0},
    {"sanctions", "sanctions", "sanctions", S | P, 0},
    {"sanctioned", "sanctions", "sanctions", S | P | R, 0},
    {"at-war-with", "war", "war", S | M | P | R, 0},
    {"ceasefire-with", "war", "ceasefire", M | R, ENT_STEP_HAPPENED},
    {"invaded", "war", "invaded", M | R, ENT_STEP_HAPPENED},
    {"annexed", "war", "annexed", M | R, ENT_STEP_HAPPENED},
    {"occupied", "war", "occupied", S | M, 0},
    {"neutral", "position", "neutral", S | P, 0},
    {"non-aligned", "position", "non-aligned", S | P, 0},
    {"independent", "position", "independent", S | P, 0},
    {"guarantor", "position", "guarantor", S | P, 0},
    {"founded", "organisation", "founded", R, ENT_STEP_HAPPENED},
    {"seated-in", "organisation", "seated", S | P | R, 0},
    {"led-by", "organisation", "led", S | R, 0},
};

static const char *const families[] = {
    "membership", "partnership", "cooperation", "treaty",      "mission",   "relations", "recognition", "summit",
    "exercise",   "operation",   "centre",      "base",        "arms",      "aid",       "trade",       "mediation",
    "reliance",   "group",       "dispute",     "sanctions",   "war",       "position",  "organisation", NULL};

const char *const *ent_tie_families(void)
{
  return families;
}

int enti_family_order(ent_str family)
{
  int i = 0;
  for (const char *const *f = families; *f && !ent_str_eq(family, ent_str_of(*f)); f++)
    i++;
  return i;
}

const enti_tie_word *enti_tie_word_of(ent_str word, bool relation)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (((words[i].flags & TIE_RELATION) != 0) == relation && ent_str_eq(word, ent_str_of(words[i].word)))
      return &words[i];
  return NULL;
}

bool ent_tie_kind_known(ent_str kind)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ent_str_eq(kind, ent_str_of(words[i].family)) || ent_str_eq(kind, ent_str_of(words[i].code)) ||
        (!(words[i].flags & R) && ent_str_eq(kind, ent_str_of(words[i].word))))
      return true;
  return false;
}

unsigned enti_tie_code_flags(ent_str family, ent_str code)
{
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (ent_str_eq(code, ent_str_of(words[i].code)) && ent_str_eq(family, ent_str_of(words[i].family)))
      return words[i].flags;
  return 0;
}

bool enti_tie_excludes(ent_str a, ent_str b)
{
  static const char *const below[] = {"applicant", "candidate", "observer"}; /* what a member is no longer */
  bool has_member = ent_str_eq(a, ENT_STR("member")) || ent_str_eq(b, ENT_STR("member"));
  ent_str other = ent_str_eq(a, ENT_STR("member")) ? b : a;
  for (size_t i = 0; has_member && i < sizeof below / sizeof *below; i++)
    if (ent_str_eq(other, ent_str_of(below[i])))
      return true;
  return false;
}

const char *ent_step_text(ent_step_what what)
{
  static const char *const texts[] = {"", "began", "stood", "happened", "suspended", "ended", "absent", "planned"};
  return (unsigned)what < sizeof texts / sizeof *texts ? texts[what] : "";
}
