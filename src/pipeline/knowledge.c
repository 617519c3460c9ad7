/* Each room compiles its own tables; here only their order. */
#include "pipeline/knowledge.h"

#include "actor/actor_compile.h"
#include "chart/map_compile.h"
#include "claim/claim_compile.h"
#include "event/event_compile.h"
#include "source/source_compile.h"
#include "text/text_compile.h"
#include "tie/tie_compile.h"

typedef ent_status (*compile_fn)(enti_packer *, const enti_data_dirs *, ent_error *);

ent_status enti_knowledge_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  static const compile_fn rooms[] = {enti_source_compile, enti_text_compile, enti_actor_compile,
                                     enti_event_compile,  enti_tie_compile,  enti_claim_compile,
                                     enti_chart_compile};
  ent_status status = ENT_OK;
  for (size_t i = 0; i < sizeof rooms / sizeof *rooms && status == ENT_OK; i++)
    status = rooms[i](packer, dirs, err);
  return status;
}
