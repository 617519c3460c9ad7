/* Claims with their evidence, as `ties` and `check --store` print them. */
#include "cli/print_claims.h"

void cli_put_line(ent_buf *out, ent_str text)
{
  for (size_t i = 0; i < text.n; i++) {
    unsigned char c = (unsigned char)text.p[i];
    bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space)
      ent_buf_char(out, c < 0x20 || c == 0x7f ? '?' : (char)c);
    else if (out->n && out->p[out->n - 1] != ' ')
      ent_buf_char(out, ' ');
  }
}

void cli_put_claim(ent_buf *out, const ent_step_claim *c, int indent, const ent_view_style *style)
{
  const char *dim = style->colour ? "\033[2m" : "", *plain = style->colour ? "\033[0m" : "";
  ent_buf_printf(out, "%*s%s\"", indent, "", dim);
  cli_put_line(out, c->evidence);
  ent_buf_printf(out, "\"%s\n%*s", plain, indent + 2, "");
  cli_put_line(out, c->title.n ? c->title : c->name);
  if (c->publisher.n) {
    ent_buf_c(out, " (");
    cli_put_line(out, c->publisher);
    ent_buf_char(out, ')');
  }
  ent_buf_printf(out, "%s%.*s [bytes %u-%u]", c->published.n ? ", " : "", ENT_STR_ARG(c->published), c->start, c->end);
  if (c->copies)
    ent_buf_printf(out, ", and %lld cop%s", (long long)c->copies, c->copies == 1 ? "y" : "ies");
  ent_buf_char(out, '\n');
}

void cli_json_key(ent_buf *out, const char *name, ent_str value)
{
  if (out->n && out->p[out->n - 1] != '{')
    ent_buf_char(out, ',');
  ent_buf_printf(out, "\"%s\":", name);
  ent_buf_json(out, value);
}

void cli_json_date(ent_buf *out, const char *name, ent_date date)
{
  char text[16];
  cli_json_key(out, name, ent_str_of(ent_date_format(date, text)));
}

void cli_json_ids(ent_buf *out, const char *name, ent_str ids)
{
  ent_str id;
  ent_buf_printf(out, ",\"%s\":[", name);
  for (bool first = true; ids.n && ent_str_split(&ids, ';', &id); first = false) {
    if (!first)
      ent_buf_char(out, ',');
    ent_buf_json(out, id);
  }
  ent_buf_char(out, ']');
}

void cli_json_claim(ent_buf *out, const ent_step_claim *c)
{
  ent_buf_char(out, '{');
  cli_json_key(out, "document", c->document);
  cli_json_key(out, "name", c->name);
  cli_json_key(out, "title", c->title);
  cli_json_key(out, "publisher", c->publisher);
  cli_json_key(out, "published", c->published);
  cli_json_key(out, "url", c->url);
  cli_json_key(out, "type", c->code);
  cli_json_key(out, "modality", c->modality);
  cli_json_key(out, "attributed", c->attributed);
  cli_json_key(out, "object", c->object);
  cli_json_date(out, "date_start", c->from);
  cli_json_date(out, "date_end", c->to);
  cli_json_key(out, "date_basis", c->basis);
  cli_json_key(out, "evidence", c->evidence);
  ent_buf_printf(out, ",\"start\":%u,\"end\":%u,\"copies\":%lld,\"confidence\":%.3g}", c->start, c->end, (long long)c->copies,
                 c->confidence);
}
