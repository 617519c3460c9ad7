/* Claims compared with the reference base. "Contradicted" only where the base knows better.
 *
 * Each check looks at one hit of one frame in a sentence, and adds what it finds. */
#ifndef ENTI_VERDICT_H
#define ENTI_VERDICT_H

#include "claim/scene.h"

/* Appends a claim of kind ENT_CONTRADICTION for each statement of the document that the reference base contradicts. */
ENT_CHECKED ent_status enti_verdict_contradictions(const ent_reference *reference, ent_document *doc, ent_error *err);

void enti_check_dyad(enti_scene *scene, const enti_hit *hit); /* X joined, left, recognised, invaded … Y */
void enti_check_pair(enti_scene *scene, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure);
void enti_check_member(enti_scene *scene, const enti_hit *hit);  /* X is a member of Y; the thirtieth member */
/* A suspension or sanctions imposed, lifted: by whom, on whom, when. */
void enti_check_lifted(enti_scene *scene, const enti_hit *hit);
void enti_check_group(enti_scene *scene, const enti_hit *hit);   /* Y groups X1, X2 … */
void enti_check_numbers(enti_scene *scene);                      /* the 32-member alliance */
void enti_check_partner(enti_scene *scene, const enti_hit *hit); /* X became a … partner of Y */
void enti_check_treaty(enti_scene *scene, const enti_hit *hit);  /* signed, in force, ratified, ended */
/* Where the treaty that the hit tells of was signed, and by whom. */
void enti_check_signing_place(enti_scene *scene, const enti_hit *hit, const ent_thing *treaty);
void enti_check_signers(enti_scene *scene, const enti_hit *hit);
void enti_check_relations(enti_scene *scene, const enti_hit *hit); /* A and B have diplomatic relations */
void enti_check_post(enti_scene *scene, const enti_hit *hit);      /* an operation is at work in a state */
/* Is it said in the base that a and b have none (recognition: and do not recognise each other), from day `from` on and
 * still on day `to`? */
bool enti_without_relations(const ent_reference *reference, ent_str a, ent_str b, bool recognition, int32_t from,
                            int32_t to, ent_str *ret_source);
/* The operation that is the verb's subject or object; false: none. */
bool enti_find_operation(const enti_scene *scene, uint32_t verb, ent_thing *ret);
void enti_note_treaties(enti_scene *scene); /* remembers the treaties that the sentence names, for "the treaty" */
void enti_check_founding(enti_scene *scene, const enti_hit *hit); /* Y was founded */
void enti_check_span(enti_scene *scene, const enti_hit *hit);     /* an operation began, ended */
void enti_check_summit(enti_scene *scene, const enti_hit *hit);   /* summits and exercises: where and when */
void enti_check_status(enti_scene *scene, const enti_hit *hit);   /* X declared its independence */
void enti_check_seat(enti_scene *scene, const enti_hit *hit);     /* Y is headquartered in Z */
/* "joined a year before Finland", "together with Greece": the order of two accessions. */
void enti_check_order(enti_scene *scene, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure);
/* "the newest member of Y": as of the text's day. False where the words say no such thing. */
bool enti_check_newest(enti_scene *scene, const enti_hit *hit, ent_actor_ref x, ent_actor_ref y, bool sure);
void enti_find_aspects(enti_scene *scene); /* of the sentence's claims: does the tie begin, stand, end? */
void enti_check_spelling(enti_scene *scene);                      /* "Cyber Defencs Centre" */

/* Was `member` a member of `org` on some day of [from, to]: 1 yes, 0 no (known completely), -1 unknown. *ret_all: on
 * every day. */
int enti_was_member(const ent_reference *reference, ent_str member, ent_str org, int32_t from, int32_t to,
                    bool *ret_all);
/* A withdrawal from a part of the organisation alone. */
bool enti_partial_withdrawal(const ent_fact *fact);
/* The last day that the base knows anything of. O(facts). */
int32_t enti_newest_day(const ent_reference *reference);
/* Members of an organisation on a day; 0 where they are not known completely. */
size_t enti_count_members(const ent_reference *reference, ent_str org, int32_t day);
/* And of those of whom sources differ whether they are. */
size_t enti_count_disputed(const ent_reference *reference, ent_str org, int32_t day);
bool enti_complete_members(const ent_reference *reference, ent_str org);
/* A whole number in words or figures, cardinal or ordinal ("thirty-two", "30th", "thirtieth"); 0: none. */
unsigned enti_number_said(ent_str fold, bool *ret_ordinal);

/* The number that ends with token t: "thirty-second" is three tokens. */
unsigned enti_number_at(const enti_scene *scene, uint32_t t, bool *ret_ordinal);

#endif
