/* Entente, room `relation`: store, reference base and measures → finished results about actors: how close two are, on
 * whom one relies, who is alike, who stands where in the network, where a series turns and what happened then.
 *
 * What the commands print, the page shows and the charts draw. Nothing here prints, and nothing that comes after
 * computes.
 *
 * Conventions of this header
 *  R1  Undefined and unknown numbers are NaN (M1 of measure.h), an unknown state is −1; never 0.
 *  R2  States are COW numbers (int32_t), actors are ids; ent_state_text gives a state in any numbering.
 *  R3  Results live in the caller's arena; strings in them there, in the store's or in the pack.
 *  R4  Where a store lacks the data, ENT_ENOTFOUND says what to load. ENT_ESTORE, ENT_ENOMEM as everywhere. */
#ifndef ENTENTE_RELATION_H
#define ENTENTE_RELATION_H

#include <entente/dataset.h>
#include <entente/measure.h>

/* Where results come from. */
typedef struct ent_sources {
  ent_store *store;               /* NULL: the reference base alone */
  const ent_actors *actors;
  const ent_reference *reference;
  const ent_scores *scores;       /* of events read from documents; NULL: these are left out */
  const ent_pack *pack;           /* for areas of ties; NULL: there are none */
} ent_sources;

/* ---- states ------------------------------------------------------------------------------------------------------- */

typedef enum ent_codes { ENT_CODES_ID, ENT_CODES_COW, ENT_CODES_GW, ENT_CODES_ISO } ent_codes;

typedef struct ent_state {
  int32_t number; /* the state that has this COW number; −1: by id */
  ent_str id;
} ent_state;

#define ENT_STATE_CODES 4
/* The COW numbers that a state has in a year, the latest first: 0 … 4 of them (none: no member of the system then). By
 * id there is one, but with ENT_CODES_COW all of the year (Germany 1990: 255, 260). */
ENT_API size_t ent_state_numbers(const ent_actors *actors, const ent_state *state, ent_codes codes, int32_t year,
                                 int32_t out[ENT_STATE_CODES]);
/* A state of a year in a numbering: "KOR" "732"; "cow:732" where it has no code there. Returns out. Asks the actors'
 * tables up to 13 times: whoever prints thousands keeps what it got. */
ENT_API const char *ent_state_text(const ent_actors *actors, ent_codes codes, int32_t cow, int32_t year, char out[24]);

/* ---- closeness ------------------------------------------------------------------------------------------------------ */

#define ENT_TIES_K 2        /* weight of ties at which a single one gives one half */
#define ENT_TIES_UNSURE 0.1 /* a change of ties that other weights could undo is not clear */
#define ENT_TIES_TURN 1     /* weight that begins or ends on a day: a turning point however much else there is */

typedef struct ent_party { /* one actor, or a group of several: "NATO,EU" */
  const ent_str *ids;
  size_t n;
} ent_party;

typedef struct ent_closeness_query {
  ent_party parties[2];
  ent_date from, to; /* unknown: all that there is */
  bool by_month;     /* else by year */
  ent_corpus corpus; /* 0: the one that has most events of the two */
  bool votes;        /* similarity of votes too; reads all votes of the years */
  bool causes;       /* what made the difference */
} ent_closeness_query;

/* What members of a group or an organisation come to, taken one by one with the other side. */
typedef struct ent_members {
  size_t n; /* pairs at the period's end; 0: neither side has members */
  ent_spread events, ties, kappa, distance;
} ent_members;

/* A month or a year: sums over it, and the state at its end. Where the parties act themselves (an actor, an
 * organisation), the numbers are of the two themselves, but an organisation casts no votes: kappa and distance are the
 * mean of its members. Of a group all are means over the members. */
typedef struct ent_closeness_period {
  ent_date date;
  ent_month sums;             /* of the events; of a group: of all pairs together */
  ent_closeness_month events; /* all NaN where there is no corpus */
  ent_tie_closeness ties;
  double kappa, distance;     /* of UN votes, ideal points, in that year */
  ent_members members;
  ent_composite composite;    /* of events / 10, ties, kappa: each weighed between half and twice as much */
} ent_closeness_period;

typedef enum ent_cause_kind { ENT_CAUSE_TIE_BEGINS, ENT_CAUSE_TIE_ENDS, ENT_CAUSE_EVENT, ENT_CAUSE_CLAIM } ent_cause_kind;

/* Something that happened between the two, with its evidence. */
typedef struct ent_cause {
  ent_cause_kind kind;
  ent_date date;
  double size;     /* ties: what the closeness of ties changes by; events, claims: score; NaN: none */
  int64_t reports; /* of events: so many reports; claims: so many independent documents */
  ent_str what;    /* "QAT broke-relations-with SAU", "SANCTION QAT > SAU" */
  ent_str source;  /* key of data/sources.tsv, address or publisher */
  ent_str evidence; /* claims: the sentence, verbatim */
} ent_cause;

typedef struct ent_closeness_tie {
  ent_dyad_tie tie;
  double contribution; /* to the closeness of ties at the end of the window; 0: not in force then */
} ent_closeness_tie;

typedef struct ent_closeness_result {
  ent_str names[2]; /* ids joined with "," */
  ent_corpus corpus; /* 0: no events at all */
  bool own;          /* both act themselves: the numbers are theirs, not the members' */
  int32_t first_month;
  size_t n_months, window_first, window_last; /* months that are known of, and which of them were asked for */
  ent_month *months;            /* n_months, of the two themselves; what ent_closeness_turning takes */
  ent_closeness_period *periods; /* of the window */
  size_t n_periods;
  ent_closeness_tie *ties; /* of the two themselves */
  size_t n_ties;
  ent_closeness_period begin, end; /* the window's first and last month */
  ent_change_band events, tie_change, votes; /* the change from the one to the other; votes: ideal points drawing nearer */
  ent_trend verdict;
  ent_cause *causes; /* within the window, ties in order of dates, then events and claims, heaviest first */
  size_t n_causes;
} ent_closeness_result;

/* Events, ties and similarity of two actors side by side. ENT_EUSAGE: a party is empty. ENT_ENOTFOUND: nothing is known
 * of the two. ENT_ELIMIT: over 4,000 pairs of members. Cost: the roll-ups and facts of each pair, not their events;
 * causes walk over the events of the window. docs/measures.md#closeness-of-two-actors. */
ENT_API ENT_CHECKED ent_status ent_relation_closeness(const ent_sources *sources, const ent_closeness_query *query,
                                                      ent_arena *arena, ent_closeness_result *ret, ent_error *err);

/* ---- turning points of a dyad ----------------------------------------------------------------------------------------- */

typedef struct ent_turn {
  bool ties;             /* of the ties, else of the events */
  ent_date date;         /* month of the events' new level; day on which ties changed */
  ent_date earliest, latest; /* where else it may lie: events, about 95 %; ties, as precise as their dates */
  double before, after, size;
  double effect, confidence; /* as in ent_change_point; NaN for ties: dated facts, not an estimate */
  ent_cause *causes;         /* within two months */
  size_t n_causes;
} ent_turn;

/* Turning points within the window of a closeness result: of its events by optimal partitioning, of its ties each day on
 * which they change by ENT_TIES_UNSURE or more, or by ties that weigh ENT_TIES_TURN. In order of dates. ret_series and ret_changes (may be NULL) are what
 * ent_closeness_turning gives of the whole series. */
ENT_API ENT_CHECKED ent_status ent_relation_turns(const ent_sources *sources, const ent_closeness_result *closeness,
                                                  uint64_t seed, ent_arena *arena, ent_turn **ret, size_t *ret_n,
                                                  ent_closeness_series *ret_series, ent_changes *ret_changes, ent_error *err);

/* What happened between two actors, or (b empty) to one, from … to: ties that begin or end, the heaviest events, claims
 * with their sentences; at most `most` of each. */
ENT_API ENT_CHECKED ent_status ent_relation_causes(const ent_sources *sources, ent_str a, ent_str b, ent_corpus corpus,
                                                   ent_date from, ent_date to, size_t most, ent_arena *arena,
                                                   ent_cause **ret, size_t *ret_n, ent_error *err);

/* ---- similarity ----------------------------------------------------------------------------------------------------------- */

typedef enum ent_profile_kind { ENT_PROFILE_ALLIANCES, ENT_PROFILE_VOTES } ent_profile_kind;

typedef struct ent_similarity_query {
  ent_profile_kind kind;
  int32_t from, to;       /* years */
  const ent_state *sides; /* none: all pairs; one: with all others; two: with each other */
  size_t n_sides;
  ent_codes codes;        /* as in ent_state_numbers */
} ent_similarity_query;

typedef struct ent_similar_pair {
  int32_t year, a, b;
  ent_similarity similarity;
} ent_similar_pair;

/* A column in which the two differ: what the figure comes from. */
typedef struct ent_difference {
  int32_t year, a, b;
  int32_t column; /* the third state (alliances), the roll call (votes) */
  uint8_t x, y;   /* values of measure.h: 0 … 3; 1 … 3 */
  double weight;  /* alliances: share of world power, NaN missing */
} ent_difference;

/* Rows in order of years, pairs in order of states (all pairs: a < b). `differs` may be NULL. A status other than ENT_OK
 * from either ends it. O(states² · columns) for all pairs of a year. */
ENT_API ENT_CHECKED ent_status ent_relation_similarity(
    const ent_sources *sources, const ent_similarity_query *query,
    ent_status (*each)(void *context, const ent_similar_pair *pair, ent_error *err),
    ent_status (*differs)(void *context, const ent_difference *difference, ent_error *err), void *context, ent_error *err);

/* ---- posture: loaded data --------------------------------------------------------------------------------------------------- */

/* A portfolio of a year, weighed and with every partner alike. */
typedef struct ent_portfolio {
  bool known;           /* false: the data do not reach that year; nothing else counts */
  size_t n;             /* partners */
  ent_posture weighed;  /* by share of world power; trade and organisations by their own size */
  ent_posture equal;    /* every partner the same */
  int32_t top;          /* the largest of `weighed`, −1 where there is none */
  double shift;         /* share that changed hands since the year before (ent_posture_shift), NaN unknown */
} ent_portfolio;

typedef struct ent_posture_partner {
  int32_t state;
  uint8_t flags; /* ENT_PLEDGE_* */
  double cinc, share_any, share_defense; /* NaN: missing; no defence tie */
} ent_posture_partner;

typedef struct ent_posture_year {
  int32_t year, state;
  ent_portfolio any, defense, other; /* other: treaties without a defence pledge, mostly large nonaggression pacts */
  ent_portfolio igo, trade;          /* without shift */
  ent_posture_partner *partners; /* of any tie, in order of states */
  size_t n_partners;
} ent_posture_year;

typedef struct ent_posture_query {
  const ent_state *states;
  size_t n_states;
  int32_t from, to;
  ent_codes codes;
} ent_posture_query;

/* State after state, year after year; the row lives during the call. *ret_last (may be NULL): the year in which the
 * alliances end, which is no end of the ties. */
ENT_API ENT_CHECKED ent_status ent_relation_posture(const ent_sources *sources, const ent_posture_query *query,
                                                    ent_status (*each)(void *context, const ent_posture_year *year, ent_error *err),
                                                    void *context, int32_t *ret_last, ent_error *err);

/* ---- posture: the reference base -------------------------------------------------------------------------------------------- */

/* A part of an actor's ties. Weights are those of the ties (docs/datasets.md#ties), summed by partner. */
typedef struct ent_standing_part {
  ent_str name;      /* of an area: "cyber" */
  size_t n_ties;
  ent_posture posture; /* over the partners */
  ent_str top;       /* the one that most rests on; empty where there is none */
  double shift;      /* share that changed hands since the date before */
} ent_standing_part;

typedef struct ent_standing_tie {
  ent_dyad_tie tie;
  ent_str area; /* "defence" "cyber" "economy" …, by the words of its note and names; "general" where they tell none */
} ent_standing_tie;

typedef struct ent_standing_partner {
  ent_str partner;
  double weight, share; /* of the pillars */
} ent_standing_partner;

/* All that ties an actor on a date. */
typedef struct ent_standing {
  ent_date date;
  ent_standing_part pillars; /* what one can lean on: alliances, bases, treaties of two, partnerships, arms */
  ent_standing_part kinds[ENT_TIE_KINDS];
  ent_standing_part *areas;  /* of pillars and memberships, in order of names */
  size_t n_areas;
  ent_standing_partner *partners; /* of the pillars, heaviest first */
  size_t n_partners;
  ent_standing_tie *ties;    /* in force, of all kinds, in order of the tables */
  size_t n_ties;
} ent_standing;

ENT_API const char *ent_tie_kind_text(ent_tie_kind kind); /* "alliance" "base" … */
/* Is it one of the pillars? */
ENT_API bool ent_tie_is_pillar(ent_tie_kind kind);

/* The posture of an actor on n dates, in order of time: a day; of a month or year its last day. In the arena: n of them.
 * From the reference base alone. O(facts of the actor · n). */
ENT_API ENT_CHECKED ent_status ent_relation_standing(const ent_sources *sources, ent_str actor, const ent_date *dates, size_t n,
                                                     ent_arena *arena, ent_standing **ret, ent_error *err);

/* ---- networks ------------------------------------------------------------------------------------------------------------------- */

typedef struct ent_alliance_network {
  int32_t year;
  int32_t *states; /* n, ascending */
  size_t n;
  uint32_t *edges; /* 2 × n_edges indices of states */
  size_t n_edges;
  ent_network_node *nodes; /* n */
  ent_network_summary summary;
} ent_alliance_network;

/* The alliances of a year as a network. mask: ENT_PLEDGE_DEFENSE, ENT_PLEDGE_ANY … ENT_EUSAGE without igraph. */
ENT_API ENT_CHECKED ent_status ent_relation_network(const ent_sources *sources, int32_t year, uint8_t mask, uint64_t seed,
                                                    ent_arena *arena, ent_alliance_network *ret, ent_error *err);
/* Balance of friends (defence ties) and foes (disputes of hostility 4 and 5). */
ENT_API ENT_CHECKED ent_status ent_relation_triads(const ent_sources *sources, int32_t year, ent_triads *ret, ent_error *err);

/* ---- turning points of any series --------------------------------------------------------------------------------------------------- */

typedef enum ent_turning_method { ENT_TURNING_OPTPART, ENT_TURNING_SEGNEIGH, ENT_TURNING_ENERGY, ENT_TURNING_PETTITT } ent_turning_method;

typedef struct ent_turning_options {
  ent_turning_method method;
  double beta;   /* optpart: penalty; NaN: 3 times the noise times ln n */
  size_t k;      /* segneigh: changes */
  size_t minseg; /* 0: 1; segneigh 2, energy 4 */
  bool assess;   /* confidence of each, by 999 permutations */
  uint64_t seed;
} ent_turning_options;

typedef struct ent_turning {
  size_t n;
  ent_change_point *points; /* energy, Pettitt: at and confidence (1 − p) alone, the means of both sides */
  double beta_or_k;         /* optpart: penalty; Pettitt: K; else NaN */
  double objective;         /* cost + penalty; energy: statistic; Pettitt: p */
  double p;                 /* energy, Pettitt */
} ent_turning;

/* The methods of measure.h in one form. x: n values. ENT_EINPUT: too short, a value not finite. */
ENT_API ENT_CHECKED ent_status ent_turning_of(const double *x, size_t n, const ent_turning_options *options, ent_arena *arena,
                                              ent_turning *ret, ent_error *err);

#endif
