/* A sentence as the checks see it: which frames it uses, which things and places it names, how its clauses hang
 * together. Tokens are numbers in the document. Everything lives in the document's arena. */
#ifndef ENTI_SCENE_H
#define ENTI_SCENE_H

#include "claim/frame.h"
#include "claim/reference_view.h"

#define ENTI_SCENE_TOKENS 160 /* longer sentences are lists and tables, not statements; keeps the work linear */

typedef struct enti_hit { /* a frame's pattern found */
  enti_frame frame;
  uint32_t first, last; /* tokens of the pattern */
  uint32_t anchor;      /* the token that the frame hangs on: the pattern's first word, or the word that it helps */
  ent_str note, object, rule;
} enti_hit;

typedef struct enti_named { /* a name of claim.names found; the longest, and the records with the same words */
  uint32_t first, last;     /* tokens */
  uint32_t name, n;         /* records reference.names[name … name+n) */
} enti_named;

typedef struct enti_scene {
  const ent_reference *ref;
  ent_document *doc;
  uint32_t sentence, first, end; /* tokens [first, end) */
  enti_hit *hits;
  size_t n_hits, cap_hits;
  enti_named *names;
  size_t n_names, cap_names;
  ent_str treaty;   /* the one treaty that the document named before this sentence; empty: none */
  bool treaties;    /* it named several */
  ent_finding *out; /* of the whole document */
  size_t n_out, cap_out;
  ent_statement *statements; /* likewise */
  size_t n_statements, cap_statements;
  size_t next_claim; /* of the document: those before it belong to earlier sentences */
  bool failed; /* out of memory */
} enti_scene;

/* Looks at sentence number `sentence`; false where nothing in it can be checked (too long, not parsed, no prose). */
bool enti_scene_set(enti_scene *scene, size_t sentence);

/* Finds the frames and names; called by enti_scene_set. */
void enti_scene_find_frames(enti_scene *scene);
void enti_scene_find_names(enti_scene *scene);

/* ---- the tree (scene_tree.c) ---- */

static inline const ent_token *enti_scene_token(const enti_scene *scene, uint32_t t)
{
  return &scene->doc->tokens[t];
}

/* The word at the head of the clause that a token belongs to. */
uint32_t enti_clause_of(const enti_scene *scene, uint32_t token);
/* Does the text itself assert what hangs on the token? Not what may be, is planned, asked, quoted or reported. */
bool enti_asserted(const enti_scene *scene, uint32_t token);
bool enti_negated(const enti_scene *scene, uint32_t token);
/* The first hit of a frame in the token's clause, NULL: none. */
const enti_hit *enti_clause_hit(const enti_scene *scene, uint32_t token, enti_frame frame);
/* The first child with a relation (without subtype), ENT_NONE: none. */
uint32_t enti_scene_child(const enti_scene *scene, uint32_t token, ent_rel rel);
/* Its preposition ("in", folded), empty: none. */
ent_str enti_case_of(const enti_scene *scene, uint32_t token);
/* The ordinal that hangs on a noun before it ("the thirtieth state"), ENT_NONE: none. */
uint32_t enti_scene_ordinal(const enti_scene *scene, uint32_t noun, unsigned *ret_number);
/* The predicate's subject, also where it stands in another clause (relative, participle, coordinated); ENT_NONE. */
uint32_t enti_subject(const enti_scene *scene, uint32_t token, bool *ret_passive);

/* ---- who (scene_party.c) ---- */

#define ENTI_PARTY_MAX 24

typedef struct enti_party { /* actors that stand in one place of a statement */
  ent_actor_ref actors[ENTI_PARTY_MAX];
  size_t n;
  bool sure; /* no pronoun and no ambiguous name among them */
  uint32_t token;
} enti_party;

/* The actors at a node, with those coordinated to it; of "the leaders of A and B" A and B. */
void enti_party_at(const enti_scene *scene, uint32_t node, enti_party *party);
void enti_party_add(enti_party *party, ent_actor_ref actor);
bool enti_party_has(const enti_party *party, ent_str id);
/* Who does it, for a verb in the passive: those behind "by". */
void enti_party_by(const enti_scene *scene, uint32_t verb, enti_party *party);
/* Who does it: the verb's subject, in the passive those behind "by". */
void enti_party_doing(const enti_scene *scene, uint32_t verb, enti_party *party);
/* Of "A and B established relations", "A broke off its relations with B": the subject, and those that stand behind one
 * of the prepositions at the verb, the hit's last word or the object; of_subject: or at the subject. */
void enti_party_mutual(const enti_scene *scene, const enti_hit *hit, const char *preps, bool of_subject, enti_party *party);
/* How many ids "USA;JPN" has. */
size_t enti_count_ids(ent_str ids);
/* The organisation that a frame's words lead to ("became NATO's thirtieth member": NATO), as a token in *ret_token. */
bool enti_object_org(const enti_scene *scene, const enti_hit *hit, ent_actor_ref *ret, uint32_t *ret_token);
/* Is only a part of the organisation left or joined ("its military command")? */
bool enti_partial_object(const enti_scene *scene, const enti_hit *hit);
bool enti_is_org(const enti_scene *scene, ent_actor_ref actor);

/* ---- where (scene_place.c) ---- */

typedef struct enti_place {
  ent_str state; /* id; empty where the name is in no table */
  ent_str city;  /* the name as written, empty where a state was named */
  uint32_t first, last;
  bool town; /* one that is known to have been host: no region, no suburb */
} enti_place;

/* A place that covers the token, false: none. */
bool enti_place_at(const enti_scene *scene, uint32_t token, enti_place *ret);

/* ---- when (scene_time.c) ---- */

#define ENTI_TIMES_MAX 6

/* The times in a token's clause that date what hangs on it; how many. */
size_t enti_scene_times(const enti_scene *scene, uint32_t token, const ent_timex *out[ENTI_TIMES_MAX]);

/* The token by which a time hangs on the sentence. */
uint32_t enti_time_root(const enti_scene *scene, const ent_timex *time);

/* ---- results (finding.c) ---- */

/* A new finding for the sentence, zeroed otherwise; NULL when out of memory (scene->failed). */
ent_finding *enti_finding_add(enti_scene *scene, ent_verdict verdict, const char *type, uint32_t trigger, ent_str rule);
const ent_actor_ref *enti_finding_actors(enti_scene *scene, const ent_actor_ref *actors, size_t n);
/* One that says something of x and y, at a hit. */
ent_finding *enti_finding_pair(enti_scene *scene, ent_verdict verdict, const char *type, const enti_hit *hit,
                               ent_actor_ref x, ent_actor_ref y);
/* Name of an actor or thing as people call it; the id where there is none. */
ent_str enti_name_of(const enti_scene *scene, ent_str id);
/* "1 July 2024", "July 2024", "2024"; with the year off where it is said again. In the arena. */
ent_str enti_date_words(const enti_scene *scene, ent_date date);
ent_str enti_printf(enti_scene *scene, const char *format, ...) ENT_PRINTF(2, 3);

#endif
