/* What the tests of the room `source` share: the pack with its patterns, documents from strings and files. */
#ifndef SOURCE_HELP_H
#define SOURCE_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <entente/source.h>

/* Set by the tests' meson.build. */
#ifndef SOURCE_DATA
#define SOURCE_DATA "data"
#define SOURCE_FIXTURES "tests/fixtures/source"
#define SOURCE_CASES "tests/cases/source"
#endif

const ent_pack *help_pack(void);         /* compiled once from SOURCE_DATA */
void help_pack_close(void);
ent_source_options help_options(void);   /* with the pack */
ent_document *help_document(const char *text); /* from bytes, must succeed */
ent_document *help_bytes(const char *bytes, size_t n, const char *name);
/* Invariants of every document: D1, regions in order, map in order. */
void help_check(const ent_document *doc);
bool help_is(ent_str s, const char *expected);
/* The region that begins at the text `begins`; NULL where there is none. */
const ent_region *help_region(const ent_document *doc, const char *begins);

#endif
