/* What a phrase takes for granted (presuppose.c). */
#ifndef ENTI_PRESUPPOSE_H
#define ENTI_PRESUPPOSE_H

#include "event/mood.h"

/* Clears from `mood` what bears on the verb only, where the trigger's noun phrase takes its thing for granted. */
void enti_presuppose(const enti_tree *tree, uint32_t trigger, enti_mood *mood);

#endif
