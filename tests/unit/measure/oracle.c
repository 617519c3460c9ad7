/* Reads the reference data for the oracle tests (oracle.h). */
#include "oracle.h"

#include <archive.h>
#include <archive_entry.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *must(void *memory)
{
  if (!memory) {
    fprintf(stderr, "out of memory\n");
    exit(1);
  }
  return memory;
}

static char *read_all(const char *path)
{
  struct archive *in = must(archive_read_new());
  struct archive_entry *entry;
  size_t n = 0, cap = 1 << 20;
  char *bytes = must(malloc(cap + 1));
  archive_read_support_filter_gzip(in);
  archive_read_support_format_raw(in);
  if (archive_read_open_filename(in, path, 1 << 16) != ARCHIVE_OK || archive_read_next_header(in, &entry) != ARCHIVE_OK) {
    fprintf(stderr, "%s: %s\n", path, archive_error_string(in));
    exit(1);
  }
  for (la_ssize_t got; (got = archive_read_data(in, bytes + n, cap - n)) > 0;) {
    n += (size_t)got;
    if (n == cap)
      bytes = must(realloc(bytes, (cap *= 2) + 1));
  }
  archive_read_free(in);
  bytes[n] = 0;
  return bytes;
}

static size_t cut(char **at, char **fields)
{
  size_t n = 0;
  char *p = *at;
  for (bool more = true; more && n < 40; n++) {
    bool quoted = *p == '"';
    p += quoted;
    fields[n] = p;
    while (*p && (quoted ? *p != '"' : *p != ',' && *p != '\n' && *p != '\r'))
      p++;
    if (quoted && *p)
      *p++ = 0;
    while (*p == '\r')
      *p++ = 0;
    more = *p == ',';
    if (*p)
      *p++ = 0;
  }
  *at = p;
  return n;
}

csv csv_open(const char *folder, const char *name)
{
  csv file = {0};
  char path[4096];
  if (!folder || access(folder, R_OK) != 0) {
    fprintf(stderr, "skipped: the reference data (%s) are not here\n", folder ? folder : "no folder given");
    exit(77);
  }
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file.bytes = file.at = read_all(path);
  file.n_columns = cut(&file.at, file.columns);
  return file;
}

void csv_close(csv *file)
{
  free(file->bytes);
}

bool csv_next(csv *file)
{
  return *file->at && cut(&file->at, file->fields) == file->n_columns;
}

const char *csv_get(const csv *file, const char *column)
{
  for (size_t i = 0; i < file->n_columns; i++)
    if (strcmp(file->columns[i], column) == 0)
      return file->fields[i];
  fprintf(stderr, "no column %s\n", column);
  exit(1);
}

int csv_int(const csv *file, const char *column)
{
  return (int)strtol(csv_get(file, column), NULL, 10);
}

double csv_number(const csv *file, const char *column)
{
  const char *text = csv_get(file, column);
  return *text && strcmp(text, "NA") != 0 ? strtod(text, NULL) : NAN;
}

void tally_add(tally *t, const csv *expected, double got)
{
  double want = csv_number(expected, t->name), off = fabs(got - want) / fmax(1, fabs(want));
  t->n++;
  if (isnan(want) || isnan(got)) {
    t->undefined += isnan(want) && isnan(got);
    t->wrong += isnan(want) != isnan(got);
    return;
  }
  t->worst = fmax(t->worst, off);
  t->wrong += off > t->tolerance;
}

int tally_report(const char *what, const tally *tallies, size_t n)
{
  size_t wrong = 0, compared = 0;
  for (size_t i = 0; i < n; i++) {
    printf("%-28s %-26s %8zu values, %6zu undefined in both, %zu wrong, worst %.1e\n", what, tallies[i].name,
           tallies[i].n, tallies[i].undefined, tallies[i].wrong, tallies[i].worst);
    wrong += tallies[i].wrong;
    compared += tallies[i].n;
  }
  return wrong == 0 && compared > 0 ? 0 : 1;
}

static const char *const flag_names[] = {"atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul"};

static void load_spells(raw *data, const char *folder)
{
  csv file = csv_open(folder, "cow_states.csv");
  data->spells = must(calloc(1000, sizeof *data->spells));
  while (csv_next(&file) && data->n_spells < 1000) {
    ent_state_spell *s = &data->spells[data->n_spells++];
    *s = (ent_state_spell){csv_int(&file, "ccode"), csv_int(&file, "styear"), csv_int(&file, "endyear"), false};
    s->open = s->end == 2016 && csv_int(&file, "endmonth") == 12 && csv_int(&file, "endday") == 31;
  }
  csv_close(&file);
}

raw raw_load(const char *folder)
{
  raw data = {0};
  load_spells(&data, folder);
  csv file = csv_open(folder, "atop_directed_dyadyear.csv.gz");
  size_t room = 400000;
  data.pledges = must(calloc(room, sizeof *data.pledges));
  data.pledge_years = must(calloc(room, sizeof *data.pledge_years));
  while (csv_next(&file) && data.n_pledges < room) {
    ent_pledge *p = &data.pledges[data.n_pledges];
    *p = (ent_pledge){csv_int(&file, "ccode1"), csv_int(&file, "ccode2"), 0};
    for (unsigned i = 0; i < 5; i++)
      p->flags = (uint8_t)(p->flags | (csv_int(&file, flag_names[i]) != 0) << i);
    data.pledge_years[data.n_pledges++] = csv_int(&file, "year");
  }
  csv_close(&file);
  return data;
}

void raw_free(raw *data)
{
  free(data->spells);
  free(data->pledges);
  free(data->pledge_years);
}

size_t raw_year(const raw *data, int year, int32_t **states, uint8_t **flags)
{
  size_t n_states = 0, n = 0;
  ent_error err;
  *states = must(calloc(data->n_spells, sizeof **states));
  ent_states_of_year(data->spells, data->n_spells, year, *states, &n_states);
  ent_pledge *of_year = must(calloc(data->n_pledges, sizeof *of_year));
  for (size_t i = 0; i < data->n_pledges; i++)
    if (data->pledge_years[i] == year)
      of_year[n++] = data->pledges[i];
  *flags = must(calloc(n_states * n_states + 1, 1));
  if (ent_pledge_matrix(of_year, n, *states, n_states, *flags, NULL, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    exit(1);
  }
  free(of_year);
  return n_states;
}
