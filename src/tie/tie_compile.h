/* The tables of data/ties/ → sections of the pack. */
#ifndef ENTI_TIE_COMPILE_H
#define ENTI_TIE_COMPILE_H

#include "base/packer.h"

/* Sections tie.* ; needs events/synonyms.tsv too. ENT_EINPUT: "file:line: reason". */
ENT_CHECKED ent_status enti_tie_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
