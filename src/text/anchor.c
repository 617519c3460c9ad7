/* Anchors. A live blog's entries carry dates of their own; a wire story's dateline says on which day it was written,
 * which may be the day before it appeared. */
#include "text/anchor.h"
#include "text/times.h"

#define DATELINE_DAYS 4 /* a dateline further from the document's date is something else */

ent_date enti_date_in(ent_document *doc, uint32_t first, uint32_t end, ent_date near)
{
  uint8_t class[64];
  int16_t value[64];
  uint32_t n = end - first > 64 ? 64 : end - first;
  enti_time_index index;
  enti_time_index_init(&index);
  for (uint32_t i = 0; i < n; i++) {
    int v;
    class[i] = (uint8_t)enti_time_word(&index, doc->tokens[first + i].fold, &v);
    value[i] = (int16_t)v;
  }
  ent_sentence sentence = {.first = 0, .n = n, .anchor = near};
  enti_times x = {.doc = doc,
                  .t = doc->tokens + first,
                  .class = class,
                  .value = value,
                  .sentence = &sentence,
                  .end = n,
                  .anchor = near};
  x.focus_sentence = x.t[0].sentence;
  for (uint32_t i = 0; i < n; i++) {
    enti_time_hit hit = {0};
    if (class[i] != TW_NONE && enti_parse_calendar(&x, i, &hit) && hit.from.precision == ENT_DATE_DAY)
      return hit.from;
  }
  return ENT_NO_DATE;
}

/* Is the sentence one that the layout made of a region DATELINE? *region moves on through the regions. */
static bool is_dateline(const ent_document *doc, const ent_sentence *s, size_t *region)
{
  while (*region < doc->n_regions && doc->regions[*region].end < s->end)
    ++*region;
  return *region < doc->n_regions && doc->regions[*region].kind == ENT_REGION_DATELINE &&
         doc->regions[*region].start <= s->start;
}

static ent_date from_dateline(const ent_document *doc, ent_date written, ent_date anchor)
{
  if (!ent_date_known(written))
    return anchor;
  ent_date published = ent_document_day(doc);
  if (!ent_date_known(published))
    return written;
  int days = (int)(published.day - written.day);
  bool near = published.precision < ENT_DATE_DAY
                  ? written.day >= published.day && written.day <= ent_date_last(published)
                  : days >= -1 && days <= DATELINE_DAYS;
  return near ? written : anchor;
}

void enti_set_anchors(ent_document *doc)
{
  ent_date published = ent_document_day(doc), anchor = published;
  size_t region = 0;
  for (size_t i = 0; i < doc->n_sentences; i++) {
    ent_sentence *s = &doc->sentences[i];
    uint32_t end = s->first + s->n;
    if (s->kind == ENT_SENTENCE_ENTRY_HEAD) {
      ent_date date = enti_date_in(doc, s->first, end, ent_date_known(published) ? published : anchor);
      anchor = ent_date_known(date) ? date : anchor;
    } else if (s->kind == ENT_SENTENCE_BOILERPLATE && s->n <= 64 && is_dateline(doc, s, &region)) {
      anchor = from_dateline(doc, enti_date_in(doc, s->first, end, published), anchor);
    }
    s->anchor = anchor;
  }
}
