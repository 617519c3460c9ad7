/* Entente, room `event`: verb dictionaries of PETRARCH, PETRARCH2 and TABARI, used on top of the coding rules.
 *
 * docs/petrarch.md tells which forms are read, how they are matched against our trees, and where the results differ
 * from the programs that the dictionaries were written for. */
#ifndef ENTENTE_PETRARCH_H
#define ENTENTE_PETRARCH_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_petrarch_verbs ent_petrarch_verbs;

typedef struct ent_petrarch_report {
  size_t verbs, patterns, synsets; /* that are used; a verb's forms count once */
  size_t rejected;                 /* entries that are not */
} ent_petrarch_report;

/* Reads a dictionary. An entry that cannot be used is told to warn ("file:line: reason"; may be NULL) and left out;
 * only a file that cannot be read, is beyond the limits (64 MiB), or holds no verb at all (ENT_EINPUT) is an error. The
 * pack must outlive what is returned. */
ENT_API ENT_CHECKED ent_status ent_petrarch_verbs_open(const ent_pack *pack, const char *path,
                                                       void (*warn)(void *context, const char *line), void *context,
                                                       ent_petrarch_verbs **ret, ent_error *err);
/* The same over bytes in memory; name is for messages. */
ENT_API ENT_CHECKED ent_status ent_petrarch_verbs_read(const ent_pack *pack, ent_str name, ent_str bytes,
                                                       void (*warn)(void *context, const char *line), void *context,
                                                       ent_petrarch_verbs **ret, ent_error *err);
ENT_API void ent_petrarch_verbs_close(ent_petrarch_verbs *verbs); /* NULL is fine */
ENT_API ent_petrarch_report ent_petrarch_verbs_report(const ent_petrarch_verbs *verbs);

/* Codes the document's verbs by the dictionary and appends claims of kind ENT_EVENT, whose rule is
 * "petrarch/LABEL:LINE". After ent_events_code: the rules' events with the same verb give way to the dictionary's, and
 * those of a verb whose pattern has the code [---] are taken out. O(tokens · patterns of the verbs in the text). */
ENT_API ENT_CHECKED ent_status ent_petrarch_code(const ent_petrarch_verbs *verbs, ent_document *doc, ent_error *err);

/* PLOVER type of a CAMEO code ("0813": RETREAT); STATEMENT and APPEAL for roots 01 and 02, which PLOVER has no type
 * for, OTHER for what is no CAMEO code. A static string. */
ENT_API ent_str ent_plover_of_cameo(ent_str cameo);

#endif
