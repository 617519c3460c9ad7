/* All tables of data/ → one pack, room by room. Used by the build (tools/compile_data.c) and for --data. */
#ifndef ENTI_KNOWLEDGE_H
#define ENTI_KNOWLEDGE_H

#include "base/packer.h"

/* Compiles the tables of every room. The first wrong row ends it: file, line, reason. */
ENT_CHECKED ent_status enti_knowledge_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
