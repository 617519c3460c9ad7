/* The features of a pair of marked actors, as short texts: "l:v.attack" (the lowest governor is a word of attack). */
#ifndef ENTI_OPINION_FEATURES_H
#define ENTI_OPINION_FEATURES_H

#include "event/opinion_frame.h"

typedef void (*enti_feature_fn)(void *context, ent_str feature);

/* Calls `emit` for each feature, some more than once. O(tokens of the sentence). */
void enti_opinion_features(enti_frame *frame, enti_feature_fn emit, void *context);
/* The number by which a model knows a feature. */
uint32_t enti_feature_key(ent_str feature);

#endif
