/* data/reference/things.tsv, data/claim/names.tsv → sections "reference.things", "claim.names". */
#ifndef ENTI_THING_COMPILE_H
#define ENTI_THING_COMPILE_H

#include "claim/name_compile.h"

/* Reads the tables of all folders; adds the names to the list, which the caller writes. */
ENT_CHECKED ent_status enti_thing_compile(enti_packer *packer, const enti_data_dirs *dirs, enti_name_list *names,
                                          ent_error *err);

#endif
