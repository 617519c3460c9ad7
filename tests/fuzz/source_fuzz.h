/* What the harnesses of the room `source` share: bytes behind a beginning that makes them a certain kind are read to the
 * end through the public interface, and every document is checked. */
#ifndef SOURCE_FUZZ_H
#define SOURCE_FUZZ_H

#include <entente/source.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ent_pack *fuzz_pack;

static void fuzz_begin(void)
{
  static bool begun;
  const char *path = getenv("ENTENTE_PACK");
  if (begun)
    return;
  begun = true;
  setenv("PATH", "/nonexistent", 1); /* no pdftotext for each input */
  if (path && ent_pack_open(path, &fuzz_pack, NULL))
    fuzz_pack = NULL;
}

static void fuzz_assert(bool fine, const char *what)
{
  if (fine)
    return;
  fprintf(stderr, "broken: %s\n", what);
  abort();
}

static bool fuzz_boundary(ent_str s, size_t at)
{
  return at == s.n || (at < s.n && ((unsigned char)s.p[at] & 0xC0) != 0x80);
}

/* most: original offsets lie below it; 0 where they count in unpacked bytes. */
static void fuzz_check(const ent_document *doc, uint64_t most)
{
  uint32_t behind = 0;
  fuzz_assert(doc->text.n > 0 && ent_utf8_valid(doc->text) == doc->text.n, "D1: valid UTF-8");
  for (size_t i = 0; i < doc->text.n; i++)
    fuzz_assert((unsigned char)doc->text.p[i] >= 0x20 || strchr("\n\t", doc->text.p[i]), "no control characters");
  for (size_t i = 0; i < doc->n_regions; i++) {
    const ent_region *r = &doc->regions[i];
    fuzz_assert(r->start >= behind && r->start < r->end && r->end <= doc->text.n, "regions in order");
    fuzz_assert(fuzz_boundary(doc->text, r->start) && fuzz_boundary(doc->text, r->end), "regions on boundaries");
    fuzz_assert(r->why && r->why[0], "regions with reasons");
    behind = r->end;
  }
  for (size_t i = 0; i < doc->n_map; i++) {
    fuzz_assert(doc->map[i].at < doc->text.n || i == 0, "map inside the text");
    fuzz_assert(i == 0 || doc->map[i - 1].at < doc->map[i].at, "map in order");
    fuzz_assert(!most || doc->map[i].from + doc->map[i].n <= most, "map inside the bytes");
  }
  fuzz_assert(ent_utf8_valid(doc->title) == doc->title.n && ent_utf8_valid(doc->id) == doc->id.n &&
                  ent_utf8_valid(doc->source) == doc->source.n && ent_utf8_valid(doc->path) == doc->path.n,
              "names are UTF-8");
  fuzz_assert(strlen(doc->hash) == 32, "hash");
}

static void fuzz_source(const char *prefix, const uint8_t *data, size_t size, bool exact)
{
  char path[64];
  ent_source *source = NULL;
  ent_source_options options = ENT_SOURCE_OPTIONS_INIT;
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  fuzz_begin();
  options.pack = fuzz_pack;
  options.max_bytes = 1 << 20;
  if (fd < 0 || write(fd, prefix, strlen(prefix)) < 0 || write(fd, data, size) < 0)
    exit(1);
  snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
  if (!ent_source_open(path, &options, &source, NULL)) {
    size_t failures = 0;
    for (ent_document *doc = NULL;; doc = NULL) {
      ent_error err = {0};
      ent_status status = ent_source_next(source, &doc, &err);
      if (status) {
        fuzz_assert(err.message[0] && err.status == status && !doc, "failures say why");
        fuzz_assert(++failures <= strlen(prefix) + size + 2, "failures come to an end");
        continue;
      }
      if (!doc)
        break;
      fuzz_check(doc, exact ? strlen(prefix) + size : 0);
      ent_document_free(doc);
    }
  }
  ent_source_close(source);
  close(fd);
}

#endif
