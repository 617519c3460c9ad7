/* data/sources.tsv → section "reference.sources": what the keys of sources stand for. */
#ifndef ENTI_SOURCE_LIST_H
#define ENTI_SOURCE_LIST_H

#include "base/packer.h"

ENT_CHECKED ent_status enti_source_list_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
