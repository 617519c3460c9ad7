/* PETRARCH's actor dictionary: blocks of phrases that share dated codes.
 *
 *   PRIMARY_PHRASE_  [CODE]
 *   +SYNONYM_
 *   <tab>[CODE 981022-010811] [CODE >010812] [CODE] */
#include "actor/petrarch.h"

#include "actor/actor_tables.h"
#include "base/vec.h"

#include <string.h>

typedef struct dated_code {
  ent_str code;
  int32_t from, to;
  bool is_default;
} dated_code;

typedef struct block {
  ent_str *names;
  dated_code *codes;
  size_t n_names, cap_names, n_codes, cap_codes;
} block;

/* YYMMDD or YYYYMMDD; two-digit years from 30 on are of the 1900s. A day or month 00 makes it coarser. */
static bool parse_day(ent_str s, ent_date *ret)
{
  if (s.n != 6 && s.n != 8)
    return false;
  int v[3] = {0, 0, 0};
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
    size_t part = i < s.n - 4 ? 0 : i < s.n - 2 ? 1 : 2;
    v[part] = v[part] * 10 + (s.p[i] - '0');
  }
  if (s.n == 6)
    v[0] += v[0] >= 30 ? 1900 : 2000;
  *ret = ent_date_make(v[0], v[1], v[2]);
  if (!ent_date_known(*ret) && v[2] == 31)
    *ret = ent_date_make(v[0], v[1], 30); /* "0631": a slip for the month's end */
  return ent_date_known(*ret);
}

static bool parse_period(ent_str s, dated_code *code)
{
  ent_date a, b;
  code->from = ENTI_DAY_MIN;
  code->to = ENTI_DAY_MAX;
  if (s.n && (s.p[0] == '>' || s.p[0] == '<')) {
    if (!parse_day(ent_str_slice(s, 1, s.n), &a))
      return false;
    if (s.p[0] == '>')
      code->from = a.day;
    else
      code->to = ent_date_last(a);
    return true;
  }
  ent_str from;
  if (!ent_str_split(&s, '-', &from) || !parse_day(from, &a) || !parse_day(s, &b) || a.day > ent_date_last(b))
    return false;
  code->from = a.day;
  code->to = ent_date_last(b);
  return true;
}

static ent_str upper(ent_arena *arena, ent_str s)
{
  ent_str copy = ent_arena_str(arena, s);
  char *p = (char *)(uintptr_t)copy.p;
  for (size_t i = 0; p && i < copy.n; i++)
    if (p[i] >= 'a' && p[i] <= 'z')
      p[i] = (char)(p[i] - 'a' + 'A');
  return copy;
}

static ent_str without_spaces(ent_arena *arena, ent_str s)
{
  ent_str copy = ent_arena_str(arena, s);
  char *p = (char *)(uintptr_t)copy.p;
  size_t n = 0;
  for (size_t i = 0; p && i < copy.n; i++)
    if (p[i] != ' ' && p[i] != '\t')
      p[n++] = p[i];
  copy.n = n;
  return copy;
}

/* One "[…]"; false where it is no code. */
static bool parse_code(enti_petrarch_lines *lines, ent_str inside, dated_code *ret)
{
  inside = ent_str_trim(inside);
  ent_str period = inside, code;
  if (!ent_str_split(&period, ' ', &code) || !code.n)
    return false;
  period = without_spaces(lines->arena, period); /* "< 950601", "19950601 - 19990815" */
  bool none = ent_str_eq(code, ENT_STR("---"));
  for (size_t i = 0; !none && i < code.n; i++)
    if (!((code.p[i] | 0x20) >= 'a' && (code.p[i] | 0x20) <= 'z') && !(code.p[i] >= '0' && code.p[i] <= '9'))
      return false;
  ret->code = upper(lines->arena, code);
  ret->is_default = period.n == 0;
  ret->from = ENTI_DAY_MIN;
  ret->to = ENTI_DAY_MAX;
  return period.n == 0 || parse_period(period, ret);
}

/* All codes of a line; those that cannot be read are named and left out. */
static bool read_codes(enti_petrarch_lines *lines, block *blk, ent_str s)
{
  for (;;) {
    const char *open = s.n ? memchr(s.p, '[', s.n) : NULL;
    if (!open)
      return true;
    s = ent_str_slice(s, (size_t)(open - s.p) + 1, s.n);
    const char *close = s.n ? memchr(s.p, ']', s.n) : NULL;
    if (!close) {
      enti_petrarch_warn(lines, "a code without its closing bracket");
      return true;
    }
    ent_str inside = ent_str_slice(s, 0, (size_t)(close - s.p));
    dated_code code;
    if (!parse_code(lines, inside, &code)) {
      enti_petrarch_warn(lines, "\"[%.*s]\" is no code with dates", ENT_STR_ARG(inside));
    } else {
      if (!enti_grow(lines->arena, (void **)&blk->codes, blk->n_codes, &blk->cap_codes, sizeof *blk->codes))
        return false;
      blk->codes[blk->n_codes++] = code;
    }
    s = ent_str_slice(s, inside.n + 1, s.n);
  }
}

static bool add_name(enti_petrarch_lines *lines, block *blk, ent_str name)
{
  ent_str copy = ent_arena_str(lines->arena, name);
  char *p = (char *)(uintptr_t)copy.p;
  for (size_t i = 0; p && i < copy.n; i++)
    if (p[i] == '_')
      p[i] = ' ';
  copy = ent_str_trim(copy);
  if (!copy.n) {
    enti_petrarch_warn(lines, "a code without a phrase");
    return p != NULL;
  }
  if (!enti_grow(lines->arena, (void **)&blk->names, blk->n_names, &blk->cap_names, sizeof *blk->names))
    return false;
  blk->names[blk->n_names++] = copy;
  return true;
}

/* The actor of "USAGOV" (and its sector, GOV): ours by its CAMEO code, else one made of the code. */
static bool actor_of(enti_builder *b, ent_str code, enti_form *form)
{
  static const char *const kinds[] = {"IGO", "NGO", "NGM", "IMG", "ISM", "MNC"};
  ent_str country = ent_str_slice(code, 0, 3), sector = ent_str_slice(code, 3, 6);
  ent_str id = country;
  const char *kind = "";
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (code.n > 3 && ent_str_eq(country, ent_str_of(kinds[i]))) {
      kind = kinds[i];
      id = code; /* IGONAT: no country, the whole code names the body */
      sector = ENT_STR("");
    }
  uint32_t cameo = enti_builder_str(b, id);
  for (size_t i = 0; i < b->n_spans && !*kind; i++)
    if (b->spans[i].cameo == cameo && cameo)
      form->of = b->span_actor[i]; /* the latest span's state */
  if (!form->of)
    form->of = enti_builder_find(b, id);
  if (!form->of) {
    form->of = enti_builder_actor(b, id);
    if (form->of)
      b->actors[form->of].kind = enti_builder_str(b, ent_str_of(kind));
    if (form->of && !*kind)
      b->actors[form->of].flags |= ENTI_ACTOR_STATE; /* a code begins with its country, also one that our tables lack */
  }
  form->sector = enti_builder_str(b, sector.n == 3 ? sector : ENT_STR(""));
  return form->of != 0;
}

static ent_status add_forms(enti_builder *b, enti_petrarch_lines *lines, const block *blk, const dated_code *code,
                            ent_error *err)
{
  enti_form form = {.what = ENTI_ACTOR_FORM, .kind = ENTI_KIND_NAME, .from = code->from, .to = code->to,
                    .flags = ENTI_FORM_ALONE | (code->is_default ? (uint32_t)ENTI_FORM_DEFAULT : 0u)};
  if (ent_str_eq(code->code, ENT_STR("---")))
    form.what = ENTI_NOT_ACTOR_FORM;
  else if (!actor_of(b, code->code, &form))
    return enti_row_no_memory(err);
  for (size_t i = 0; i < blk->n_names; i++) {
    ent_error inner = {0};
    ent_status status = enti_builder_form_add(b, blk->names[i], form, &inner);
    if (status == ENT_EINPUT)
      enti_petrarch_warn(lines, "%.300s", inner.message);
    else if (status != ENT_OK)
      return ent_fail(err, status, ENT_NO_OFFSET, "%s", inner.message);
  }
  return ENT_OK;
}

static ent_status flush(enti_builder *b, enti_petrarch_lines *lines, block *blk, ent_error *err)
{
  ent_status status = ENT_OK;
  if (blk->n_names && !blk->n_codes)
    enti_petrarch_warn(lines, "\"%.*s\" and what stands with it has no code", ENT_STR_ARG(blk->names[0]));
  for (size_t i = 0; status == ENT_OK && i < blk->n_codes; i++)
    status = add_forms(b, lines, blk, &blk->codes[i], err);
  blk->n_names = blk->n_codes = 0;
  return status;
}

ent_status enti_petrarch_actors(enti_builder *b, ent_str name, ent_str bytes, const enti_petrarch_files *files,
                                ent_error *err)
{
  enti_petrarch_lines lines = {.name = name, .rest = bytes, .files = files, .arena = b->arena};
  block blk = {0};
  ent_str line;
  ent_status status = ENT_OK;
  while (status == ENT_OK && enti_petrarch_next(&lines, &line)) {
    ent_str text = ent_str_trim(line), rest = text, phrase;
    ent_str_split(&rest, '[', &phrase);
    bool ok = true;
    if (text.p[0] == '+') {
      ok = add_name(&lines, &blk, ent_str_slice(phrase, 1, phrase.n));
    } else if (text.p[0] != '[') {
      status = flush(b, &lines, &blk, err);
      ok = add_name(&lines, &blk, phrase);
    } else if (!blk.n_names) {
      enti_petrarch_warn(&lines, "a code before any phrase");
      continue;
    }
    ok = ok && read_codes(&lines, &blk, text);
    if (!ok)
      status = enti_row_no_memory(err);
  }
  return status == ENT_OK ? flush(b, &lines, &blk, err) : status;
}
