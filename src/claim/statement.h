/* Statements that documents can be compared by (ent_statement). Each adds one to the scene, or nothing where the text
 * leaves open what is meant. */
#ifndef ENTI_STATEMENT_H
#define ENTI_STATEMENT_H

#include "claim/meeting.h"

/* Where a meeting of a series was held at the one time that is given. */
void enti_state_host(enti_scene *scene, const enti_meetings *meetings, const enti_said *what);
/* How many members an organisation has; time NULL: as of the document. */
void enti_state_members(enti_scene *scene, ent_str organisation, unsigned number, const ent_timex *time);

#endif
