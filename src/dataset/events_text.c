/* Events in lines of text, other than GDELT's: people's own tables, ICEWS, POLECAT, Phoenix, PETRARCH, ACLED. */
#include "base/hash.h"
#include "dataset/cells.h"
#include "dataset/relations.h"

#include <math.h>
#include <string.h>
#include <strings.h>

static uint64_t hash_of(const ent_str *words, size_t n)
{
  uint64_t h = 1;
  for (size_t i = 0; i < n; i++)
    h = enti_hash_fixed(words[i], h);
  return h;
}

static ent_field_event blank(ent_corpus corpus)
{
  return (ent_field_event){.corpus = corpus, .quad = -1, .score = NAN, .tone = NAN, .latitude = NAN, .longitude = NAN,
                           .mentions = -1, .sources = -1};
}

static ent_status done(loader *l, const ent_field_event *e, bool failed, ent_error *err)
{
  return failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : put_event(l, e, err);
}

static ent_status no_day(ent_error *err, ent_str s)
{
  return row_wrong(err, "no day: \"%.*s\"", (int)(s.n < 40 ? s.n : 40), s.n ? s.p : "");
}

static ent_cell text_cell(loader *l, ent_str s)
{
  return cell_missing(s) ? CELL_NONE : CELL_TEXT(cell_text(l->arena, s));
}

static ent_str known(ent_str s)
{
  return cell_missing(s) ? ENT_STR_NONE : s;
}

/* ---- a table of one's own ------------------------------------------------------------------------------------------ */

/* Reports of the same day, source, target, event and mode are one event. */
static ent_status event_row(loader *l, const record *r, ent_error *err)
{
  ent_field_event e = blank(ENT_CORPUS_EVENTS);
  bool failed = false;
  ent_str words[4];
  for (size_t i = 0; i < 4; i++)
    words[i] = field_at(l, r, i + 1);
  if (!cell_day(field_at(l, r, 0), &e.day))
    return no_day(err, field_at(l, r, 0));
  if (!words[0].n || !words[2].n)
    return row_wrong(err, words[0].n ? "no event" : "no source");
  if (!cell_missing(field_at(l, r, 6))) {
    if (!cell_real(field_at(l, r, 6), &e.score))
      return row_wrong(err, "score is no number: \"%.*s\"", ENT_STR_ARG(field_at(l, r, 6)));
  } else if (l->options->score) {
    e.score = l->options->score(l->options->score_context, words[2], words[3]);
  }
  e.same = hash_of(words, 4);
  e.source = code_number(l, "events", translate_self, words[0], ENT_STR_NONE, ENT_STR_NONE, &failed);
  e.target = code_number(l, "events", translate_self, words[1], ENT_STR_NONE, ENT_STR_NONE, &failed);
  e.code = word_number(l, words[2], &failed);
  e.mode = word_number(l, words[3], &failed);
  e.report = text_cell(l, field_at(l, r, 5));
  e.document = e.report.s;
  return done(l, &e, failed, err);
}

/* ---- ICEWS ------------------------------------------------------------------------------------------------------------ */

static ent_str unquoted(ent_str s)
{
  return s.n > 1 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? ent_str_slice(s, 1, s.n - 1) : s;
}

/* A name means a person or body of a country: "Citizen (Iraq)" where the name does not say which. */
static ent_str with_country(loader *l, ent_str name, ent_str country)
{
  if (!name.n || !country.n || (name.n >= country.n && memmem(name.p, name.n, country.p, country.n)))
    return name;
  return ent_arena_printf(l->arena, "%.*s (%.*s)", ENT_STR_ARG(name), ENT_STR_ARG(country));
}

static ent_status icews_row(loader *l, const record *r, ent_error *err)
{
  ent_field_event e = blank(ENT_CORPUS_ICEWS);
  bool failed = false;
  ent_str source = known(unquoted(field_at(l, r, 3))), source_country = known(unquoted(field_at(l, r, 4)));
  ent_str target = known(unquoted(field_at(l, r, 5))), target_country = known(unquoted(field_at(l, r, 6)));
  if (!cell_of_type('i', field_at(l, r, 0), &e.report))
    return row_wrong(err, "Event ID is no number");
  if (!cell_day(field_at(l, r, 1), &e.day))
    return no_day(err, field_at(l, r, 1));
  if (cell_missing(field_at(l, r, 2)))
    return row_wrong(err, "no CAMEO code");
  e.same = hash_of(&(ent_str){field_at(l, r, 0).p, field_at(l, r, 0).n}, 1); /* unique together with the day */
  e.source = code_number(l, "icews", translate_name, with_country(l, source, source_country), source_country, ENT_STR_NONE, &failed);
  e.target = code_number(l, "icews", translate_name, with_country(l, target, target_country), target_country, ENT_STR_NONE, &failed);
  e.code = word_number(l, field_at(l, r, 2), &failed);
  e.score = cell_number(field_at(l, r, 7));
  e.publisher = word_number(l, known(field_at(l, r, 9)), &failed);
  e.place = cell_text(l->arena, known(field_at(l, r, 11)));
  e.latitude = cell_number(field_at(l, r, 12));
  e.longitude = cell_number(field_at(l, r, 13));
  e.document = ent_arena_printf(l->arena, "story %.*s, sentence %.*s", ENT_STR_ARG(field_at(l, r, 8)), ENT_STR_ARG(field_at(l, r, 10)));
  return done(l, &e, failed, err);
}

/* ---- POLECAT ------------------------------------------------------------------------------------------------------------ */

#define SIDE 16 /* actors of a side that are told apart */

/* "KOR|USA", "KOR; USA" */
static size_t split_list(ent_str s, ent_str out[SIDE])
{
  size_t n = 0;
  s = known(s);
  for (size_t from = 0, i = 0; i <= s.n && s.n; i++)
    if (i == s.n || s.p[i] == '|' || s.p[i] == ';' || s.p[i] == ',') {
      ent_str one = ent_str_trim(ent_str_slice(s, from, i));
      if (one.n && n < SIDE)
        out[n++] = one;
      from = i + 1;
    }
  return n;
}

static int polecat_quad(ent_str s)
{
  static const char *const words[] = {"VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  for (int i = 0; i < 4; i++)
    if (s.n == strlen(words[i]) && strncasecmp(s.p, words[i], s.n) == 0)
      return i + 1;
  return -1;
}

/* One event a pair: of each actor with each recipient; of actors alone (a meeting) each with each. */
static ent_status polecat_pairs(loader *l, ent_field_event *e, ent_str id, const ent_str *a, size_t n_a, const ent_str *b,
                                size_t n_b, ent_error *err)
{
  ent_status status = ENT_OK;
  bool failed = false, mutual = n_b == 0 && n_a > 1;
  for (size_t i = 0; i < (n_a ? n_a : 1) && status == ENT_OK; i++)
    for (size_t j = mutual ? i + 1 : 0; j < (mutual ? n_a : n_b ? n_b : 1) && status == ENT_OK; j++) {
      ent_str source = i < n_a ? a[i] : ENT_STR_NONE, target = mutual ? a[j] : j < n_b ? b[j] : ENT_STR_NONE;
      e->same = hash_of((const ent_str[]){id, source, target}, 3);
      e->source = code_number(l, "iso3", translate_id, source, ENT_STR_NONE, ENT_STR_NONE, &failed);
      e->target = code_number(l, "iso3", translate_id, target, ENT_STR_NONE, ENT_STR_NONE, &failed);
      status = done(l, e, failed, err);
    }
  return status;
}

static ent_status polecat_row(loader *l, const record *r, ent_error *err)
{
  ent_field_event e = blank(ENT_CORPUS_POLECAT);
  ent_str a[SIDE], b[SIDE];
  bool failed = false;
  if (cell_missing(field_at(l, r, 0)) || cell_missing(field_at(l, r, 2)))
    return row_wrong(err, "no id or type of event");
  if (!cell_day(field_at(l, r, 1), &e.day))
    return no_day(err, field_at(l, r, 1));
  e.report = text_cell(l, field_at(l, r, 0));
  e.code = word_number(l, field_at(l, r, 2), &failed);
  e.mode = word_number(l, known(field_at(l, r, 3)), &failed);
  e.score = cell_number(field_at(l, r, 4));
  e.quad = polecat_quad(field_at(l, r, 5));
  e.place = cell_text(l->arena, known(field_at(l, r, 8)));
  e.latitude = cell_number(field_at(l, r, 9));
  e.longitude = cell_number(field_at(l, r, 10));
  e.publisher = word_number(l, known(field_at(l, r, 11)), &failed);
  if (failed)
    return done(l, &e, true, err);
  return polecat_pairs(l, &e, field_at(l, r, 0), a, split_list(field_at(l, r, 6), a), b, split_list(field_at(l, r, 7), b), err);
}

/* ---- Phoenix, PETRARCH: no header ----------------------------------------------------------------------------------------- */

static bool is_digits(ent_str s, size_t n)
{
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
  return s.n == n;
}

static bool is_cameo(ent_str s)
{
  return s.n >= 2 && s.n <= 4 && is_digits(s, s.n);
}

static bool fits_phoenix(const record *r)
{
  return r->n == 26 && is_digits(r->fields[1], 8) && is_cameo(r->fields[13]);
}

/* "---" is nobody. Codes are three letters each, the country first. */
static ent_str petrarch_code(ent_str s)
{
  return s.n && s.p[0] == '-' ? ENT_STR_NONE : s;
}

static uint32_t petrarch_number(loader *l, ent_str code, ent_str root, bool *failed)
{
  code = petrarch_code(code);
  ent_str country = root.n == 3 ? root : ent_str_slice(code, 0, 3);
  bool group = ent_str_eq(country, ENT_STR("IGO"));
  return code_number(l, "cameo", translate_cameo, code, country, group ? ent_str_slice(code, 3, 6) : ENT_STR_NONE, failed);
}

static ent_status phoenix_row(loader *l, const record *r, ent_error *err)
{
  const ent_str *f = r->fields;
  ent_field_event e = blank(ENT_CORPUS_PHOENIX);
  int64_t quad;
  bool failed = false;
  if (r->n != 26)
    return row_wrong(err, "%zu columns, not 26", r->n);
  if (!cell_day(f[1], &e.day))
    return no_day(err, f[1]);
  if (!is_cameo(f[13]))
    return row_wrong(err, "no CAMEO code");
  e.same = hash_of((const ent_str[]){f[5], f[9], f[13]}, 3);
  e.report = text_cell(l, f[0]);
  e.source = petrarch_number(l, f[5], f[6], &failed);
  e.target = petrarch_number(l, f[9], f[10], &failed);
  e.code = word_number(l, f[13], &failed);
  e.quad = cell_int(f[15], &quad) && quad >= 0 && quad <= 4 ? (int)quad : -1;
  e.score = cell_number(f[16]);
  e.latitude = cell_number(f[18]);
  e.longitude = cell_number(f[19]);
  e.place = cell_text(l->arena, f[20]);
  e.document = cell_text(l->arena, f[24]);
  return done(l, &e, failed, err);
}

/* The Cline Center's historical Phoenix: the same columns in CSV with a header. */
static ent_status phoenix_cline_row(loader *l, const record *r, ent_error *err)
{
  ent_field_event e = blank(ENT_CORPUS_PHOENIX);
  int64_t quad;
  bool failed = false;
  ent_str source = field_at(l, r, 2), target = field_at(l, r, 4), code = field_at(l, r, 6);
  if (!cell_day(field_at(l, r, 1), &e.day))
    return no_day(err, field_at(l, r, 1));
  if (!is_cameo(code))
    return row_wrong(err, "no CAMEO code");
  e.same = hash_of((const ent_str[]){source, target, code}, 3);
  e.report = text_cell(l, field_at(l, r, 0));
  e.source = petrarch_number(l, known(source), known(field_at(l, r, 3)), &failed);
  e.target = petrarch_number(l, known(target), known(field_at(l, r, 5)), &failed);
  e.code = word_number(l, code, &failed);
  e.quad = cell_int(field_at(l, r, 7), &quad) && quad >= 0 && quad <= 4 ? (int)quad : -1;
  e.score = cell_number(field_at(l, r, 8));
  e.latitude = cell_number(field_at(l, r, 9));
  e.longitude = cell_number(field_at(l, r, 10));
  e.place = cell_text(l->arena, known(field_at(l, r, 11)));
  e.document = cell_text(l->arena, known(field_at(l, r, 12)));
  return done(l, &e, failed, err);
}

static bool fits_petrarch(const record *r)
{
  return r->n >= 7 && r->n <= 13 && is_digits(r->fields[0], 8) && is_cameo(r->fields[3]);
}

static ent_status petrarch_row(loader *l, const record *r, ent_error *err)
{
  const ent_str *f = r->fields;
  ent_field_event e = blank(ENT_CORPUS_PHOENIX);
  bool failed = false;
  if (!(r->n >= 7 && r->n <= 13))
    return row_wrong(err, "%zu columns, not 7 to 13", r->n);
  if (!cell_day(f[0], &e.day))
    return no_day(err, f[0]);
  if (!is_cameo(f[3]))
    return row_wrong(err, "no CAMEO code");
  e.same = hash_of((const ent_str[]){f[1], f[2], f[3]}, 3);
  e.report = text_cell(l, f[5]);
  e.source = petrarch_number(l, f[1], ENT_STR_NONE, &failed);
  e.target = petrarch_number(l, f[2], ENT_STR_NONE, &failed);
  e.code = word_number(l, f[3], &failed);
  e.document = memmem(f[6].p, f[6].n, "://", 3) ? cell_text(l->arena, f[6]) : ENT_STR_NONE;
  return done(l, &e, failed, err);
}

/* ---- ACLED -------------------------------------------------------------------------------------------------------------- */

/* Its two actors have no direction, and most are groups inside one country. */
static ent_status acled_row(loader *l, const record *r, ent_error *err)
{
  ent_field_event e = blank(ENT_CORPUS_ACLED);
  bool failed = false;
  if (cell_missing(field_at(l, r, 0)) || cell_missing(field_at(l, r, 2)))
    return row_wrong(err, "no id or type of event");
  if (!cell_day(field_at(l, r, 1), &e.day))
    return no_day(err, field_at(l, r, 1));
  e.report = text_cell(l, field_at(l, r, 0));
  e.same = hash_of(&e.report.s, 1);
  e.code = word_number(l, field_at(l, r, 2), &failed);
  e.mode = word_number(l, field_at(l, r, 3), &failed);
  e.source = code_number(l, "acled", translate_name, field_at(l, r, 4), ENT_STR_NONE, ENT_STR_NONE, &failed);
  e.target = code_number(l, "acled", translate_name, field_at(l, r, 5), ENT_STR_NONE, ENT_STR_NONE, &failed);
  e.place = cell_text(l->arena, field_at(l, r, 6));
  e.latitude = cell_number(field_at(l, r, 7));
  e.longitude = cell_number(field_at(l, r, 8));
  e.publisher = word_number(l, known(field_at(l, r, 9)), &failed);
  return done(l, &e, failed, err);
}

const format format_events = {
    .name = "events", .title = "a plain table of events", .row = event_row,
    .names = {"!date", "!source", "!target", "!event", "mode", "doc_id|doc|document|id|url", "score|goldstein"}};
const format format_icews = {
    .name = "icews", .title = "ICEWS events", .row = icews_row,
    .names = {"!Event ID", "!Event Date", "!CAMEO Code", "!Source Name", "!Source Country", "!Target Name", "!Target Country",
              "!Intensity", "Story ID", "Publisher", "Sentence Number", "City", "Latitude", "Longitude"}};
const format format_polecat = {
    .name = "polecat", .title = "POLECAT events", .row = polecat_row,
    .names = {"!Event ID", "!Event Date", "!Event Type", "!Event Mode", "Event Intensity|Intensity", "!Quad Code",
              "!Actor Country", "!Recipient Country", "Placename", "Latitude", "Longitude", "Source"}};
const format format_phoenix = {.name = "phoenix", .title = "Phoenix events (26 columns)", .fits = fits_phoenix, .row = phoenix_row};
const format format_phoenix_cline = {
    .name = "phoenix-cline", .title = "Phoenix, historical (with header)", .row = phoenix_cline_row,
    .names = {"!eid", "!story_date", "!source", "source_root", "!target", "target_root", "!code", "!quad_class", "!goldstein",
              "lat", "lon", "placename", "aid"}};
const format format_petrarch = {.name = "petrarch", .title = "PETRARCH2 events", .fits = fits_petrarch, .row = petrarch_row};
const format format_acled = {
    .name = "acled", .title = "ACLED events", .row = acled_row,
    .names = {"!event_id_cnty", "!event_date", "!event_type", "!sub_event_type", "!actor1", "!actor2", "location", "latitude",
              "longitude", "source"}};
