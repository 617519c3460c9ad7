/* Lines of a PETRARCH dictionary, its words and its codes. */
#include "event/petrarch_dict.h"

#include <stdio.h>
#include <string.h>

void enti_pd_reject(enti_pd_reader *r, const char *format, ...)
{
  r->dict->report.rejected++;
  if (!r->warn)
    return;
  char reason[300], line[700];
  va_list args;
  va_start(args, format);
  vsnprintf(reason, sizeof reason, format, args);
  va_end(args);
  snprintf(line, sizeof line, "%.*s:%zu: %s", (int)(r->name.n < 300 ? r->name.n : 300), r->name.p, r->line, reason);
  r->warn(r->context, line);
}

/* ---- lines ---------------------------------------------------------------------------------------------------------- */

/* Bytes that are no UTF-8 become "?": the dictionaries hold stray ones. NUL too. */
static ent_str repair(ent_arena *arena, ent_str s)
{
  if (ent_utf8_valid(s) == s.n && !memchr(s.p, 0, s.n))
    return s;
  ent_str copy = ent_arena_str(arena, s);
  char *p = (char *)(uintptr_t)copy.p;
  for (size_t i = 0; p && i < copy.n; i++)
    if ((unsigned char)p[i] >= 0x80 || !p[i])
      p[i] = '?';
  return copy;
}

/* "<!-- … -->" goes, over several lines too; what follows one on its line is dropped. */
static ent_str without_html(enti_pd_reader *r, ent_str line)
{
  if (r->in_comment) {
    const char *end = line.n ? memmem(line.p, line.n, "-->", 3) : NULL;
    if (!end)
      return ENT_STR_NONE;
    r->in_comment = false;
    line = ent_str_slice(line, (size_t)(end - line.p) + 3, line.n);
  }
  const char *open = line.n ? memmem(line.p, line.n, "<!--", 4) : NULL;
  if (!open)
    return line;
  r->in_comment = memmem(open, line.n - (size_t)(open - line.p), "-->", 3) == NULL;
  return ent_str_slice(line, 0, (size_t)(open - line.p));
}

/* From "#" or ";" on, but not within the brackets of a code ("[###]"). */
static ent_str without_remark(ent_str line)
{
  bool code = false;
  for (size_t i = 0; i < line.n; i++) {
    code = (code || line.p[i] == '[') && line.p[i] != ']';
    if (!code && (line.p[i] == '#' || line.p[i] == ';'))
      return ent_str_slice(line, 0, i);
  }
  return line;
}

/* "### GRANT ###", the header of a block in version 1; "####### SETS #######" is a remark. */
static bool old_header(ent_str line, ent_str *ret)
{
  ent_str s = ent_str_trim(line);
  if (s.n < 8 || !ent_str_starts(s, ENT_STR("###")) || s.p[3] == '#' || !ent_str_ends(s, ENT_STR("###")))
    return false;
  *ret = ent_str_trim(ent_str_slice(s, 3, s.n - 3));
  return ret->n && !memchr(ret->p, '#', ret->n);
}

bool enti_pd_line(enti_pd_reader *r, ent_str *ret)
{
  ent_str line, label;
  while (r->rest.n && ent_str_split(&r->rest, '\n', &line)) {
    r->line++;
    if (line.n > ENTI_PD_MAX_LINE) {
      enti_pd_reject(r, "a line of %zu bytes (at most %d)", line.n, ENTI_PD_MAX_LINE);
      continue;
    }
    if (!r->in_comment && old_header(line, &label)) {
      *ret = ent_arena_printf(r->dict->arena, "--- %.*s ---", ENT_STR_ARG(label));
      return ret->p != NULL;
    }
    line = without_remark(without_html(r, line));
    if (ent_str_trim(line).n) {
      *ret = repair(r->dict->arena, ent_str_trim(line));
      return ret->p != NULL;
    }
  }
  return false;
}

/* ---- words and codes ------------------------------------------------------------------------------------------------ */

bool enti_pd_word_of(ent_petrarch_verbs *dict, ent_str word, bool exact, enti_pd_word *ret)
{
  ent_str fold = ent_utf8_fold(dict->arena, word);
  if (!fold.p)
    return false;
  *ret = (enti_pd_word){.id = enti_intern_add(&dict->words, fold), .exact = exact, .stem = dict->stems && !exact};
  for (size_t i = 0; i < fold.n; i++)
    ret->compound |= fold.p[i] < '0' && fold.p[i] > 0;
  return ret->id != UINT32_MAX;
}

/* "064"; "---" and TABARI's "+++" and "###" are no event; a trailing "!" or "?" of old dictionaries says nothing. */
static bool single_code(ent_arena *arena, ent_str s, ent_str *ret)
{
  s = ent_str_trim(s);
  while (s.n && (s.p[s.n - 1] == '!' || s.p[s.n - 1] == '?'))
    s.n--;
  *ret = ENT_STR_NONE;
  if (!s.n || ent_str_eq(s, ENT_STR("---")) || ent_str_eq(s, ENT_STR("+++")) || ent_str_eq(s, ENT_STR("###")))
    return true;
  for (size_t i = 0; i < s.n; i++)
    if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= 'a' && s.p[i] <= 'z')))
      return false;
  *ret = ent_arena_str(arena, s);
  return s.n <= 7 && ret->p;
}

bool enti_pd_code_of(enti_pd_reader *r, ent_str text, ent_str *ret_before, enti_pd_code *ret, bool *ret_found)
{
  const char *open = memchr(text.p, '[', text.n);
  *ret_before = ent_str_trim(text);
  *ret = (enti_pd_code){0};
  *ret_found = open != NULL;
  if (!open)
    return true;
  size_t at = (size_t)(open - text.p);
  const char *close = memchr(open, ']', text.n - at);
  *ret_before = ent_str_trim(ent_str_slice(text, 0, at));
  if (!close) {
    enti_pd_reject(r, "\"[\" without \"]\"");
    return false;
  }
  ent_str inside = ent_str_slice(text, at + 1, (size_t)(close - text.p)), forth = ENT_STR_NONE;
  bool two = memchr(inside.p, ':', inside.n) != NULL;
  if (!ent_str_split(&inside, ':', &forth) || !single_code(r->dict->arena, forth, &ret->forth) ||
      (two && !single_code(r->dict->arena, inside, &ret->back))) {
    enti_pd_reject(r, "\"%.*s\" is no code", (int)(close + 1 - open < 40 ? close + 1 - open : 40), open);
    return false;
  }
  return true;
}
