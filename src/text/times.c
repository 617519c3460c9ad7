/* ent_text_times: not written yet; finds nothing. */
#include <entente/text.h>

ent_status ent_text_times(ent_document *doc, ent_error *err)
{
  (void)err;
  doc->n_times = 0;
  return ENT_OK;
}
