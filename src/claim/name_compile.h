/* Names by which texts call things, places and organisations → sections "claim.names" and "claim.name_words". */
#ifndef ENTI_NAME_COMPILE_H
#define ENTI_NAME_COMPILE_H

#include "base/packer.h"

typedef struct enti_name_list enti_name_list;

enti_name_list *enti_name_list_new(enti_packer *packer); /* NULL: out of memory */
void enti_name_list_free(enti_name_list *list);
/* Adds a name of a thing, place or actor (NAME_…); one without a letter is left out. False: out of memory. */
bool enti_name_list_add(enti_name_list *list, uint32_t kind, ent_str name, ent_str value);
/* Sorts and writes the sections. */
ENT_CHECKED ent_status enti_name_list_write(enti_name_list *list, ent_error *err);

#endif
