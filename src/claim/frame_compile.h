/* data/claim/frames.tsv, complete.tsv, successors.tsv → sections "claim.frames", "claim.frame_words", "claim.pairs". */
#ifndef ENTI_FRAME_COMPILE_H
#define ENTI_FRAME_COMPILE_H

#include "base/packer.h"

ENT_CHECKED ent_status enti_frame_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
