/* Printing for people (view/print.h). */
#include "view/print.h"

#include <stdio.h>
#include <string.h>

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define BLUE "\033[34m"
#define YELLOW "\033[33m"
#define OFF "\033[0m"

static const char *sgr(const enti_printer *p, const char *code)
{
  return p->style->colour ? code : "";
}

void enti_print_heading(const enti_printer *p, const char *text)
{
  ent_buf_printf(p->out, "\n%s%s%s\n", sgr(p, BOLD), text, sgr(p, OFF));
}

/* The next word of text (up to white space) and what is left behind it; false at the end. */
static bool next_word(ent_str *text, ent_str *ret)
{
  *text = ent_str_trim(*text);
  if (!text->n)
    return false;
  size_t n = 0;
  while (n < text->n && !strchr(" \t\r\n\v\f", text->p[n]))
    n++;
  *ret = ent_str_slice(*text, 0, n);
  *text = ent_str_slice(*text, n, text->n);
  return true;
}

static void put_word(const enti_printer *p, ent_str word)
{
  char utf8[4];
  for (size_t at = 0; at < word.n;) {
    uint32_t c = ent_utf8_next(word, &at);
    if (c < 0x20 || (c >= 0x7f && c < 0xa0))
      c = 0xFFFD;
    if (c >= 0x80 && p->style->ascii)
      ent_buf_char(p->out, '?');
    else
      ent_buf_add(p->out, utf8, ent_utf8_put(c, utf8));
  }
}

void enti_print_inline(const enti_printer *p, ent_str text)
{
  bool first = true;
  for (ent_str word; next_word(&text, &word); first = false) {
    if (!first)
      ent_buf_char(p->out, ' ');
    put_word(p, word);
  }
}

void enti_print_wrapped(const enti_printer *p, ent_str text, unsigned indent)
{
  size_t width = p->style->width ? p->style->width : 80, column = 0;
  for (ent_str word; next_word(&text, &word);) {
    size_t columns = ent_utf8_width(word);
    if (column && column + 1 + columns > width) {
      ent_buf_char(p->out, '\n');
      column = 0;
    }
    ent_buf_printf(p->out, "%*s", column ? 1 : (int)indent, "");
    column += (column ? 1 : indent) + columns;
    put_word(p, word);
  }
  ent_buf_char(p->out, '\n');
}

void enti_print_indent(const enti_printer *p)
{
  ent_buf_printf(p->out, "%*s", ENTI_PRINT_INDENT, "");
}

void enti_print_quote(const enti_printer *p, ent_str text)
{
  ent_buf_c(p->out, sgr(p, DIM));
  enti_print_wrapped(p, text, ENTI_PRINT_INDENT);
  ent_buf_c(p->out, sgr(p, OFF));
}

void enti_print_bold(const enti_printer *p, ent_str text)
{
  ent_buf_c(p->out, sgr(p, BOLD));
  enti_print_wrapped(p, text, 0);
  ent_buf_c(p->out, sgr(p, OFF));
}

ent_str enti_print_name_of(const enti_printer *p, ent_str id)
{
  ent_actor_info info;
  return p->actors && ent_actors_info(p->actors, id, p->on, &info) && info.name.n ? info.name : id;
}

void enti_print_actor(const enti_printer *p, ent_str id)
{
  ent_buf_c(p->out, sgr(p, BLUE));
  enti_print_inline(p, enti_print_name_of(p, id));
  ent_buf_c(p->out, sgr(p, OFF));
}

void enti_print_when(const enti_printer *p, ent_claim_kind kind, ent_str modality, ent_str from, ent_str to)
{
  char when[48];
  bool standing = (kind == ENT_TIE || kind == ENT_STATUS) && ent_str_eq(modality, ENT_STR("ongoing"));
  if (from.n && to.n && !ent_str_eq(from, to))
    snprintf(when, sizeof when, "%.*s .. %.*s", ENT_STR_ARG(from), ENT_STR_ARG(to));
  else if (from.n)
    snprintf(when, sizeof when, "%s%.*s", standing ? "since " : "", ENT_STR_ARG(from));
  else if (to.n)
    snprintf(when, sizeof when, "until %.*s", ENT_STR_ARG(to));
  else
    snprintf(when, sizeof when, "undated");
  ent_buf_printf(p->out, "  %-24s ", when);
}

void enti_print_code(const enti_printer *p, ent_str code, ent_str mode)
{
  ent_buf_printf(p->out, "%s%.*s%s%.*s%s ", sgr(p, YELLOW), ENT_STR_ARG(code), mode.n ? "/" : "", ENT_STR_ARG(mode),
                 sgr(p, OFF));
}

void enti_print_modality(const enti_printer *p, ent_str modality)
{
  if (ent_str_eq(modality, ENT_STR("intended")) || ent_str_eq(modality, ENT_STR("hypothetical")) ||
      ent_str_eq(modality, ENT_STR("denied")))
    ent_buf_printf(p->out, " (%.*s)", ENT_STR_ARG(modality));
}
