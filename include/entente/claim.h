/* Entente, room `claim`: the claims of a document, made one set; and verdicts against the reference base. */
#ifndef ENTENTE_CLAIM_H
#define ENTENTE_CLAIM_H

#include <entente/actor.h>
#include <entente/pack.h>

typedef struct ent_reference ent_reference; /* view on the pack's reference facts */

ENT_API ENT_CHECKED ent_status ent_reference_open(const ent_pack *pack, ent_reference **ret, ent_error *err);
ENT_API void ent_reference_close(ent_reference *reference);

/* One fact of the reference base; strings live as long as the pack. */
typedef struct ent_fact {
  ent_str subject, relation, object; /* subject: ids joined with ";" */
  ent_date start, end;
  ent_str precision, source, note;
  bool checked;
} ent_fact;

ENT_API size_t ent_reference_count(const ent_reference *reference);
ENT_API ent_fact ent_reference_fact(const ent_reference *reference, size_t i);
/* Indices of the facts in which an actor or thing takes part (subject, party or object), in order of the tables. */
ENT_API const uint32_t *ent_reference_of(const ent_reference *reference, ent_str id, size_t *ret_n);

/* A treaty, summit, exercise or operation that is the object of facts. */
typedef struct ent_thing {
  ent_str id, name, kind, members, place, source; /* members: ids joined with ";"; place: a state */
  ent_date start, end;
} ent_thing;

/* False where the reference base has no such thing. */
ENT_API bool ent_reference_thing(const ent_reference *reference, ent_str id, ent_thing *ret);

/* The actors whose names the base uses, as long as it is open; NULL where the pack has none. */
ENT_API const ent_actors *ent_reference_actors(const ent_reference *reference);

/* What a key that facts name as their source stands for (data/sources.tsv). */
typedef struct ent_fact_source {
  ent_str key, title, url;
} ent_fact_source;

ENT_API size_t ent_reference_sources(const ent_reference *reference); /* how many */
ENT_API ent_fact_source ent_reference_source(const ent_reference *reference, size_t i);

/* ---- checking ---------------------------------------------------------------------------------------------------- */

typedef enum ent_verdict { ENT_UNKNOWN = 0, ENT_CONSISTENT, ENT_CONTRADICTED } ent_verdict;

/* One thing that a sentence states and that the reference base bears on. Strings live as long as document and pack. */
typedef struct ent_finding {
  ent_verdict verdict;
  ent_str type;                        /* what was compared: "date" "host" "membership" "number" "spelling" */
  const ent_actor_ref *source, *target; /* the actors concerned */
  size_t n_source, n_target;
  ent_date from, to;                   /* as in the text */
  ent_str value_in_text;               /* "NATO summit, Washington, 2023-07" */
  ent_str value_reference;             /* what is known, in a sentence */
  ent_str ref_source;                  /* keys of data/sources.tsv */
  ent_str rule;                        /* "claim/join:12" */
  int32_t days_off;                    /* contradicted dates: days between the two periods, else 0 */
  uint32_t sentence, start, end;       /* evidence: bytes of text (D4) */
  uint32_t trigger;                    /* token */
} ent_finding;

/* Everything in the document that can be checked, in order of the text, in the document's arena. Needs mentions and
 * times; plans, conditions, questions, quotations and what others are reported to say are no statements of the text
 * and are not checked. "Contradicted" only where the base knows better: a coarser date agrees with a finer one.
 * O(tokens · frames of their words + facts of the actors named). */
ENT_API ENT_CHECKED ent_status ent_check_document(const ent_reference *reference, ent_document *doc,
                                                  const ent_finding **ret, size_t *ret_n, ent_error *err);
/* The verdict on a text that is one claim: contradicted where anything in it is, else consistent where something is.
 * *ret_why (may be NULL) is the finding that decided, NULL for unknown. */
ENT_API ent_verdict ent_check_verdict(const ent_finding *findings, size_t n, const ent_finding **ret_why);
/* "unknown" "consistent" "contradicted" */
ENT_API const char *ent_verdict_text(ent_verdict verdict);

/* Finishes a document's claims: joins what one sentence says twice, orders them, and appends contradictions
 * (ENT_CONTRADICTION) where the reference base knows better. reference may be NULL: no verdicts. */
ENT_API ENT_CHECKED ent_status ent_claims_finish(const ent_reference *reference, ent_document *doc, ent_error *err);

#endif
