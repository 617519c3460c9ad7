/* Pictures that commands write; see chart.h. */
#include "cli/chart.h"

#include "cli/field.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PRINT_SCALE 2

bool cli_chart_of(const char *command, const char *value, cli_chart_kind *ret)
{
  const ent_str s = ent_str_of(value);
  *ret = CLI_CHART_NONE;
  if (!value)
    return true;
  if (strcmp(value, "term") == 0)
    *ret = CLI_CHART_TERM;
  else if (ent_str_ends(s, ENT_STR(".svg")))
    *ret = CLI_CHART_SVG;
  else if (ent_str_ends(s, ENT_STR(".png")))
    *ret = CLI_CHART_PNG;
  else
    cli_usage(command, "--chart takes FILE.svg, FILE.png, or term; not \"%s\"", value);
  return *ret != CLI_CHART_NONE;
}

bool cli_chart_wanted(int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (strncmp(argv[i], "--f", 3) == 0 || strncmp(argv[i], "-f", 2) == 0)
      return false;
  return isatty(STDOUT_FILENO);
}

const char *cli_store_name(const ent_store *store, const char *path)
{
  return !store ? NULL : path ? path : "at its usual place";
}

/* Beside its place first, so that a full disk leaves what was there. */
ent_status cli_write_file(const char *path, ent_str bytes, ent_error *err)
{
  char beside[4096];
  if (snprintf(beside, sizeof beside, "%s.%ld.tmp", path, (long)getpid()) >= (int)sizeof beside)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "the file's name is too long");
  FILE *f = fopen(beside, "wb");
  if (!f)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", path, strerror(errno));
  const bool written = fwrite(bytes.p, 1, bytes.n, f) == bytes.n;
  const bool closed = fclose(f) == 0;
  if (written && closed && rename(beside, path) == 0)
    return ENT_OK;
  const int number = errno;
  remove(beside);
  return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", path, strerror(number));
}

ent_status cli_chart_write(const char *path, cli_chart_kind kind, ent_str svg, ent_error *err)
{
  if (kind == CLI_CHART_SVG)
    return cli_write_file(path, svg, err);
  ent_buf png = ENT_BUF_INIT((size_t)256 << 20);
  ent_status status = ent_chart_png(svg, PRINT_SCALE, &png, err);
  if (status == ENT_OK)
    status = cli_write_file(path, ent_buf_view(&png), err);
  ent_buf_done(&png);
  return status;
}

ent_str cli_chart_source(const ent_reader *reader, const char *store, ent_arena *arena)
{
  return ent_arena_printf(arena, "Entente %s, data %.12s; %s%s.", ent_version(), ent_pack_version(ent_reader_pack(reader)),
                          store ? "store " : "reference base", store ? store : "");
}

ent_chart_style cli_chart_style(void)
{
  const ent_view_style style = cli_style();
  return (ent_chart_style){.width = style.width, .colour = style.colour, .ascii = style.ascii};
}

ent_status cli_keep_posture(ent_arena *arena, const ent_posture_year *year, ent_posture_year **years, size_t *n, size_t *cap,
                            ent_error *err)
{
  void *grown = *years;
  ent_posture_partner *partners = ent_arena_array(arena, year->n_partners + 1, sizeof *partners);
  if (!partners || !cli_grow(arena, &grown, *n, cap, sizeof **years))
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (year->n_partners)
    memcpy(partners, year->partners, year->n_partners * sizeof *partners);
  *years = grown;
  (*years)[*n] = *year;
  (*years)[(*n)++].partners = partners;
  return ENT_OK;
}
