/* Writing HTML; see html.h. */
#include "view/html.h"

#include "chart/svg.h"

void enti_html_text(ent_buf *out, ent_str s)
{
  enti_svg_escape(out, s);
}

void enti_html(ent_buf *out, const char *markup, ...)
{
  va_list args;
  va_start(args, markup);
  for (const char *at = markup; *at; at++) {
    if (*at != '%') {
      ent_buf_char(out, *at);
      continue;
    }
    if (*++at == 's')
      enti_html_text(out, *va_arg(args, const ent_str *));
    else if (*at == '%')
      ent_buf_char(out, '%');
    else
      break; /* our own mistake: nothing more is written */
  }
  va_end(args);
}

void enti_html_link(ent_buf *out, ent_str url, ent_str text)
{
  if (ent_str_starts(url, ENT_STR("https://")) || ent_str_starts(url, ENT_STR("http://")))
    enti_html(out, "<a rel=\"noopener noreferrer\" href=\"%s\">%s</a>", &url, &text);
  else
    enti_html_text(out, text);
}
