/* Reading one submission, and what becomes of a worker whose reader crashes or never ends. */
#ifndef ENTI_ATTEMPT_H
#define ENTI_ATTEMPT_H

#include <entente/pipeline.h>

typedef struct enti_attempt {
  const ent_reader *reader;
  ent_source_options source;
  unsigned seconds; /* that one document may take */
} enti_attempt;

/* Reads a record, as ent_submit_record wrote it. The process is ended by SIGALRM when that takes longer than it may: who
 * watches the worker starts another, and the document comes again, to be tried apart. */
ENT_CHECKED ent_status enti_attempt_read(const enti_attempt *a, ent_str record, ent_document **ret, ent_error *err);
/* The same in a child of its own, whose result is thrown away: ENT_EINPUT where the child crashed or took too long. For
 * documents that came before and were not acknowledged: they may have killed their reader. Costs a second reading. */
ENT_CHECKED ent_status enti_attempt_apart(const enti_attempt *a, ent_str record, ent_error *err);

#endif
