/* compile_data TABLES OUT.pack [DEPFILE]: compiles data/ into the pack that the program maps. A wrong row ends it with
 * file, line and reason on standard error and exit code 1. DEPFILE lists the tables for the build. */
#include "pipeline/knowledge.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

static int fail(const ent_error *err)
{
  fprintf(stderr, "compile_data: %s\n", err->message);
  return 1;
}

/* Writes dir and the .tsv files below it (two levels are all there are). */
static void list_tables(FILE *out, const char *dir, int depth)
{
  DIR *d = opendir(dir);
  if (!d)
    return;
  fprintf(out, " %s", dir);
  for (struct dirent *e; (e = readdir(d));) {
    char path[4096];
    size_t n = strlen(e->d_name);
    int made = snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
    if (e->d_name[0] == '.' || made < 0 || (size_t)made >= sizeof path)
      continue;
    if (n > 4 && strcmp(e->d_name + n - 4, ".tsv") == 0)
      fprintf(out, " %s", path);
    else if (depth > 0)
      list_tables(out, path, depth - 1);
  }
  closedir(d);
}

static int write_depfile(const char *depfile, const char *target, const char *tables)
{
  FILE *out = fopen(depfile, "w");
  if (!out) {
    perror(depfile);
    return 1;
  }
  fprintf(out, "%s:", target);
  list_tables(out, tables, 1);
  fputc('\n', out);
  return fclose(out) == 0 ? 0 : 1;
}

static int write_pack(const char *path, const ent_buf *bytes)
{
  FILE *out = fopen(path, "wb");
  size_t written = out ? fwrite(bytes->p, 1, bytes->n, out) : 0;
  if (!out || fclose(out) != 0 || written != bytes->n) {
    perror(path);
    return 1;
  }
  return 0;
}

int main(int argc, char **argv)
{
  if (argc != 3 && argc != 4) {
    fprintf(stderr, "usage: compile_data TABLES OUT.pack [DEPFILE]\n");
    return 2;
  }
  ent_error err = {0};
  const char *dirs[] = {argv[1]};
  ent_buf bytes = ENT_BUF_INIT((size_t)1 << 31);
  enti_packer *packer = enti_packer_new();
  ent_status status = packer ? enti_knowledge_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, &err)
                             : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = enti_packer_write(packer, &bytes, &err);
  int code = status == ENT_OK ? write_pack(argv[2], &bytes) : fail(&err);
  if (code == 0 && argc == 4)
    code = write_depfile(argv[3], argv[2], argv[1]);
  ent_buf_done(&bytes);
  enti_packer_free(packer);
  return code;
}
