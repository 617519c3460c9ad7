/* data/map/ → the pack's section of shapes. */
#ifndef ENTI_MAP_COMPILE_H
#define ENTI_MAP_COMPILE_H

#include "base/packer.h"

/* Reads shapes.tsv and places.tsv of the project's folder (a user's add nothing: a map is a map). A folder without
 * them makes a pack without a map. ENT_EINPUT: file, line and reason. */
ENT_CHECKED ent_status enti_chart_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
