/* Runs the case files of tests/cases/source: a text, and what must be known of it. See tests/cases/source/README.md. */
#include "source_help.h"

#include "base/file.h"

#include <glob.h>
#include <stdio.h>

static const char *const KINDS[] = {"", "TITLE", "HEADING", "DATELINE", "BOILERPLATE", "QUESTION", "ENTRY_HEAD"};

/* One line a region: "KIND first line of its text"; then date and source where they are known. */
static void describe(const ent_document *doc, ent_buf *out)
{
  char date[16];
  if (doc->title.n)
    ent_buf_printf(out, "title %.*s\n", ENT_STR_ARG(doc->title));
  if (ent_date_known(doc->date))
    ent_buf_printf(out, "date %s %s\n", ent_date_format(doc->date, date), ent_basis_text(doc->date_basis));
  if (doc->source.n)
    ent_buf_printf(out, "source %.*s\n", ENT_STR_ARG(doc->source));
  for (size_t i = 0; i < doc->n_regions; i++) {
    const ent_region *r = &doc->regions[i];
    ent_str text = ent_str_slice(doc->text, r->start, r->end), line;
    bool first = true;
    while (ent_str_split(&text, '\n', &line))
      if (ent_str_trim(line).n) {
        ent_buf_printf(out, "%s %.*s\n", first ? KINDS[r->kind] : "  |", ENT_STR_ARG(ent_str_trim(line)));
        first = false;
      }
  }
}

static bool run(const char *path, ent_str bytes)
{
  const char mark[] = "\n--- expect\n";
  const char *at = memmem(bytes.p, bytes.n, mark, sizeof mark - 1), *text = memmem(bytes.p, bytes.n, "--- text\n", 9);
  if (!at || !text || text > at) {
    printf("%s: has no \"--- text\" and \"--- expect\"\n", path);
    return false;
  }
  ent_str expected = ent_str_slice(bytes, (size_t)(at - bytes.p) + sizeof mark - 1, bytes.n);
  ent_document *doc = help_bytes(text + 9, (size_t)(at + 1 - (text + 9)), "case.txt");
  ent_buf out = ENT_BUF_INIT(1 << 20);
  describe(doc, &out);
  bool same = ent_str_eq(ent_str_trim(expected), ent_str_trim(ent_buf_view(&out)));
  if (!same)
    printf("%s: expected\n%.*s\nbut got\n%.*s\n", path, ENT_STR_ARG(expected), (int)out.n, out.p);
  ent_buf_done(&out);
  ent_document_free(doc);
  return same;
}

int main(void)
{
  glob_t found;
  size_t failed = 0;
  ent_arena *arena = ent_arena_new(0);
  if (glob(SOURCE_CASES "/*.case", 0, NULL, &found) || found.gl_pathc == 0) {
    printf("no cases in %s\n", SOURCE_CASES);
    return 1;
  }
  for (size_t i = 0; i < found.gl_pathc; i++) {
    ent_str bytes;
    ent_error err;
    if (enti_file_read(found.gl_pathv[i], 1 << 20, arena, &bytes, &err) || !run(found.gl_pathv[i], bytes))
      failed++;
  }
  printf("%zu cases, %zu failed\n", found.gl_pathc, failed);
  globfree(&found);
  ent_arena_free(arena);
  help_pack_close();
  return failed != 0;
}
