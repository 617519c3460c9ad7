/* What the commands over the field's data share (field.h). */
#include "cli/field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- tables ------------------------------------------------------------------------------------------------------ */

const char *const cli_table_formats[] = {"text", "csv", "jsonl", NULL};

#define WIDTH 10

static void put_header(cli_table *t)
{
  for (size_t i = 0; t->columns[i]; i++)
    if (t->format == TABLE_CSV)
      ent_buf_printf(&t->out, "%s%s", i ? "," : "", t->columns[i]);
    else
      ent_buf_printf(&t->out, "%s%-*s", i ? "  " : "", WIDTH, t->columns[i]);
  ent_buf_c(&t->out, t->format == TABLE_CSV ? "\r\n" : "\n");
}

cli_table cli_table_begin(int format, const char *const *columns)
{
  cli_table t = {.format = format, .columns = columns, .out = ENT_BUF_INIT((size_t)1 << 28)};
  if (format != TABLE_JSONL)
    put_header(&t);
  return t;
}

/* What stands before the value. */
static void begin_cell(cli_table *t)
{
  if (t->format == TABLE_CSV)
    ent_buf_c(&t->out, t->column ? "," : "");
  else if (t->format == TABLE_JSONL)
    ent_buf_printf(&t->out, "%s\"%s\":", t->column ? "," : "{", t->columns[t->column]);
  else
    ent_buf_c(&t->out, t->column ? "  " : "");
}

static void put_padded(cli_table *t, ent_str s)
{
  size_t name = strlen(t->columns[t->column]), width = ent_utf8_width(s);
  ent_buf_str(&t->out, s);
  for (; width < (name > WIDTH ? name : WIDTH) && t->columns[t->column + 1]; width++)
    ent_buf_char(&t->out, ' ');
}

/* A number, as it is written. */
static void put_raw(cli_table *t, const char *text)
{
  begin_cell(t);
  if (t->format == TABLE_TEXT)
    put_padded(t, ent_str_of(text));
  else
    ent_buf_c(&t->out, *text || t->format == TABLE_CSV ? text : "null");
  t->column++;
}

void cli_put_int(cli_table *t, long long value)
{
  char text[32];
  snprintf(text, sizeof text, "%lld", value);
  put_raw(t, text);
}

void cli_put_real(cli_table *t, double value)
{
  char text[40];
  snprintf(text, sizeof text, t->format == TABLE_TEXT ? "%.4f" : "%.15g", value);
  put_raw(t, isnan(value) ? "" : text);
}

void cli_put_none(cli_table *t)
{
  put_raw(t, "");
}

void cli_put_text(cli_table *t, ent_str value)
{
  begin_cell(t);
  if (t->format == TABLE_JSONL)
    ent_buf_json(&t->out, value);
  else if (t->format == TABLE_CSV)
    ent_buf_csv(&t->out, value);
  else
    put_padded(t, value);
  t->column++;
}

static ent_status flush(cli_table *t, ent_error *err)
{
  if (!t->failed && cli_write(&t->out))
    return ENT_OK;
  t->failed = true;
  return ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
}

ent_status cli_row_end(cli_table *t, ent_error *err)
{
  ent_buf_c(&t->out, t->format == TABLE_CSV ? "\r\n" : t->format == TABLE_JSONL ? "}\n" : "\n");
  t->column = 0;
  t->rows++;
  return t->out.n > (1u << 18) ? flush(t, err) : ENT_OK;
}

ent_status cli_table_end(cli_table *t, ent_error *err)
{
  ent_status status = flush(t, err);
  ent_buf_done(&t->out);
  return status;
}

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

bool cli_grow(ent_arena *arena, void **items, size_t n, size_t *cap, size_t size)
{
  if (n < *cap)
    return true;
  size_t wider = *cap ? *cap * 2 : 64;
  void *p = ent_arena_array(arena, wider, size);
  if (!p)
    return false;
  if (n)
    memcpy(p, *items, n * size);
  *items = p;
  *cap = wider;
  return true;
}

/* ---- states -------------------------------------------------------------------------------------------------------- */

const char *const cli_codes[] = {"id", "cow", "gw", "iso", NULL};

static int32_t number_of(const char *text)
{
  char *end;
  long n = strtol(text, &end, 10);
  return end == text || *end || n < 0 || n > 100000 ? -1 : (int32_t)n;
}

void cli_put_state(cli_table *t, const ent_reader *reader, int codes, int32_t cow, int32_t year)
{
  /* one state is printed many times in a row of pairs: what was found is kept */
  enum { KEPT = 4096 };
  static struct { int32_t cow, year; int codes; char text[24]; } kept[KEPT];
  size_t at = ((uint32_t)cow * 2654435761u ^ (uint32_t)year * 40503u) % KEPT;
  if (cow < 0) {
    cli_put_none(t);
    return;
  }
  if (codes == ENT_CODES_COW) {
    cli_put_int(t, cow);
    return;
  }
  if (kept[at].cow != cow || kept[at].year != year || kept[at].codes != codes || !kept[at].text[0]) {
    kept[at].cow = cow;
    kept[at].year = year;
    kept[at].codes = codes;
    ent_state_text(ent_reader_actors(reader), (ent_codes)codes, cow, year, kept[at].text);
  }
  if (codes == ENT_CODES_GW && kept[at].text[0] != 'c')
    put_raw(t, kept[at].text);
  else
    cli_put_text(t, ent_str_of(kept[at].text));
}

ent_status cli_state_resolve(const ent_reader *reader, int codes, const char *name, ent_arena *arena, ent_state *ret,
                             ent_error *err)
{
  char query[32];
  *ret = (ent_state){.number = -1};
  if (codes == ENT_CODES_COW && number_of(name) >= 0) {
    ret->number = number_of(name);
    return ENT_OK;
  }
  if (strncmp(name, "cow:", 4) == 0 && number_of(name + 4) >= 0) {
    ret->number = number_of(name + 4);
    return ENT_OK;
  }
  if (codes == ENT_CODES_GW && number_of(name) >= 0) {
    snprintf(query, sizeof query, "gw:%d", number_of(name));
    name = query;
  }
  return cli_resolve(reader, name, ENT_NO_DATE, arena, &ret->id, err);
}

ent_status cli_states_resolve(const ent_reader *reader, int codes, char **names, size_t n, ent_arena *arena, ent_state **ret,
                              ent_error *err)
{
  ent_state *states = ent_arena_array(arena, n + 1, sizeof *states);
  ent_status status = states ? ENT_OK : no_memory(err);
  for (size_t i = 0; i < n && status == ENT_OK; i++)
    status = cli_state_resolve(reader, codes, names[i], arena, &states[i], err);
  if (status == ENT_OK)
    *ret = states;
  return status;
}

ent_status cli_actor_resolve(ent_store *store, const ent_reader *reader, int codes, const char *name, ent_arena *arena,
                             ent_str *ret, ent_error *err)
{
  bool used = false;
  ent_state state;
  char query[32];
  ent_status status = store ? ent_dataset_has_actor(store, ent_str_of(name), &used, err) : ENT_OK;
  if (status != ENT_OK || used) {
    *ret = ent_str_of(name);
    return status;
  }
  status = cli_state_resolve(reader, codes, name, arena, &state, err);
  if (status != ENT_OK || state.number < 0) {
    *ret = state.id;
    return status;
  }
  snprintf(query, sizeof query, "cow:%d", state.number);
  return cli_resolve(reader, query, ENT_NO_DATE, arena, ret, err);
}

int32_t cli_year(ent_date date, int32_t otherwise)
{
  int year, month, day;
  if (!ent_date_known(date))
    return otherwise;
  ent_date_split(date, &year, &month, &day);
  return year;
}

/* ---- options, runs ------------------------------------------------------------------------------------------------------ */

const char *const cli_corpora[] = {"events", "gdelt", "icews", "polecat", "phoenix", "plover", "acled", "read", NULL};

static ent_status open_store(cli_run *run, const cli_field_options *o, cli_need need, ent_error *err)
{
  if (need == CLI_NO_STORE)
    return ENT_OK;
  ent_status status = cli_open_store(o->store, ENT_STORE_READ_ONLY, &run->store, err);
  if (status == ENT_ENOTFOUND && need == CLI_STORE_IF_ANY && !o->store) {
    cli_message("no store: what the reference base alone knows");
    return ENT_OK;
  }
  return status;
}

ent_status cli_run_begin(cli_run *run, const cli_field_options *o, cli_need need, ent_error *err)
{
  *run = (cli_run){.arena = ent_arena_new(0)};
  if (!run->arena)
    return no_memory(err);
  ent_status status = open_store(run, o, need, err);
  if (status == ENT_OK)
    status = ent_reader_open(&o->reader, &run->reader, err);
  if (status == ENT_OK)
    status = cli_open_scores(run->reader, NULL, &run->scores, err);
  if (status == ENT_OK)
    run->sources = (ent_sources){run->store, ent_reader_actors(run->reader), ent_reader_reference(run->reader), run->scores,
                                 ent_reader_pack(run->reader)};
  return status;
}

int cli_run_end(cli_run *run, ent_status status, const ent_error *err)
{
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(err);
  ent_scores_close(run->scores);
  ent_store_close(run->store);
  ent_reader_close(run->reader);
  ent_arena_free(run->arena);
  return status == ENT_OK ? CLI_OK : status == ENT_EUSAGE ? CLI_USAGE : CLI_FAILED;
}

ent_status cli_open_scores(const ent_reader *reader, const char *path, ent_scores **ret, ent_error *err)
{
  char place[4096];
  int n = snprintf(place, sizeof place, "%s/tables/measure/plover_scores.tsv", ent_reader_data_dir(reader));
  if (n < 0 || (size_t)n >= sizeof place)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "the path of the data is too long");
  return ent_scores_open(path ? path : place, ret, err);
}

/* ---- parties, causes ---------------------------------------------------------------------------------------------------- */

/* A code that has a comma is taken as it is, where the events use it. */
ent_status cli_party_resolve(const cli_run *run, int codes, const char *text, ent_party *ret, ent_error *err)
{
  ent_str rest = ent_str_of(text), one, *ids = NULL;
  size_t n = 0, cap = 0;
  bool whole = false;
  ent_status status = run->store ? ent_dataset_has_actor(run->store, rest, &whole, err) : ENT_OK;
  while (status == ENT_OK && rest.n && (whole || ent_str_split(&rest, ',', &one))) {
    ent_str name = ent_arena_str(run->arena, whole ? rest : ent_str_trim(one));
    if (!name.p || !cli_grow(run->arena, (void **)&ids, n, &cap, sizeof *ids))
      return name.n ? no_memory(err) : ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "%s: an actor is missing", text);
    status = cli_actor_resolve(run->store, run->reader, codes, name.p, run->arena, &ids[n++], err);
    rest = whole ? ENT_STR_NONE : rest;
  }
  if (status == ENT_OK)
    *ret = (ent_party){ids, n};
  return status;
}

ent_status cli_pair_resolve(const cli_run *run, int codes, const char *text, ent_str ret[2], ent_error *err)
{
  ent_party party = {NULL, 0};
  ent_status status = cli_party_resolve(run, codes, text, &party, err);
  if (status == ENT_OK && (party.n < 1 || party.n > 2))
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "%s: one actor or two", text);
  for (size_t i = 0; i < 2 && status == ENT_OK; i++)
    ret[i] = i < party.n ? party.ids[i] : ENT_STR_NONE;
  return status;
}

void cli_put_causes(cli_table *t, const ent_cause *causes, size_t n)
{
  static const char *const words[] = {"", "end of: ", "", ""};
  ent_buf out = ENT_BUF_INIT(1 << 24);
  for (size_t i = 0; i < n; i++) {
    const ent_cause *c = &causes[i];
    char date[16];
    ent_buf_printf(&out, "%s%s %s%.*s", i ? "; " : "", ent_date_format(c->date, date), words[c->kind], ENT_STR_ARG(c->what));
    if (!isnan(c->size))
      ent_buf_printf(&out, " %+.2f", c->size);
    if (c->source.n)
      ent_buf_printf(&out, " [%.*s]", ENT_STR_ARG(c->source));
    if (c->evidence.n)
      ent_buf_printf(&out, " \"%.*s\"", ENT_STR_ARG(c->evidence));
  }
  cli_put_text(t, ent_buf_view(&out));
  ent_buf_done(&out);
}
