/* Probabilities of trained networks as targets for another one (Hinton, Vinyals and Dean 2015). */
#ifndef TG_SOFT_H
#define TG_SOFT_H

#include "net.h"

/* One for each sentence, zeroed. */
tg_soft *tg_soft_new(const tg_corpus *corpus);
/* Raw sums to and from a file; reading adds to what is there. */
void tg_soft_write(const tg_soft *soft, const tg_corpus *corpus, const char *path);
void tg_soft_add(tg_soft *soft, const tg_corpus *corpus, const char *path);
/* Sums become probabilities. */
void tg_soft_finish(tg_soft *soft, const tg_corpus *corpus);

#endif
