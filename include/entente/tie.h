/* Entente, room `tie`: trees with mentions → ties, statuses, threats, intents, causes, assessments. */
#ifndef ENTENTE_TIE_H
#define ENTENTE_TIE_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_ties ent_ties;

ENT_API ENT_CHECKED ent_status ent_ties_open(const ent_pack *pack, ent_ties **ret, ent_error *err);
ENT_API void ent_ties_close(ent_ties *ties);
/* Appends claims of every kind but ENT_EVENT and ENT_CONTRADICTION. */
ENT_API ENT_CHECKED ent_status ent_ties_find(const ent_ties *ties, ent_document *doc, ent_error *err);

#endif
