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

/* ---- states -------------------------------------------------------------------------------------------------------- */

const char *const cli_codes[] = {"id", "cow", "gw", "iso", NULL};

/* Days of a year at which its states are looked up, the last first: a state may be member of a part of it. */
static size_t days_of_year(int32_t year, ent_date out[14])
{
  out[0] = ent_date_make(year, 12, 31);
  for (int month = 12; month >= 1; month--)
    out[13 - month] = ent_date_make(year, month, 1);
  return ent_date_known(out[0]) ? 13 : 0;
}

static int32_t number_of(ent_str s)
{
  char text[16];
  if (s.n == 0 || s.n >= sizeof text)
    return -1;
  memcpy(text, s.p, s.n);
  text[s.n] = 0;
  char *end;
  long n = strtol(text, &end, 10);
  return *end || n < 0 || n > 100000 ? -1 : (int32_t)n;
}

/* What is known of the state that had a COW number in a year. */
static bool info_of(const ent_reader *reader, int32_t cow, int32_t year, ent_arena *arena, ent_actor_info *ret)
{
  char query[32];
  ent_date days[14];
  ent_error err;
  snprintf(query, sizeof query, "cow:%d", cow);
  for (size_t i = 0, n = days_of_year(year, days); i < n; i++) {
    const ent_actor_reading *readings;
    size_t n_readings;
    if (ent_actors_resolve(ent_reader_actors(reader), ent_str_of(query), days[i], arena, &readings, &n_readings, &err) != ENT_OK)
      return false;
    for (size_t r = 0; r < n_readings; r++)
      if (ent_actors_info(ent_reader_actors(reader), readings[r].actor.id, days[i], ret) && number_of(ret->cow) == cow)
        return true;
  }
  return false;
}

void cli_put_state(cli_table *t, const ent_reader *reader, int codes, int32_t cow, int32_t year)
{
  /* one state is printed many times in a row of pairs: what was found is kept */
  enum { KEPT = 4096 };
  static struct { int32_t cow, year; int codes; char text[24]; } kept[KEPT];
  size_t at = ((uint32_t)cow * 2654435761u ^ (uint32_t)year * 40503u) % KEPT;
  if (codes == CODES_COW) {
    cli_put_int(t, cow);
    return;
  }
  if (kept[at].cow != cow || kept[at].year != year || kept[at].codes != codes || !kept[at].text[0]) {
    ent_arena *arena = ent_arena_new(0);
    ent_actor_info info;
    ent_str s = ENT_STR_NONE;
    if (arena && info_of(reader, cow, year, arena, &info))
      s = codes == CODES_GW ? info.gw : codes == CODES_ISO ? info.iso3 : info.id;
    kept[at].cow = cow;
    kept[at].year = year;
    kept[at].codes = codes;
    if (s.n && s.n < sizeof kept[at].text)
      snprintf(kept[at].text, sizeof kept[at].text, "%.*s", ENT_STR_ARG(s));
    else
      snprintf(kept[at].text, sizeof kept[at].text, "cow:%d", cow);
    ent_arena_free(arena);
  }
  if (codes == CODES_GW && kept[at].text[0] != 'c')
    put_raw(t, kept[at].text);
  else
    cli_put_text(t, ent_str_of(kept[at].text));
}

ent_status cli_state_resolve(const ent_reader *reader, int codes, const char *name, ent_arena *arena, cli_state *ret,
                             ent_error *err)
{
  *ret = (cli_state){.number = (codes == CODES_COW || codes == CODES_GW) ? number_of(ent_str_of(name)) : -1};
  if (ret->number >= 0 && codes == CODES_COW)
    return ENT_OK;
  char query[32];
  if (ret->number >= 0) {
    snprintf(query, sizeof query, "gw:%d", ret->number);
    name = query;
    ret->number = -1;
  } else if (strncmp(name, "cow:", 4) == 0 && number_of(ent_str_of(name + 4)) >= 0) {
    ret->number = number_of(ent_str_of(name + 4));
    return ENT_OK;
  }
  return cli_resolve(reader, name, ENT_NO_DATE, arena, &ret->id, err);
}

size_t cli_state_numbers(const ent_reader *reader, const cli_state *state, int codes, int32_t year,
                         int32_t out[CLI_STATE_CODES])
{
  ent_date days[14];
  size_t n = 0;
  if (state->number >= 0) {
    out[0] = state->number;
    return 1;
  }
  for (size_t i = 0, n_days = days_of_year(year, days); i < n_days && n < CLI_STATE_CODES; i++) {
    ent_actor_info info;
    int32_t number = ent_actors_info(ent_reader_actors(reader), state->id, days[i], &info) ? number_of(info.cow) : -1;
    size_t j = 0;
    while (j < n && out[j] != number)
      j++;
    if (number >= 0 && j == n)
      out[n++] = number;
    if (n && codes != CODES_COW)
      break; /* by id a state has one row a year */
  }
  return n;
}

/* ---- what a store holds ---------------------------------------------------------------------------------------------- */

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

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
}

typedef struct spell_list {
  cli_field *field;
  char (*ends)[16];
  size_t cap_ends;
  char last[16]; /* the end of the list */
} spell_list;

static int32_t year_of(ent_str date)
{
  return number_of(ent_str_slice(date, 0, 4));
}

static ent_status add_spell(void *context, const ent_cell *c, ent_error *err)
{
  spell_list *list = context;
  cli_field *f = list->field;
  if (!ent_str_eq(c[0].s, ENT_STR("cow")))
    return ENT_OK;
  if (!cli_grow(f->arena, (void **)&f->spells, f->n_spells, &f->cap_spells, sizeof *f->spells) ||
      !cli_grow(f->arena, (void **)&list->ends, f->n_spells, &list->cap_ends, sizeof *list->ends))
    return no_memory(err);
  snprintf(list->ends[f->n_spells], sizeof *list->ends, "%.*s", (int)(c[3].s.n < 15 ? c[3].s.n : 15), c[3].s.n ? c[3].s.p : "");
  if (strcmp(list->ends[f->n_spells], list->last) > 0)
    memcpy(list->last, list->ends[f->n_spells], sizeof list->last);
  f->spells[f->n_spells++] = (ent_state_spell){(int32_t)c[1].i, year_of(c[2].s), c[3].s.n ? year_of(c[3].s) : 9999, !c[3].s.n};
  return ENT_OK;
}

/* A spell that ends on the last day of the list has not ended. */
static ent_status read_spells(ent_store *store, cli_field *f, ent_error *err)
{
  spell_list list = {.field = f};
  ent_status status = ent_dataset_each(store, ENT_TABLE_STATE, 0, 9999, add_spell, &list, err);
  for (size_t i = 0; status == ENT_OK && i < f->n_spells; i++)
    f->spells[i].open |= strcmp(list.ends[i], list.last) == 0;
  return status;
}

static ent_status add_pledge(void *context, const ent_cell *c, ent_error *err)
{
  cli_field *f = context;
  uint8_t flags = 0;
  if (!cli_grow(f->arena, (void **)&f->pledges, f->n_pledges, &f->cap_pledges, sizeof *f->pledges) ||
      !cli_grow(f->arena, (void **)&f->pledge_years, f->n_pledges, &f->cap_years, sizeof *f->pledge_years))
    return no_memory(err);
  for (int i = 0; i < 5; i++)
    flags |= (uint8_t)((c[3 + i].kind == ENT_CELL_INT && c[3 + i].i > 0) << i);
  f->pledge_years[f->n_pledges] = (int32_t)c[0].i;
  f->pledges[f->n_pledges++] = (ent_pledge){(int32_t)c[1].i, (int32_t)c[2].i, flags};
  return ENT_OK;
}

static ent_status add_capability(void *context, const ent_cell *c, ent_error *err)
{
  cli_field *f = context;
  if (!cli_grow(f->arena, (void **)&f->capabilities, f->n_capabilities, &f->cap_capabilities, sizeof *f->capabilities))
    return no_memory(err);
  f->capabilities[f->n_capabilities++] = (cli_capability){(int32_t)c[0].i, (int32_t)c[1].i, c[8].kind ? c[8].d : NAN};
  return ENT_OK;
}

ent_status cli_field_read(ent_store *store, int32_t from, int32_t to, ent_arena *arena, cli_field *ret, ent_error *err)
{
  *ret = (cli_field){.arena = arena};
  ent_status status = read_spells(store, ret, err);
  if (status == ENT_OK)
    status = ent_dataset_each(store, ENT_TABLE_PLEDGE, from, to, add_pledge, ret, err);
  if (status == ENT_OK)
    status = ent_dataset_each(store, ENT_TABLE_CAPABILITY, from, to, add_capability, ret, err);
  if (status == ENT_OK && !ret->n_spells)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "the store has no states: `entente load` a COW list of states first");
  return status;
}

double cli_field_cinc(const cli_field *f, int32_t state, int32_t year)
{
  size_t low = 0, high = f->n_capabilities;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    const cli_capability *c = &f->capabilities[mid];
    if (c->state < state || (c->state == state && c->year < year))
      low = mid + 1;
    else
      high = mid;
  }
  return low < f->n_capabilities && f->capabilities[low].state == state && f->capabilities[low].year == year
             ? f->capabilities[low].cinc : NAN;
}

static size_t first_of_year(const cli_field *f, int32_t year)
{
  size_t low = 0, high = f->n_pledges;
  while (low < high) {
    size_t mid = low + (high - low) / 2;
    if (f->pledge_years[mid] < year)
      low = mid + 1;
    else
      high = mid;
  }
  return low;
}

ent_status cli_alliances_of(const cli_field *f, int32_t year, ent_arena *arena, cli_alliances *ret, ent_error *err)
{
  cli_alliances a = {.year = year};
  size_t first = first_of_year(f, year), end = first_of_year(f, year + 1);
  a.states = ent_arena_array(arena, f->n_spells, sizeof *a.states);
  if (!a.states)
    return no_memory(err);
  ent_states_of_year(f->spells, f->n_spells, year, a.states, &a.n);
  a.flags = ent_arena_array(arena, a.n * a.n + 1, 1);
  a.values = ent_arena_array(arena, a.n * a.n + 1, 1);
  a.cinc = ent_arena_array(arena, a.n + 1, sizeof *a.cinc);
  if (!a.flags || !a.values || !a.cinc)
    return no_memory(err);
  ent_status status = ent_pledge_matrix(f->pledges + first, end - first, a.states, a.n, a.flags, NULL, err);
  if (status != ENT_OK)
    return status;
  ent_alliance_values(a.flags, a.n, a.values);
  for (size_t i = 0; i < a.n; i++)
    a.cinc[i] = cli_field_cinc(f, a.states[i], year);
  *ret = a;
  return ENT_OK;
}

/* ---- options, runs ------------------------------------------------------------------------------------------------------ */

bool cli_field_option(const char *command, int c, cli_field_options *o, int *code)
{
  int choice;
  switch (c) {
  case 'S': o->store = optarg; return true;
  case 'D': o->reader.user_data = optarg; return true;
  case 'f':
    if ((choice = cli_choice(command, "--format", optarg, cli_table_formats)) < 0)
      *code = CLI_USAGE;
    o->format = choice;
    return true;
  case 'C':
    if ((choice = cli_choice(command, "--codes", optarg, cli_codes)) < 0)
      *code = CLI_USAGE;
    o->codes = choice;
    return true;
  default: return false;
  }
}

ent_status cli_run_begin(cli_run *run, const cli_field_options *o, bool with_store, ent_error *err)
{
  *run = (cli_run){.arena = ent_arena_new(0)};
  if (!run->arena)
    return no_memory(err);
  ent_status status = with_store ? cli_open_store(o->store, ENT_STORE_READ_ONLY, &run->store, err) : ENT_OK;
  return status == ENT_OK ? ent_reader_open(&o->reader, &run->reader, err) : status;
}

int cli_run_end(cli_run *run, ent_status status, const ent_error *err)
{
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(err);
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
