/* Files of the field: any bytes are read or refused, row by row. The first byte chooses a format, or that it be
 * recognised. No more rows come out than lines (or objects) went in; reading twice gives the same. Reaches
 * ent_dataset_check: records, recognition, all row functions. */
#include <entente/dataset.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
  if (!condition)
    abort();
}

static size_t n_formats(void)
{
  size_t n = 0;
  while (ent_dataset_format_name(n))
    n++;
  return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  ent_str bytes = {(const char *)data + 1, size - 1};
  size_t which = data[0] % (n_formats() + 1), lines = 1;
  const char *as = which ? ent_dataset_format_name(which - 1) : NULL;
  for (size_t i = 0; i < bytes.n; i++)
    lines += bytes.p[i] == '\n' || bytes.p[i] == '{';
  ent_load_report report, again;
  ent_error err = {0};
  ent_status status = ent_dataset_check(bytes, as, &report, &err);
  check(status == ENT_OK || status == ENT_EINPUT || status == ENT_ELIMIT || status == ENT_ENOMEM);
  check(status == ENT_OK || err.message[0]);
  check(report.rows + report.rejected <= lines);
  check(status != ENT_OK || report.rows > 0);
  check(!report.format || !as || strcmp(report.format, as) == 0);
  check(ent_dataset_check(bytes, as, &again, &err) == status);
  check(again.rows == report.rows && again.rejected == report.rejected);
  return 0;
}
