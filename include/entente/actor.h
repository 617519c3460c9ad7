/* Entente, room `actor`: trees and spans → mentions of actors, resolved as of the document's date. */
#ifndef ENTENTE_ACTOR_H
#define ENTENTE_ACTOR_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_actors ent_actors; /* view on the pack's actor sections */

ENT_API ENT_CHECKED ent_status ent_actors_open(const ent_pack *pack, ent_actors **ret, ent_error *err);
ENT_API void ent_actors_close(ent_actors *actors);

/* Fills mentions and mention_of: names (longest match on token boundaries, valid at the document's date), roles
 * composed with them through the tree, then coreference. Works without trees, less well. Linear in tokens. */
ENT_API ENT_CHECKED ent_status ent_actors_find(const ent_actors *actors, ent_document *doc, ent_error *err);

/* What is known of one actor. Strings live as long as the pack. */
typedef struct ent_actor_info {
  ent_str id, name, kind; /* kind: "state" "former" "contested" "territory", or an organisation's type */
  ent_str iso2, iso3, isonum, cowabb, cow, gw, cameo, fips; /* "" where none, or not valid on the date */
  ent_str country, parent, sector;
  ent_date start, end;
} ent_actor_info;

/* False where no actor has that id. on: which span's codes are wanted (unknown: the latest). */
ENT_API bool ent_actors_info(const ent_actors *actors, ent_str id, ent_date on, ent_actor_info *ret);

/* One reading of a name or id typed by a user. */
typedef struct ent_actor_reading {
  ent_actor_ref actor;
  ent_str name;      /* the form that matched */
  const char *via;   /* as ent_mention.via */
  ent_date from, to; /* when the form stands for this actor */
  bool last_known;
  float confidence;
} ent_actor_reading;

/* All readings of query on a date (unknown: over all periods), best first, in the arena. An id ("KOR"), a code of
 * another system ("cow:732"), a name, a person. *ret_n is 0 where there is none: no error. */
ENT_API ENT_CHECKED ent_status ent_actors_resolve(const ent_actors *actors, ent_str query, ent_date on, ent_arena *arena,
                                                  const ent_actor_reading **ret, size_t *ret_n, ent_error *err);
/* A name that leads to an actor, whenever it was in use. */
typedef struct ent_actor_name {
  ent_str name, id;
  const char *via; /* "id" "name" "official" "short" "historical" "acronym" "person" */
} ent_actor_name;

/* All of them, in the arena, in no order that means something; one name may come more than once. O(names). */
ENT_API ENT_CHECKED ent_status ent_actors_names(const ent_actors *actors, ent_arena *arena, const ent_actor_name **ret,
                                                size_t *ret_n, ent_error *err);
/* Was `member` a member of organisation `org` on a date, as far as the reference base knows: 1 yes, 0 no, -1 unknown. */
ENT_API int ent_actors_is_member(const ent_actors *actors, ent_str member, ent_str org, ent_date on);

/* Checks all tables below a folder as data/README.md asks (a folder with states.tsv of its own, as data/ is): each row's
 * fields, dates, ids and sources, spans that overlap, offices held by two. problem() gets one line for each, "file:line:
 * reason", and whether it is an error (else only odd). The failures returned are those that stop the check. */
ENT_API ENT_CHECKED ent_status ent_data_lint(const char *dir, void (*problem)(void *context, const char *line, bool error),
                                             void *context, ent_error *err);

#endif
