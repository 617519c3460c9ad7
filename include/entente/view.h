/* Entente, room `view`: finished results → what a person or another program looks at. Computes nothing. */
#ifndef ENTENTE_VIEW_H
#define ENTENTE_VIEW_H

#include <entente/actor.h>
#include <entente/document.h>
#include <entente/explain.h>
#include <entente/pack.h>
#include <entente/store.h>

typedef struct ent_view_style {
  bool colour;     /* ANSI colours */
  unsigned width;  /* columns; 0: 80 */
  bool ascii;      /* no characters beyond ASCII */
} ent_view_style;

/* The account of a document: title, actors, ties, events in order of date, … each with its evidence.
 * actors (may be NULL) gives ids their names. */
ENT_API void ent_view_account(const ent_document *doc, const ent_actors *actors, const ent_view_style *style,
                              ent_buf *out);
/* Why the sentences got their codes: each that names an actor, what was coded in it, and the reasons. why: of
 * ent_explain, one for each claim. */
ENT_API void ent_view_explanation(const ent_document *doc, const ent_explanation *why, const ent_view_style *style,
                                  ent_buf *out);
/* Interchange format: one claim a line. */
ENT_API void ent_view_jsonl(const ent_document *doc, ent_buf *out);
/* Events, one JSON object a document: {id, date, events: [{source, target, root, …, evidence, confidence}]} (all keys in
 * docs/formats.md). Only what PLOVER codes; with `all` also what is denied, hypothetical, merely planned, told of as
 * history or of a game, each with its modality. A document without events gives an empty list. actors (may be NULL: no
 * countries) tells ids their codes. */
ENT_API void ent_view_events(const ent_document *doc, const ent_actors *actors, bool all, ent_buf *out);

/* What the formats of the field are written with. */
typedef struct ent_view_knowledge {
  const ent_actors *actors; /* may be NULL: no codes of countries */
  const ent_pack *pack;
} ent_view_knowledge;

/* The coded events of a document in layouts of the field: one row for each pair of actors, tabs between fields, what is
 * not known empty. What two do together stands in both directions. Ids of rows are hashes of document and event. */
ENT_API void ent_view_gdelt(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out);   /* 61 columns */
ENT_API void ent_view_icews(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out);   /* 20 */
ENT_API void ent_view_icews_header(ent_buf *out); /* the row that opens an ICEWS file */
ENT_API void ent_view_phoenix(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out); /* 26 */
/* PLOVER JSON records (draft 2.0), one event a line. */
ENT_API void ent_view_plover(const ent_document *doc, const ent_view_knowledge *knowledge, ent_buf *out);
/* What the columns of "gdelt", "icews", "phoenix" or "plover" hold, one a line below `column name meaning`, behind
 * comments with the versions of layout, program, data and ontology. False: no such format. */
ENT_API bool ent_view_columns(const char *format, const ent_pack *pack, ent_buf *out);

/* One row of `show`: for people, as a line of JSON (the interchange format's keys, and more), as a line of CSV (RFC
 * 4180; row NULL writes the header). */
ENT_API void ent_view_row_account(const ent_store_row *row, const ent_actors *actors, const ent_view_style *style,
                                  ent_buf *out);
ENT_API void ent_view_row_jsonl(const ent_store_row *row, ent_buf *out);
ENT_API void ent_view_row_csv(const ent_store_row *row, ent_buf *out);

#endif
