/* A pack from bytes in memory, for the packer. */
#ifndef ENTI_PACK_PRIVATE_H
#define ENTI_PACK_PRIVATE_H

#include <entente/pack.h>

/* Copies the bytes. Errors as ent_pack_open. */
ENT_CHECKED ent_status enti_pack_from_memory(ent_str bytes, ent_pack **ret, ent_error *err);

#endif
