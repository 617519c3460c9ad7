/* GDELT: events 1.0 and 2.0, mentions. No header, no quotes; columns by their place. */
#include "base/hash.h"
#include "dataset/cells.h"
#include "dataset/relations.h"

#include <math.h>
#include <string.h>

enum { /* the same in 1.0 and 2.0 */
  ID = 0, DAY = 1, ACTOR1 = 5, COUNTRY1 = 7, GROUP1 = 8, ACTOR2 = 15, COUNTRY2 = 17, GROUP2 = 18, CODE = 26, QUAD = 29,
  GOLDSTEIN = 30, MENTIONS = 31, SOURCES = 32, TONE = 34
};

static bool is_digits(ent_str s, size_t n)
{
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
  return s.n && (!n || s.n == n);
}

static bool fits_events(const record *r)
{
  return is_digits(r->fields[ID], 0) && is_digits(r->fields[DAY], 8) && is_digits(r->fields[2], 6);
}

static bool fits_2(const record *r)
{
  return r->n == 61 && fits_events(r);
}

static bool fits_1(const record *r)
{
  return (r->n == 57 || r->n == 58) && fits_events(r);
}

static bool fits_mentions(const record *r)
{
  return r->n == 16 && is_digits(r->fields[0], 0) && is_digits(r->fields[1], 14) && is_digits(r->fields[2], 14);
}

static void mix(uint64_t *h, ent_str s)
{
  *h = enti_hash_fixed(s, *h);
}

/* Reports of one article (address) that give the same actors the same code are one event. Without an address every row
 * is its own. */
static uint64_t same_event(const ent_str *f, ent_str url)
{
  uint64_t h = 1;
  mix(&h, url.n ? url : f[ID]);
  mix(&h, f[CODE]);
  mix(&h, f[ACTOR1]);
  mix(&h, f[ACTOR2]);
  return h;
}

/* YYYYMMDD, eight digits. The days of a file are few: the last one is kept. */
static bool day_of(ent_str s, int32_t *ret)
{
  static _Thread_local char last[8];
  static _Thread_local int32_t last_day;
  if (s.n == 8 && memcmp(s.p, last, 8) == 0) {
    *ret = last_day;
    return true;
  }
  if (!cell_day(s, ret) || s.n != 8)
    return false;
  memcpy(last, s.p, 8);
  last_day = *ret;
  return true;
}

/* place: column of ActionGeo_Type; url: SOURCEURL, beyond the row's end where there is none. */
static ent_status event_row(loader *l, const record *r, size_t place, size_t adm2, size_t url, ent_error *err)
{
  const ent_str *f = r->fields;
  ent_field_event e = {.corpus = ENT_CORPUS_GDELT, .quad = -1};
  int64_t quad;
  bool failed = false;
  if (!cell_int(f[ID], &e.report.i))
    return row_wrong(err, "GLOBALEVENTID is no number: \"%.*s\"", (int)(f[ID].n < 40 ? f[ID].n : 40), f[ID].p);
  e.report.kind = ENT_CELL_INT;
  if (!day_of(f[DAY], &e.day))
    return row_wrong(err, "SQLDATE is no day: \"%.*s\"", (int)(f[DAY].n < 40 ? f[DAY].n : 40), f[DAY].p);
  if (f[CODE].n == 0 || f[CODE].n > 5)
    return row_wrong(err, "no event code");
  e.score = NAN;
  if (f[GOLDSTEIN].n && !cell_real(f[GOLDSTEIN], &e.score))
    return row_wrong(err, "GoldsteinScale is no number: \"%.*s\"", (int)(f[GOLDSTEIN].n < 40 ? f[GOLDSTEIN].n : 40), f[GOLDSTEIN].p);
  if (cell_int(f[QUAD], &quad) && quad >= 1 && quad <= 4)
    e.quad = (int)quad;
  e.document = url < r->n ? cell_text(l->arena, f[url]) : ENT_STR_NONE;
  e.same = same_event(f, e.document);
  e.source = code_number(l, "cameo", translate_cameo, f[ACTOR1], f[COUNTRY1], f[GROUP1], &failed);
  e.target = code_number(l, "cameo", translate_cameo, f[ACTOR2], f[COUNTRY2], f[GROUP2], &failed);
  e.code = word_number(l, f[CODE], &failed);
  e.mentions = cell_count(f[MENTIONS]);
  e.sources = cell_count(f[SOURCES]);
  e.tone = cell_number(f[TONE]);
  e.place = f[place + 2]; /* the country of the action, FIPS 10-4 */
  e.latitude = cell_number(f[place + 4 + adm2]);
  e.longitude = cell_number(f[place + 5 + adm2]);
  return failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : put_event(l, &e, err);
}

static ent_status row_2(loader *l, const record *r, ent_error *err)
{
  if (r->n != 61)
    return row_wrong(err, "%zu columns, not 61", r->n);
  return event_row(l, r, 51, 1, 60, err);
}

static ent_status row_1(loader *l, const record *r, ent_error *err)
{
  if (r->n != 57 && r->n != 58)
    return row_wrong(err, "%zu columns, not 57 or 58", r->n);
  return event_row(l, r, 49, 0, 57, err);
}

static ent_status mention_row(loader *l, const record *r, ent_error *err)
{
  const ent_str *f = r->fields;
  ent_cell cells[8];
  if (r->n != 16)
    return row_wrong(err, "%zu columns, not 16", r->n);
  if (!cell_of_type('i', f[0], &cells[0]) || !is_digits(f[2], 14))
    return row_wrong(err, "no event or no time");
  cells[1] = CELL_TEXT(cell_text(l->arena, f[5]));
  if (!cell_of_type('i', f[6], &cells[2]) || !cell_of_type('i', f[9], &cells[3]))
    return row_wrong(err, "no sentence or place");
  cells[4] = CELL_TEXT(f[2]);
  cells[5] = CELL_TEXT(cell_text(l->arena, f[4]));
  if (!cell_of_type('N', f[11], &cells[6]) || !cell_of_type('R', f[13], &cells[7]))
    return row_wrong(err, "confidence or tone is no number");
  return put_row(l, ENT_TABLE_MENTION, cells, err);
}

const format format_gdelt2 = {.name = "gdelt2", .title = "GDELT 2.0 events (61 columns)", .fits = fits_2, .row = row_2};
const format format_gdelt1 = {.name = "gdelt1", .title = "GDELT 1.0 events (57, 58 columns)", .fits = fits_1, .row = row_1};
const format format_gdelt_mentions = {.name = "gdelt-mentions", .title = "GDELT 2.0 mentions (16 columns)",
                                      .fits = fits_mentions, .row = mention_row};
