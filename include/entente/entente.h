/* Entente: reads what is written about states and organisations. This header includes all others; each stage of the
 * way from bytes to claims has its own, in this order. */
#ifndef ENTENTE_ENTENTE_H
#define ENTENTE_ENTENTE_H

#include <entente/base.h>
#include <entente/chart.h>
#include <entente/document.h>
#include <entente/pack.h>
#include <entente/source.h>
#include <entente/text.h>
#include <entente/grammar.h>
#include <entente/actor.h>
#include <entente/event.h>
#include <entente/opinion.h>
#include <entente/tie.h>
#include <entente/claim.h>
#include <entente/explain.h>
#include <entente/petrarch.h>
#include <entente/pipeline.h>
#include <entente/store.h>
#include <entente/browse.h>
#include <entente/submission.h>
#include <entente/timeline.h>
#include <entente/dataset.h>
#include <entente/measure.h>
#include <entente/relation.h>
#include <entente/view.h>
#include <entente/serve.h>
#include <entente/work.h>
#include <entente/picture.h>
#include <entente/report.h>

#endif
