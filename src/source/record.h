/* A record of named fields → a document: which names mean what, and the text with its map. */
#ifndef ENTI_RECORD_H
#define ENTI_RECORD_H

#include "source/reader.h"

/* record: a checked JSON object, decoded. number: as enti_input_finish. ENT_EINPUT where it has no text. */
ENT_CHECKED ent_status enti_record_read(const enti_input *input, const enti_decoded *record, ent_str kind, size_t number,
                                        ent_document **ret, ent_error *err);

#endif
