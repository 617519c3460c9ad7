/* Room event: opens the coding rules, codes a document, knows the Goldstein scale. */
#include <entente/event.h>

#include "base/fault.h"
#include "event/coder.h"
#include "event/goldstein.h"
#include "event/repair.h"

struct ent_events {
  enti_rules rules;
  enti_goldstein_table goldstein;
  const ent_opinions *opinions; /* the caller's; NULL: rules alone */
};

ent_status ent_events_open(const ent_pack *pack, ent_events **ret, ent_error *err)
{
  ent_events *events = enti_calloc(1, sizeof *events);
  if (!events)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = enti_rules_open(pack, "event", &events->rules, err);
  if (status == ENT_OK)
    status = enti_goldstein_open(pack, &events->goldstein, err);
  if (status == ENT_OK)
    *ret = events;
  else
    free(events);
  return status;
}

void ent_events_advise(ent_events *events, const ent_opinions *opinions)
{
  events->opinions = opinions;
}

void ent_events_close(ent_events *events)
{
  free(events);
}

ent_status ent_events_repair(const ent_events *events, ent_document *doc, ent_error *err)
{
  return enti_repair(&events->rules, doc, err);
}

ent_status ent_events_code(const ent_events *events, ent_document *doc, ent_error *err)
{
  return enti_code(&events->rules, events->opinions, doc, err);
}

bool ent_goldstein(const ent_events *events, ent_str cameo, double *ret)
{
  return enti_goldstein_find(&events->goldstein, cameo, ret);
}
