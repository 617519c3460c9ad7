/* Tables of data/source → the pack. */
#ifndef ENTI_SOURCE_COMPILE_H
#define ENTI_SOURCE_COMPILE_H

#include "base/packer.h"

/* boilerplate.tsv: columns pattern, kind, why, example, source. A row whose pattern does not match its own example, has
 * no key word, or has an unknown kind stops with file, line and reason. */
ENT_CHECKED ent_status enti_source_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
