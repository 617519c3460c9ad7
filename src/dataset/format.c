/* Recognising formats, and what all rows share on their way out. */
#include "dataset/format.h"

#include "dataset/cells.h"
#include "dataset/relations.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const format *const formats[] = {
    &format_events, &format_gdelt2, &format_gdelt1, &format_gdelt_mentions, &format_icews, &format_polecat, &format_phoenix,
    &format_phoenix_cline, &format_petrarch, &format_plover, &format_ngec, &format_acled, &format_atop, &format_atop_ddyr, &format_atop_dy, &format_atop_member, &format_atop_alliance,
    &format_trade, &format_igo, &format_igo_state, &format_igo_dyad, &format_mid, &format_rivalry, &format_nmc,
    &format_dcad, &format_cow_states, &format_gw_states, &format_un_votes, &format_ideal_points,
    &format_ideal_points_session, &format_un_votes_dated, &format_gdelt_gkg, &format_gdelt_gkg1, &format_atop_sy,
    &format_igo_year, &format_igo_sums, &format_dcad_main, &format_un_votes_r, &format_un_roll_calls_r, &format_un_issues_r,
    &format_un_agreement, &format_cow_alliances, NULL};

const char *ent_dataset_format_name(size_t i)
{
  return i < sizeof formats / sizeof *formats - 1 ? formats[i]->name : NULL;
}

const char *ent_dataset_format_title(size_t i)
{
  return i < sizeof formats / sizeof *formats - 1 ? formats[i]->title : NULL;
}

const format *format_named(const char *name)
{
  for (size_t i = 0; formats[i]; i++)
    if (strcmp(formats[i]->name, name) == 0)
      return formats[i];
  return NULL;
}

/* One of "a|b" is the name, without regard to capitals. */
static bool is_named(ent_str field, const char *names)
{
  ent_str rest = ent_str_of(names + (*names == '!')), name;
  while (rest.n && ent_str_split(&rest, '|', &name))
    if (name.n == field.n && strncasecmp(name.p, field.p, name.n) == 0)
      return true;
  return false;
}

bool format_columns(const format *f, const record *header, size_t col[FORMAT_NAMES])
{
  for (size_t i = 0; i < FORMAT_NAMES && f->names[i]; i++) {
    col[i] = SIZE_MAX;
    for (size_t c = 0; c < header->n && col[i] == SIZE_MAX; c++)
      if (is_named(ent_str_trim(header->fields[c]), f->names[i]))
        col[i] = c;
    if (col[i] == SIZE_MAX && f->names[i][0] == '!')
      return false;
  }
  return true;
}

static size_t n_required(const format *f)
{
  size_t n = 0;
  for (size_t i = 0; i < FORMAT_NAMES && f->names[i]; i++)
    n += f->names[i][0] == '!';
  return n;
}

/* Of several whose columns are all there, the one that asks for most. */
const format *format_find(const record *first)
{
  const format *best = NULL;
  size_t col[FORMAT_NAMES];
  for (size_t i = 0; formats[i]; i++) {
    const format *f = formats[i];
    if (f->names[0] ? format_columns(f, first, col) && (!best || n_required(f) > n_required(best))
                    : !best && f->fits(first))
      best = f;
  }
  return best;
}

ent_str field_at(const loader *l, const record *r, size_t name)
{
  size_t c = l->col[name];
  return c < r->n ? ent_str_trim(r->fields[c]) : ENT_STR_NONE;
}

ent_status row_wrong(ent_error *err, const char *reason, ...)
{
  char why[400];
  va_list args;
  va_start(args, reason);
  vsnprintf(why, sizeof why, reason, args);
  va_end(args);
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s", why);
}

ent_status put_row(loader *l, ent_dataset_table table, const ent_cell *cells, ent_error *err)
{
  return l->writer ? ent_dataset_put(l->writer, table, cells, err) : ENT_OK;
}

ent_status put_event(loader *l, const ent_field_event *event, ent_error *err)
{
  return l->writer ? ent_dataset_put_event(l->writer, event, err) : ENT_OK;
}

/* ---- words and codes ------------------------------------------------------------------------------------------------ */

uint32_t word_number(loader *l, ent_str word, bool *failed)
{
  if (!word.n || !l->writer)
    return 0;
  uint32_t n = ent_dataset_word(l->writer, cell_text(l->arena, word));
  *failed |= n == 0;
  return n;
}

/* The actor that a query of another system stands for on a date (unknown: any), if it is one alone. */
ent_str resolve_code(const loader *l, const char *prefix, ent_str code, ent_date on)
{
  char query[300];
  const ent_actor_reading *readings;
  size_t n;
  ent_error err;
  int length = snprintf(query, sizeof query, "%s%.*s", prefix, ENT_STR_ARG(code));
  if (!l->options->actors || code.n == 0 || length < 0 || (size_t)length >= sizeof query ||
      ent_actors_resolve(l->options->actors, ent_str_of(query), on, l->arena, &readings, &n, &err) != ENT_OK)
    return ENT_STR_NONE;
  for (size_t i = 1; i < n; i++)
    if (!ent_str_eq(readings[i].actor.id, readings[0].actor.id) && readings[i].confidence >= readings[0].confidence)
      return ENT_STR_NONE;
  return n ? readings[0].actor.id : ENT_STR_NONE;
}

static ent_str resolve(const loader *l, const char *prefix, ent_str code)
{
  return resolve_code(l, prefix, code, ENT_NO_DATE);
}

static bool is_known(const loader *l, ent_str id)
{
  ent_actor_info info;
  return l->options->actors && ent_actors_info(l->options->actors, id, ENT_NO_DATE, &info);
}

/* International organisations have no country; CAMEO gives them a group of their own. */
static ent_str cameo_group(ent_str group)
{
  static const char *const groups[][2] = {{"UNO", "UN"}, {"EEC", "EU"}, {"NAT", "NATO"}, {"ASN", "ASEAN"}};
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (ent_str_eq(group, ent_str_of(groups[i][0])))
      return ent_str_of(groups[i][1]);
  return ENT_STR_NONE;
}

ent_str translate_cameo(const loader *l, ent_str code, ent_str country, ent_str group)
{
  ent_str id = cameo_group(group);
  (void)code;
  if (id.n && is_known(l, id))
    return id;
  return resolve(l, "cameo:", country);
}

ent_str translate_name(const loader *l, ent_str code, ent_str country, ent_str group)
{
  (void)group;
  return resolve(l, "", country.n ? country : code);
}

ent_str translate_id(const loader *l, ent_str code, ent_str country, ent_str group)
{
  (void)group;
  if (!country.n)
    country = code;
  if (ent_str_eq(country, ENT_STR("KOS")))
    country = ENT_STR("XKX"); /* PLOVER's and POLECAT's own code for Kosovo */
  return is_known(l, country) ? country : resolve(l, "iso3:", country);
}

ent_str translate_self(const loader *l, ent_str code, ent_str country, ent_str group)
{
  (void)l, (void)country, (void)group;
  return code;
}

uint32_t code_number(loader *l, const char *system, translator translate, ent_str code, ent_str country, ent_str group,
                     bool *failed)
{
  if (!code.n || !l->writer)
    return 0;
  ent_str name = ent_str_of(system);
  uint32_t n = ent_dataset_code_find(l->writer, name, code);
  if (n)
    return n;
  code = cell_text(l->arena, code);
  n = ent_dataset_code(l->writer, name, code, translate(l, code, country, group));
  *failed |= n == 0;
  return n;
}
