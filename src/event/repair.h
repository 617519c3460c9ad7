/* Puts right, in the document's trees, what the grammar is known to get wrong in the prose of news. */
#ifndef ENTI_REPAIR_H
#define ENTI_REPAIR_H

#include "event/walk_tree.h"

/* Changes tags, heads and relations of the tokens; D3 holds afterwards as before. O(tokens). ENT_ENOMEM. */
ENT_CHECKED ent_status enti_repair(const enti_rules *rules, ent_document *doc, ent_error *err);

#endif
