/* The tables of data/events/ → sections of the pack. */
#ifndef ENTI_EVENT_COMPILE_H
#define ENTI_EVENT_COMPILE_H

#include "base/packer.h"

/* Sections event.* . ENT_EINPUT: "file:line: reason". */
ENT_CHECKED ent_status enti_event_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err);

#endif
