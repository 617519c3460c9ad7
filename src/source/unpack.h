/* Archives and compressed streams: the members, one after the other, each a stream. */
#ifndef ENTI_UNPACK_H
#define ENTI_UNPACK_H

#include "source/stream.h"

typedef struct enti_unpacker enti_unpacker;

typedef struct enti_member {
  enti_origin origin; /* its bytes; valid until the next member is asked for */
  ent_str name;       /* empty for a compressed file without members; until the next call */
  ent_date date;      /* of its last change, if stated */
} enti_member;

/* packed: must outlive the unpacker. ENT_EINPUT. */
ENT_CHECKED ent_status enti_unpacker_open(enti_stream *packed, enti_unpacker **ret, ent_error *err);
void enti_unpacker_close(enti_unpacker *unpacker); /* NULL is fine */
/* The next regular file. *ret_more false at the end. A failure of one member leaves the others to be asked for; a
 * damaged archive ends after its error. */
ENT_CHECKED ent_status enti_unpacker_next(enti_unpacker *unpacker, enti_member *ret, bool *ret_more, ent_error *err);

#endif
