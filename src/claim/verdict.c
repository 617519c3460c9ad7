/* Claims compared with the reference base. Not written yet: nothing is contradicted. */
#include "claim/verdict.h"

ent_status enti_verdict_contradictions(const ent_reference *reference, ent_document *doc, ent_error *err)
{
  (void)reference;
  (void)doc;
  (void)err;
  return ENT_OK;
}
