/* Compiles data/text/ into the pack. */
#ifndef ENTI_TEXT_COMPILE_H
#define ENTI_TEXT_COMPILE_H

#include "base/packer.h"

/* Reads abbreviations.tsv affixes.tsv contractions.tsv endings.tsv followers.tsv starters.tsv units.tsv of each folder
 * and adds the section that lexicon.h reads. A wrong row: ENT_EINPUT with file, line and reason. */
ENT_CHECKED ent_status enti_text_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
