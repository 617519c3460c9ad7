/* Which of the sentence's times dates a trigger. Never invents one: without a time, no date. */
#ifndef ENTI_WHEN_H
#define ENTI_WHEN_H

#include "event/walk_tree.h"

typedef struct enti_when {
  ent_date from, to;
  ent_basis basis;
  uint32_t time; /* index in document.times, ENT_NONE: none */
  bool future;
} enti_when;

void enti_when_of(const enti_tree *tree, uint32_t trigger, enti_when *ret);
/* Times of a sentence: document.times[*ret_first … +*ret_n). */
void enti_times_of(const ent_document *doc, uint32_t sentence, uint32_t *ret_first, uint32_t *ret_n);
/* The dates of one time, by its role (since → from, until → to). */
void enti_when_from(const ent_document *doc, uint32_t time, enti_when *ret);

#endif
