/* What the store knows of an actor or a dyad: claims in order of date, each with its evidence. */
#include "store/store_private.h"

static const char select_rows[] =
    "SELECT c.kind, c.code, c.modality, c.date_start, c.date_end, c.date_basis, c.source, c.target, c.object, c.issues,"
    "  c.rule, piece(d.text, c.start, c.\"end\"), c.start, c.\"end\","
    "  (SELECT min(name) FROM document_name n WHERE n.document = c.document), d.title,"
    "  (SELECT group_concat(source, '; ') FROM (SELECT DISTINCT d2.source FROM signature s2"
    "     JOIN document d2 ON d2.hash = s2.document WHERE s2.story = s.story AND d2.source <> '' ORDER BY 1) x),"
    "  d.published,"
    "  coalesce((SELECT n_stories FROM event WHERE key = c.merged), (SELECT n_stories FROM tie WHERE key = c.merged), 1),"
    "  c.confidence"
    " FROM claim c JOIN document d ON d.hash = c.document JOIN signature s ON s.document = c.document"
    /* copies of a story say it once: the story's first document speaks (the only one of least hash) */
    " WHERE (s.document = s.story)"
    /* begins with the claims of the actor, not with all claims */
    "  AND (c.document, c.number) IN (SELECT a.document, a.number FROM claim_actor a WHERE a.actor = ?1"
    "       AND (?2 = '' OR EXISTS (SELECT 1 FROM claim_actor b WHERE b.actor = ?2 AND b.document = a.document"
    "            AND b.number = a.number)))"
    /* dates are compared on as many characters as both have: 2005 meets 2005-07 */
    "  AND (?3 = '' OR (c.kind IN ('tie', 'status') AND c.modality = 'ongoing' AND c.date_start <> '' AND c.date_end = '')"
    "       OR (c.date_start <> '' AND substr(later(c.date_start, c.date_end), 1, length(?3)) >="
    "           substr(?3, 1, length(later(c.date_start, c.date_end)))))"
    "  AND (?4 = '' OR (c.date_start <> '' AND substr(c.date_start, 1, length(?4)) <= ?4))"
    " ORDER BY c.date_start, c.date_end, c.kind, c.code, c.source, c.target, d.published, c.document, c.number";

static ent_store_row row_of(enti_stmt *s)
{
  ent_store_row row = {0};
  ent_str kind = enti_store_column(s, 0);
  for (int k = ENT_EVENT; k <= ENT_CONTRADICTION; k++)
    if (ent_str_eq(kind, ent_str_of(ent_claim_kind_text((ent_claim_kind)k))))
      row.kind = (ent_claim_kind)k;
  ent_str *texts[] = {&row.code, &row.modality, &row.date_start, &row.date_end, &row.basis, &row.source,
                      &row.target, &row.object, &row.issues, &row.rule, &row.evidence};
  for (int i = 0; i < 11; i++)
    *texts[i] = enti_store_column(s, i + 1);
  row.start = (uint32_t)enti_column_int(s, 12);
  row.end = (uint32_t)enti_column_int(s, 13);
  row.document = enti_store_column(s, 14);
  row.title = enti_store_column(s, 15);
  row.publisher = enti_store_column(s, 16);
  row.published = enti_store_column(s, 17);
  row.n_documents = enti_column_int(s, 18);
  row.confidence = enti_column_real(s, 19);
  return row;
}

static ent_status hand_out(ent_store *store, enti_stmt *stmt,
                           ent_status (*each)(void *, const ent_store_row *, ent_error *), void *context, ent_error *err)
{
  enti_step_result rc;
  while ((rc = enti_step(stmt)) == ENTI_ROW) {
    ent_store_row row = row_of(stmt);
    ent_status status = each(context, &row, err);
    if (status != ENT_OK)
      return status;
  }
  return rc == ENTI_DONE ? ENT_OK : enti_store_fail(store, err, "reading claims");
}

ent_status ent_store_show(ent_store *store, const ent_store_query *query,
                          ent_status (*each)(void *context, const ent_store_row *row, ent_error *err), void *context,
                          ent_error *err)
{
  enti_stmt *stmt;
  char from[16], to[16];
  ent_status status = enti_store_prepare(store, select_rows, &stmt, err);
  if (status != ENT_OK)
    return status;
  enti_store_bind(stmt, 1, query->actor);
  enti_store_bind(stmt, 2, query->other);
  enti_store_bind(stmt, 3, ent_str_of(ent_date_format(query->from, from)));
  enti_store_bind(stmt, 4, ent_str_of(ent_date_format(query->to, to)));
  status = hand_out(store, stmt, each, context, err);
  enti_finalize(stmt);
  return status;
}
