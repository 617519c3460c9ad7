/* Lists of memberships (member_list.c). */
#ifndef ENTI_MEMBER_LIST_H
#define ENTI_MEMBER_LIST_H

#include <entente/document.h>

/* Appends a status for each organisation of the document's lists of memberships. ENT_ENOMEM only. O(tokens). */
ENT_CHECKED ent_status enti_member_lists(ent_document *doc, ent_error *err);

#endif
