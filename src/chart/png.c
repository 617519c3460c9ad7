/* SVG → PNG, through librsvg's program: linking the library would load forty others at every start of ours. */
#include "base/child.h"
#include "chart/svg.h"

#include <stdio.h>

#define SECONDS 60

ent_status ent_chart_png(ent_str svg, double scale, ent_buf *out, ent_error *err)
{
  char zoom[32];
  if (!(scale > 0 && scale <= 20))
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "a picture's scale is over 0 and at most 20");
  snprintf(zoom, sizeof zoom, "%.3f", scale);
  const char *const argv[] = {"rsvg-convert", "--format=png", "--zoom", zoom, NULL};
  const enti_child child = {argv, svg, SECONDS * 1000};
  ent_buf errors = ENT_BUF_INIT(4096);
  int code = 0;
  const size_t before = out->n;
  ent_status status = enti_child_run(&child, out, &errors, &code, err);
  if (status == ENT_ENOTFOUND)
    ent_fail(err, status, ENT_NO_OFFSET, "PNG is made with rsvg-convert, which is not installed (Debian package librsvg2-bin)");
  else if (status == ENT_OK && (code != 0 || out->n - before < 8))
    status = ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "rsvg-convert failed: %.*s", errors.n < 200 ? (int)errors.n : 200,
                      errors.p ? errors.p : "");
  ent_buf_done(&errors);
  return status;
}
