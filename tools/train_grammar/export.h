/* Writes the trained network and the lemmatiser as a model file (src/grammar/model.h). */
#ifndef TG_EXPORT_H
#define TG_EXPORT_H

#include "net.h"

bool tg_export(const tg_net *net, const tg_corpus *train, const char *path);
/* All parameters as they are, to export again without training. */
void tg_floats_write(const tg_net *net, const char *path);
void tg_floats_read(tg_net *net, const char *path);

#endif
