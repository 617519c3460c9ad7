/* The part of `entente check` that compares the documents of a store. */
#ifndef ENTI_CHECK_STORE_H
#define ENTI_CHECK_STORE_H

#include <entente/entente.h>

/* path NULL: the default store. Prints and returns the exit code. */
int check_store(const char *path, bool jsonl, const ent_reader *reader, const ent_view_style *style);

#endif
