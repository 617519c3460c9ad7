/* Entente, room `event`: trees with mentions → coded events (PLOVER 2021, CAMEO). */
#ifndef ENTENTE_EVENT_H
#define ENTENTE_EVENT_H

#include <entente/document.h>
#include <entente/opinion.h>
#include <entente/pack.h>

typedef struct ent_events ent_events; /* view on the pack's coding rules */

ENT_API ENT_CHECKED ent_status ent_events_open(const ent_pack *pack, ent_events **ret, ent_error *err);
/* Lets the second opinion take part in coding. opinions is the caller's and must outlive events; NULL: rules alone. */
ENT_API void ent_events_advise(ent_events *events, const ent_opinions *opinions);
ENT_API void ent_events_close(ent_events *events);
/* Puts right, in the document's trees, what the grammar is known to get wrong in news ("Israeli jets struck targets"):
 * after ent_grammar_parse and before whatever reads the trees. Linear in tokens. */
ENT_API ENT_CHECKED ent_status ent_events_repair(const ent_events *events, ent_document *doc, ent_error *err);
/* Appends claims of kind ENT_EVENT. Linear in tokens (times the rules that share a trigger). */
ENT_API ENT_CHECKED ent_status ent_events_code(const ent_events *events, ent_document *doc, ent_error *err);

/* PLOVER quad class of a type: 1 verbal cooperation … 4 material conflict, 0 unknown. */
ENT_API int ent_plover_quad(ent_str type);
/* Goldstein value of a CAMEO code (ICEWS table); false where unknown. */
ENT_API bool ent_goldstein(const ent_events *events, ent_str cameo, double *ret);

#endif
