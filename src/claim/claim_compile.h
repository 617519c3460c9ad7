/* The tables of data/reference/ → sections "reference.facts", "reference.index", "reference.ids" of the pack. */
#ifndef ENTI_CLAIM_COMPILE_H
#define ENTI_CLAIM_COMPILE_H

#include "base/packer.h"

ENT_CHECKED ent_status enti_claim_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
