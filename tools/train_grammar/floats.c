/* The parameters of a run as raw numbers, for exporting again (export.h). Only for the same build and vocabulary. */
#include <stdio.h>
#include <stdlib.h>

#include "export.h"

static void each(const tg_net *net, FILE *f, bool write)
{
  float *parts[3] = {net->dense, net->delta, net->affix};
  size_t sizes[3] = {net->at.n, net->n_delta * TG_DW, net->n_affix * TG_DA};
  for (int i = 0; i < 3; i++)
    if ((write ? fwrite(parts[i], sizeof(float), sizes[i], f) : fread(parts[i], sizeof(float), sizes[i], f)) !=
        sizes[i]) {
      fputs("train_grammar: the file of numbers does not fit\n", stderr);
      exit(1);
    }
}

void tg_floats_write(const tg_net *net, const char *path)
{
  FILE *f = fopen(path, "wb");
  if (!f)
    return;
  each(net, f, true);
  fclose(f);
}

void tg_floats_read(tg_net *net, const char *path)
{
  FILE *f = fopen(path, "rb");
  if (!f) {
    fputs("train_grammar: cannot open the file of numbers\n", stderr);
    exit(1);
  }
  each(net, f, false);
  fclose(f);
}
