/* The list of sources (source_list.h): compiled, and looked up. */
#include "claim/source_list.h"

#include "claim/reference_view.h"

#include "base/table.h"

#include <stdio.h>
#include <unistd.h>

static ent_status compile_one(enti_packer *packer, const char *path, ent_arena *arena, ent_buf *out, ent_error *err)
{
  enti_table t;
  size_t key, title, url;
  bool more = true;
  ent_status status = enti_table_open(&t, path, arena, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, "key", &key, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, "title", &title, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, "url", &url, err);
  if (status == ENT_OK)
    enti_packer_version(packer, t.bytes);
  while (status == ENT_OK && (status = enti_table_next(&t, &more, err)) == ENT_OK && more) {
    source_record r = {enti_packer_string(packer, enti_table_get(&t, key)), enti_packer_string(packer, enti_table_get(&t, title)),
                       enti_packer_string(packer, enti_table_get(&t, url))};
    ent_buf_add(out, &r, sizeof r);
  }
  return status;
}

ent_status enti_source_list_compile(enti_packer *packer, const enti_data_dirs *dirs, ent_error *err)
{
  ent_buf *out = enti_packer_section(packer, "reference.sources");
  ent_arena *arena = ent_arena_new(0);
  ent_status status = out && arena ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < dirs->n && status == ENT_OK; i++) {
    char path[4096];
    int n = snprintf(path, sizeof path, "%s/sources.tsv", dirs->dirs[i]);
    if (n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0)
      status = compile_one(packer, path, arena, out, err);
  }
  ent_arena_free(arena);
  return status == ENT_OK && out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : status;
}

size_t ent_reference_sources(const ent_reference *reference)
{
  return reference->n_sources;
}

ent_fact_source ent_reference_source(const ent_reference *reference, size_t i)
{
  const source_record *s = &reference->sources[i];
  return (ent_fact_source){ent_pack_string(reference->pack, s->key), ent_pack_string(reference->pack, s->title),
                           ent_pack_string(reference->pack, s->url)};
}
