/* The page's files: a fixed table in the program (H1). */
#ifndef ENTI_ASSETS_H
#define ENTI_ASSETS_H

#include <entente/serve.h>

typedef struct enti_assets enti_assets;

enti_assets *enti_assets_new(void); /* NULL: out of memory */
void enti_assets_free(enti_assets *assets);
/* Answers a request for an asset; false where no asset has that path. */
bool enti_assets_answer(const enti_assets *assets, const ent_request *request, ent_str path, ent_answer *ret);

#endif
