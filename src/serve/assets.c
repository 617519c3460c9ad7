/* The page's files (assets.h), each as it is and packed with gzip, taken in whole by the assembler. What is sent is
 * chosen by Accept-Encoding; its ETag is a hash of the bytes. */
#include "serve/assets.h"

#include "asset_stamp.h" /* made by the build; changes with the files below, so that this one is compiled again */

#include "base/fault.h"
#include "base/hash.h"

#include <stdio.h>
#include <string.h>

#define ASSET(symbol, file)                                                                                               \
  __asm__(".section .rodata\n"                                                                                            \
          ".global enti_asset_" #symbol "\n"                                                                              \
          ".hidden enti_asset_" #symbol "\n"                                                                              \
          "enti_asset_" #symbol ":\n"                                                                                     \
          ".incbin \"" ENT_ASSETS_DIR "/" file "\"\n"                                                                     \
          ".global enti_asset_" #symbol "_end\n"                                                                          \
          ".hidden enti_asset_" #symbol "_end\n"                                                                          \
          "enti_asset_" #symbol "_end:\n"                                                                                 \
          ".byte 0\n"                                                                                                     \
          ".global enti_asset_" #symbol "_gz\n"                                                                           \
          ".hidden enti_asset_" #symbol "_gz\n"                                                                           \
          "enti_asset_" #symbol "_gz:\n"                                                                                  \
          ".incbin \"" ENT_ASSETS_PACKED_DIR "/" file ".gz\"\n"                                                           \
          ".global enti_asset_" #symbol "_gz_end\n"                                                                       \
          ".hidden enti_asset_" #symbol "_gz_end\n"                                                                       \
          "enti_asset_" #symbol "_gz_end:\n"                                                                              \
          ".byte 0\n"                                                                                                     \
          ".section .text\n");                                                                                            \
  extern const char enti_asset_##symbol[], enti_asset_##symbol##_end[], enti_asset_##symbol##_gz[],                       \
      enti_asset_##symbol##_gz_end[]

ASSET(index, "index.html");
ASSET(script, "page.js");
ASSET(style, "page.css");
ASSET(world, "world.json");
ASSET(icon, "icon.svg");

#define BYTES(symbol)                                                                                                     \
  enti_asset_##symbol, enti_asset_##symbol##_end, enti_asset_##symbol##_gz, enti_asset_##symbol##_gz_end

static const struct {
  const char *path, *type, *bytes, *end, *packed, *packed_end;
} files[] = {{"/", "text/html; charset=utf-8", BYTES(index)},
             {"/page.js", "text/javascript; charset=utf-8", BYTES(script)},
             {"/page.css", "text/css; charset=utf-8", BYTES(style)},
             {"/world.json", "application/json", BYTES(world)},
             {"/icon.svg", "image/svg+xml", BYTES(icon)}};
#define N_FILES (sizeof files / sizeof *files)

struct enti_assets {
  char etags[N_FILES][2][40]; /* plain, packed: "\"32 digits\"" */
};

static ent_str bytes_of(size_t i, bool packed)
{
  const char *from = packed ? files[i].packed : files[i].bytes, *to = packed ? files[i].packed_end : files[i].end;
  return (ent_str){from, (size_t)(to - from)};
}

enti_assets *enti_assets_new(void)
{
  enti_assets *a = enti_calloc(1, sizeof *a);
  for (size_t i = 0; a && i < N_FILES; i++)
    for (int packed = 0; packed < 2; packed++) {
      enti_hash128 h = ENTI_HASH128_INIT;
      char hex[33];
      enti_hash128_add(&h, bytes_of(i, packed));
      enti_hash128_hex(h, hex);
      snprintf(a->etags[i][packed], sizeof a->etags[i][packed], "\"%s\"", hex);
    }
  return a;
}

void enti_assets_free(enti_assets *assets)
{
  free(assets);
}

/* "gzip" among the codings, and not refused with q=0. */
static bool takes_gzip(ent_str accept)
{
  ent_str coding;
  while (accept.n && ent_str_split(&accept, ',', &coding)) {
    coding = ent_str_trim(coding);
    if (!ent_str_starts(coding, ENT_STR("gzip")))
      continue;
    ent_str rest = ent_str_slice(coding, 4, coding.n);
    return !rest.n || (rest.p[0] == ';' && !memmem(rest.p, rest.n, "q=0", 3)) || memmem(rest.p, rest.n, "q=0.", 4);
  }
  return false;
}

/* If-None-Match: a list of tags, weak or not, or *. */
static bool has_tag(ent_str tags, const char *etag)
{
  return ent_str_eq(tags, ENT_STR("*")) || (tags.n && memmem(tags.p, tags.n, etag, strlen(etag)));
}

bool enti_assets_answer(const enti_assets *a, const ent_request *request, ent_str path, ent_answer *ret)
{
  size_t i = 0;
  while (i < N_FILES && !ent_str_eq(path, ent_str_of(files[i].path)))
    i++;
  if (i == N_FILES)
    return false;
  bool packed = takes_gzip(request->accept_encoding);
  *ret = (ent_answer){.status = 200, .type = files[i].type, .body = bytes_of(i, packed), .etag = a->etags[i][packed],
                      .gzip = packed, .varies = true};
  if (has_tag(request->if_none_match, ret->etag)) {
    ret->status = 304;
    ret->body = ENT_STR_NONE;
  }
  return true;
}
