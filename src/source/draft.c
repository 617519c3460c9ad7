/* Documents in the making; see draft.h. */
#include "source/draft.h"

#include "base/hash.h"
#include "base/vec.h"
#include "source/layout.h"

#include <string.h>

ent_status enti_draft_init(enti_draft *draft, ent_str kind, ent_error *err)
{
  *draft = (enti_draft){.text = ENT_BUF_INIT(ENT_MAX_DOCUMENT)};
  ent_arena *arena = ent_arena_new(0);
  draft->doc = arena ? ent_arena_alloc(arena, sizeof *draft->doc) : NULL;
  if (!draft->doc) {
    ent_arena_free(arena);
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  }
  draft->doc->arena = arena;
  draft->doc->kind = kind;
  return ENT_OK;
}

void enti_draft_done(enti_draft *draft)
{
  if (draft->doc)
    ent_arena_free(draft->doc->arena);
  ent_buf_done(&draft->text);
  enti_map_done(&draft->map);
  *draft = (enti_draft){0};
}

/* ---- adding ------------------------------------------------------------------------------------------------- */

/* Where an offset that a reader gives lies in the original. */
static uint64_t original(const enti_draft *draft, uint64_t at)
{
  const enti_map *origin = draft->origin;
  return origin ? enti_map_original(origin->pieces, origin->n, (uint32_t)at, draft->origin_length) : at;
}

void enti_draft_add(enti_draft *draft, ent_str text, uint64_t from, uint64_t n)
{
  bool fine;
  uint32_t at = (uint32_t)draft->text.n, m = (uint32_t)text.n;
  if (text.n == 0 || draft->text.failed || !ent_buf_reserve(&draft->text, text.n))
    return;
  if (draft->origin && n == text.n) {
    fine = enti_map_copy(&draft->map, at, draft->origin, draft->origin_length, (uint32_t)from, (uint32_t)(from + n));
  } else {
    uint64_t first = original(draft, from), last = original(draft, from + n);
    uint64_t made = last > first ? last - first : 0;
    fine = enti_map_add(&draft->map, at, m, first, made > UINT32_MAX ? UINT32_MAX : (uint32_t)made);
  }
  draft->failed |= !fine;
  ent_buf_str(&draft->text, text);
}

void enti_draft_glue(enti_draft *draft, const char *text)
{
  const enti_map *map = &draft->map;
  const ent_map_piece *last = map->n ? &map->pieces[map->n - 1] : NULL;
  uint64_t here = last ? last->from + last->n : 0;
  size_t n = strlen(text);
  if (draft->text.n == 0 || (draft->text.n >= n && !memcmp(draft->text.p + draft->text.n - n, text, n)))
    return; /* nothing to keep apart, or it is apart already */
  if (!enti_map_add(&draft->map, (uint32_t)draft->text.n, (uint32_t)strlen(text), here, 0))
    draft->failed = true;
  ent_buf_c(&draft->text, text);
}

void enti_draft_cut(enti_draft *draft, size_t n)
{
  if (n >= draft->text.n)
    return;
  enti_map_cut(&draft->map, (uint32_t)n, (uint32_t)draft->text.n);
  draft->text.n = n;
}

void enti_draft_mark(enti_draft *draft, uint32_t start, ent_region_kind kind, const char *why)
{
  void *regions = draft->regions;
  uint32_t end = (uint32_t)draft->text.n;
  if (start >= end)
    return;
  if (!enti_grow(draft->doc->arena, &regions, draft->n_regions, &draft->cap_regions, sizeof *draft->regions)) {
    draft->failed = true;
    return;
  }
  draft->regions = regions;
  draft->regions[draft->n_regions++] = (ent_region){start, end, kind, why};
}

ent_str enti_draft_keep(enti_draft *draft, ent_str s)
{
  ent_str copy = ent_arena_str(draft->doc->arena, s);
  if (!copy.p)
    draft->failed = true;
  return copy;
}

void enti_draft_field(enti_draft *draft, ent_str name, ent_str json)
{
  ent_document *doc = draft->doc;
  ent_field *fields = (ent_field *)doc->fields;
  size_t n = doc->n_fields;
  if ((n & (n - 1)) == 0) { /* room for the next power of two */
    ent_field *wider = ent_arena_array(doc->arena, n ? 2 * n : 1, sizeof *wider);
    if (!wider) {
      draft->failed = true;
      return;
    }
    if (n)
      memcpy(wider, fields, n * sizeof *wider);
    doc->fields = fields = wider;
  }
  fields[doc->n_fields++] = (ent_field){enti_draft_keep(draft, name), enti_draft_keep(draft, json)};
}

void enti_draft_title(enti_draft *draft, ent_str title, uint64_t from, uint64_t n)
{
  if (title.n == 0)
    return;
  draft->doc->title = enti_draft_keep(draft, title);
  enti_draft_add(draft, title, from, n);
  enti_draft_mark(draft, 0, ENT_REGION_TITLE, "title");
  enti_draft_glue(draft, "\n\n");
}

void enti_draft_body(enti_draft *draft, ent_str body, uint64_t from)
{
  ent_str title = draft->doc->title;
  bool twice = title.n && ent_str_starts(body, title) && body.n > title.n && body.p[title.n] == '\n' &&
               draft->text.n == title.n + 2;
  if (twice) { /* the title is marked where it stands in the body */
    enti_draft_cut(draft, 0);
  }
  enti_draft_add(draft, body, from, body.n);
}

/* ---- finishing ---------------------------------------------------------------------------------------------- */

static void hash_document(ent_document *doc)
{
  char date[16] = "";
  /* a file that was merely touched is still the same document */
  if (doc->date_basis != ENT_BASIS_FILE)
    ent_date_format(doc->date, date);
  enti_hash128 h = ENTI_HASH128_INIT;
  enti_hash128_add(&h, ent_str_of(date));
  enti_hash128_add(&h, doc->source);
  enti_hash128_add(&h, doc->title);
  enti_hash128_add(&h, doc->text);
  enti_hash128_hex(h, doc->hash);
}

static void take_date(ent_document *doc, ent_date date, ent_basis basis)
{
  if (ent_date_known(doc->date) || !ent_date_known(date))
    return;
  doc->date = date;
  doc->date_basis = basis;
}

/* What the document says of itself in a field of its own stands; then what the user says; then what stands in the
 * text; the file's own date is the last resort. */
static void settle(enti_draft *draft, const enti_finish *finish, const enti_layout *layout)
{
  ent_document *doc = draft->doc;
  take_date(doc, finish->options->date, ENT_BASIS_GIVEN);
  take_date(doc, layout->date, ENT_BASIS_TEXT);
  take_date(doc, draft->weak_date, ENT_BASIS_FILE);
  if (!doc->source.n && finish->options->name.n)
    doc->source = enti_draft_keep(draft, finish->options->name);
  if (!doc->source.n && layout->source.n)
    doc->source = enti_draft_keep(draft, layout->source);
  if (!doc->title.n && layout->title.n)
    doc->title = enti_draft_keep(draft, layout->title);
  if (!doc->id.n)
    doc->id = enti_draft_keep(draft, finish->id);
  doc->path = enti_draft_keep(draft, finish->path);
}

static ent_status move_in(enti_draft *draft, ent_error *err)
{
  ent_document *doc = draft->doc;
  if (draft->text.failed && draft->text.n + 1 >= draft->text.max / 2)
    return ent_fail(err, ENT_ELIMIT, ENT_NO_OFFSET, "more than %zu bytes of text", ENT_MAX_DOCUMENT);
  if (draft->failed || draft->text.failed)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  doc->text = enti_draft_keep(draft, ent_buf_view(&draft->text));
  ent_map_piece *map = ent_arena_array(doc->arena, draft->map.n, sizeof *map);
  if (!map || !doc->text.p)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (draft->map.n)
    memcpy(map, draft->map.pieces, draft->map.n * sizeof *map);
  doc->map = map;
  doc->n_map = draft->map.n;
  ent_buf_done(&draft->text);
  enti_map_done(&draft->map);
  return ENT_OK;
}

ent_status enti_draft_finish(enti_draft *draft, const enti_finish *finish, ent_document **ret, ent_error *err)
{
  ent_document *doc = draft->doc;
  enti_layout layout = {.guess_title = draft->guess_title, .given = draft->regions, .n_given = draft->n_regions};
  size_t n = draft->text.n;
  while (n && strchr(" \t\n", draft->text.p[n - 1]))
    n--;
  if (!draft->guess_title) /* glue at the end; plain text stays as it is */
    enti_draft_cut(draft, n);
  if (!draft->text.failed && ent_str_trim(ent_buf_view(&draft->text)).n == 0)
    return ent_fail(err, ENT_EINPUT, 0, "empty");
  ent_status status = move_in(draft, err);
  if (!status)
    status = enti_layout_read(&layout, doc, finish->boilerplate, err);
  if (status)
    return status;
  settle(draft, finish, &layout);
  if (draft->failed)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  hash_document(doc);
  draft->doc = NULL;
  *ret = doc;
  return ENT_OK;
}
