/* Series of numbers, as people keep them: a table with the columns series, t, value. */
#include "dataset/cells.h"
#include "dataset/format.h"

#include "base/fault.h"

static const format series_format = {.name = "series", .names = {"!series", "!t|time|year|month|date", "!value"}};

static ent_status header(loader *l, input *in, record *r, layout *how, uint64_t *line, const char *path, ent_error *err)
{
  bool any = false, more;
  size_t n;
  ent_status status = input_more(in, &more, err);
  if (status != ENT_OK)
    return status;
  char *p = input_view(in, &n);
  if (n >= 3 && p[0] == '\xef' && p[1] == '\xbb' && p[2] == '\xbf')
    input_consume(in, 3);
  p = input_view(in, &n);
  *how = record_layout((ent_str){p, n});
  status = record_next(in, *how, line, r, &any, err);
  if (status == ENT_OK && (!any || r->wrong || !format_columns(&series_format, r, l->col)))
    return ent_fail(err, ENT_EINPUT, 0, "%s: the columns series, t, value are missing", path);
  how->columns = r->n;
  return status;
}

static ent_status rows(loader *l, input *in, record *r, const char *path, ent_series_value each, void *context, ent_error *err)
{
  layout how = {0};
  uint64_t line = 0, n = 0;
  bool any = true;
  ent_status status = header(l, in, r, &how, &line, path, err);
  while (status == ENT_OK && (status = record_next(in, how, &line, r, &any, err)) == ENT_OK && any) {
    double value;
    if (!r->wrong && r->n == 1 && field_at(l, r, 0).n == 0)
      continue; /* an empty line */
    if (r->wrong || r->n != how.columns || !cell_real(field_at(l, r, 2), &value))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s:%llu: %s", path, (unsigned long long)r->line,
                      r->wrong ? r->wrong : r->n != how.columns ? "wrong number of columns" : "value is no number");
    status = each(context, field_at(l, r, 0), field_at(l, r, 1), value, err);
    n++;
  }
  if (status == ENT_OK && n == 0)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s: no row", path);
  return status;
}

ent_status ent_series_read(const char *path, ent_series_value each, void *context, ent_error *err)
{
  loader l = {.format = &series_format, .path = path};
  record r = {.fields = enti_malloc(ENTI_RECORD_FIELDS * sizeof *r.fields)};
  input *in = NULL;
  ent_status status = r.fields ? input_open(path, &in, err) : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", path);
  if (status == ENT_OK)
    status = rows(&l, in, &r, path, each, context, err);
  input_close(in);
  free(r.fields);
  return status;
}
