/* Coding rules as they lie in the pack: one row of a table of data/events/ or data/ties/ is one enti_rule.
 *
 *   <set>.rule  enti_rule       what is looked for, what it gives           set: "event" or "tie"
 *   <set>.role  enti_role       where source, target and conditions are found
 *   <set>.cond  enti_cond       what must (not) stand in a role
 *   <set>.word  uint32_t        ids of words, sorted within each condition
 *   <set>.key   enti_rule_key   trigger word → rule, sorted by word, most special rule first
 *   event.mood  enti_mood_word  words that change the mood of what they govern, sorted by word
 *   event.issue enti_issue_word words that tell the area of a claim, sorted by word
 *
 * The tables' form is described in docs/events.md; rule_compile.c reads them, rule_set.c maps and checks them. */
#ifndef ENTI_RULE_H
#define ENTI_RULE_H

#include <entente/document.h>
#include <entente/pack.h>

enum { /* enti_rule.pos, a set */
  ENTI_POS_VERB = 1,
  ENTI_POS_NOUN = 2,
  ENTI_POS_ADJ = 4,
  ENTI_POS_AUX = 8,   /* in the table of moods only */
  ENTI_POS_MARK = 16, /* conjunctions: if, unless */
  ENTI_POS_NEG = 32   /* not, never, no */
};

enum { /* enti_rule.flags */
  ENTI_RULE_MUTUAL = 1,          /* all parties alike; without a target the sources form the group */
  ENTI_RULE_SOURCE_OPTIONAL = 2, /* gives a claim without a source */
  ENTI_RULE_TARGET_OPTIONAL = 4,
  ENTI_RULE_RAW = 8,    /* the mood of the sentence does not change the code (the rule says a mood itself) */
  ENTI_RULE_VOID = 16,  /* gives nothing, and keeps the rules after it from this trigger */
  ENTI_RULE_UNPLANNED = 256, /* does not hold for what is planned */
  ENTI_RULE_COMPANY = 512, /* who is "alongside" or "together with" the source is a source too */
  ENTI_RULE_ASSERTED = 8192, /* does not hold for what is denied: another rule says that */
  ENTI_RULE_STANDING = 4096, /* a definite phrase takes it for granted, whatever its verb says */
  ENTI_RULE_DOMESTIC = 2048, /* source and target may be of one state: its police and its students */
  ENTI_RULE_NEGATED = 1024, /* holds only for what is denied, and states it ("has no relations with") */
  ENTI_RULE_ECHO = 128,  /* "did the same": says again of its subject what was said last */
  ENTI_RULE_PLANNED = 64, /* holds only for what is planned or promised */
  ENTI_RULE_EXTRA = 32  /* fires beside the others instead of competing with them */
};

typedef enum enti_role_kind {
  ENTI_ROLE_SUBJ = 1, /* logical subject, through voice, control, relative clauses, light verbs, copulas */
  ENTI_ROLE_OBJ,      /* logical object */
  ENTI_ROLE_IOBJ,
  ENTI_ROLE_POSS,     /* possessive */
  ENTI_ROLE_MOD,      /* adjective or noun before it: American embargo, NATO summit */
  ENTI_ROLE_PREP,     /* preposition `word`, under the trigger or near it */
  ENTI_ROLE_OBJ_PREP, /* preposition `word` under the object only */
  ENTI_ROLE_OBJ_OF,   /* possessor of the object: its launches */
  ENTI_ROLE_COMP,     /* verb of the complement clause (conditions), its subject (roles) */
  ENTI_ROLE_GOV,      /* word that governs the trigger (conditions) */
  ENTI_ROLE_GOV_SUBJ, /* subject of the verb that governs the trigger's noun phrase */
  ENTI_ROLE_GOV_OBJ,  /* its object */
  ENTI_ROLE_HEAD,     /* noun that the trigger modifies: X-led Y, Y allied with X */
  ENTI_ROLE_APPOS,    /* noun in apposition */
  ENTI_ROLE_PRT,      /* particle (conditions) */
  ENTI_ROLE_NEAR,     /* any word of the same clause (conditions) */
  ENTI_ROLE_OTHER,    /* another actor of the clause, the nearest before the trigger, else behind it */
  ENTI_ROLE_MAIN,     /* the subject of the whole sentence */
  ENTI_ROLE_COMP_OBJ, /* object of the complement clause's verb */
  ENTI_ROLE_TOPIC,    /* the state that the document names most */
  ENTI_ROLE_PAIR,     /* the last two who had to do with each other, where the subject is "the former enemies" */
  ENTI_ROLE_BEFORE,   /* an actor of the sentence before, the last one first */
  ENTI_ROLE_ORG,      /* the last organisation named before the trigger, in its sentence or the one before */
  ENTI_ROLE_COUNT
} enti_role_kind;

typedef struct enti_role {
  uint32_t kind, word; /* word: the preposition */
  uint32_t places;     /* 1: names that stand for a place here count too ("visited Hanoi") */
} enti_role;

enum { /* enti_cond.test */
  ENTI_TEST_WORDS = 0,
  ENTI_TEST_ACTOR, /* @actor */
  ENTI_TEST_ORG,   /* @org: an actor that is an organisation */
  ENTI_TEST_STATE, /* @state */
  ENTI_TEST_ANY,   /* @any: the role is filled at all */
  ENTI_TEST_NAMED, /* @named: the word itself names an actor, rather than a thing of his */
  ENTI_TEST_LEADER /* @leader: a person or office, not the state as a whole */
};

typedef struct enti_cond {
  enti_role role;
  uint32_t negate, test;
  uint32_t or_next; /* the condition behind it is an alternative to it */
  uint32_t words, n_words; /* in <set>.word */
} enti_cond;

typedef struct enti_rule {
  uint32_t id;   /* string: "event/consult:visit" */
  uint32_t kind; /* ent_claim_kind */
  uint32_t code, mode, cameo, contexts, issues; /* strings; lists joined with ";" */
  uint32_t pos, flags;
  uint32_t modality; /* ent_modality, 0: from the sentence */
  uint32_t source, n_source, target, n_target; /* in <set>.role: tried in order, the first that is filled counts */
  uint32_t cond, n_cond;
  uint32_t confidence; /* in thousandths */
} enti_rule;

typedef struct enti_rule_key {
  uint32_t word, rule;
} enti_rule_key;

enum { /* enti_mood_word.mood, a set */
  ENTI_MOOD_PROMISE = 1 << 0,  /* agree, pledge: what is promised is not yet done */
  ENTI_MOOD_INTEND = 1 << 1,   /* plan, want, seek */
  ENTI_MOOD_REFUSE = 1 << 2,   /* refuse, decline, fail */
  ENTI_MOOD_DEMAND = 1 << 3,   /* demand, urge, call on */
  ENTI_MOOD_THREATEN = 1 << 4, /* threaten, warn */
  ENTI_MOOD_DENY = 1 << 5,
  ENTI_MOOD_DOUBT = 1 << 6,    /* suggest, allege, hope, consider: not known to be so */
  ENTI_MOOD_SAY = 1 << 7,      /* say, announce: true as far as the speaker is believed */
  ENTI_MOOD_ASPECT = 1 << 8,   /* begin, continue: changes nothing */
  ENTI_MOOD_END = 1 << 9,      /* stop, cease */
  ENTI_MOOD_FUTURE = 1 << 10,  /* will, shall */
  ENTI_MOOD_HYPO = 1 << 11,    /* would, could, may; if, unless */
  ENTI_MOOD_NOT = 1 << 12,     /* not, never, no, without */
  ENTI_MOOD_LIGHT = 1 << 13,   /* hold (talks), sign (a pact): its subject is the noun's */
  ENTI_MOOD_OBJECT = 1 << 14,  /* force X to: the object is the complement's subject */
  ENTI_MOOD_NO_AGENT = 1 << 15, /* newspaper, analyst: does not act for its state */
  ENTI_MOOD_SPORT = 1 << 16,   /* match, league: two of them, and the sentence is about a game */
  ENTI_MOOD_GAME = 1 << 21,    /* goalkeeper, quarter-finals: one suffices */
  ENTI_MOOD_PAIR = 1 << 20,    /* enemies, neighbours: two who were named before */
  ENTI_MOOD_COPULA = 1 << 19,  /* become, remain: what follows is what the subject is */
  ENTI_MOOD_MEASURE = 1 << 18, /* part (of its aid), most */
  ENTI_MOOD_HISTORY = 1 << 17  /* anniversary, commemorate: what they govern is no news */
};

typedef struct enti_mood_word {
  uint32_t word, pos, mood;
} enti_mood_word;

typedef struct enti_issue_word {
  uint32_t word, issue; /* issue: string */
} enti_issue_word;

/* ---- mapped ---------------------------------------------------------------------------------------------------- */

typedef struct enti_rules {
  const ent_pack *pack;
  const enti_rule *rules;
  const enti_role *roles;
  const enti_cond *conds;
  const uint32_t *words;
  const enti_rule_key *keys;
  const enti_mood_word *moods;
  const enti_issue_word *issues;
  uint32_t of;         /* word id of "of" */
  uint32_t n_rules, n_roles, n_conds, n_words, n_keys, n_moods, n_issues;
} enti_rules;

/* Points into the pack after checking every offset. ENT_EMODEL where one leads outside its section. */
ENT_CHECKED ent_status enti_rules_open(const ent_pack *pack, const char *set, enti_rules *ret, ent_error *err);
/* Rules with that trigger: keys[*ret_first … +*ret_n). O(log keys). */
void enti_rules_of(const enti_rules *rules, uint32_t word, uint32_t *ret_first, uint32_t *ret_n);
/* All moods that the word has as one of the parts of speech in `pos`; 0 where it has none. */
uint32_t enti_rules_mood(const enti_rules *rules, uint32_t word, uint32_t pos);
/* The word's issue, or the empty string. */
ent_str enti_rules_issue(const enti_rules *rules, uint32_t word);
bool enti_cond_has_word(const enti_rules *rules, const enti_cond *cond, uint32_t word);

#endif
