/* Adam over the network's parameters; rows of tables are updated only in steps that touched them. */
#ifndef TG_OPTIMISE_H
#define TG_OPTIMISE_H

#include "net.h"

typedef struct tg_adam {
  tg_net *net;
  float *m[3], *v[3]; /* dense, delta, affix */
  size_t step;
} tg_adam;

void tg_adam_init(tg_adam *adam, tg_net *net);
/* One step with the mean of the works' gradients, in the order of the works; norms over `clip` are cut down. */
void tg_adam_step(tg_adam *adam, tg_work *const *works, size_t n, float rate, float clip);

#endif
