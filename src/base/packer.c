/* Building a pack in memory (base/packer.h, base/pack_format.h). */
#include "base/packer.h"

#include "base/fault.h"
#include "base/hash.h"
#include "base/intern.h"
#include "base/pack_format.h"
#include "base/pack_private.h"

#include <string.h>

#define MAX_SECTION ((size_t)1 << 30)
#define OWN_SECTIONS 3u /* strings, vocab.words, vocab.slots */

typedef struct section {
  char name[32];
  ent_buf bytes;
} section;

struct enti_packer {
  enti_intern strings, words;
  ent_buf pool;    /* "strings" */
  ent_buf offsets; /* uint32_t: offset of string id i */
  ent_arena *scratch;
  section *sections[ENTI_PACK_MAX_SECTIONS];
  uint32_t n_sections;
  enti_hash128 version;
};

enti_packer *enti_packer_new(void)
{
  enti_packer *packer = enti_calloc(1, sizeof *packer);
  if (!packer)
    return NULL;
  packer->pool = ENT_BUF_INIT(MAX_SECTION);
  packer->offsets = ENT_BUF_INIT(MAX_SECTION);
  packer->version = ENTI_HASH128_INIT;
  packer->scratch = ent_arena_new(0);
  bool ok = enti_intern_init(&packer->strings) && enti_intern_init(&packer->words) && packer->scratch;
  if (ok && enti_packer_string(packer, ENT_STR("")) == 0)
    return packer;
  enti_packer_free(packer);
  return NULL;
}

void enti_packer_free(enti_packer *packer)
{
  if (!packer)
    return;
  enti_intern_done(&packer->strings);
  enti_intern_done(&packer->words);
  ent_buf_done(&packer->pool);
  ent_buf_done(&packer->offsets);
  ent_arena_free(packer->scratch);
  for (uint32_t i = 0; i < packer->n_sections; i++) {
    ent_buf_done(&packer->sections[i]->bytes);
    free(packer->sections[i]);
  }
  free(packer);
}

uint32_t enti_packer_string(enti_packer *packer, ent_str s)
{
  uint32_t known = packer->strings.n;
  uint32_t id = enti_intern_add(&packer->strings, s);
  if (id == UINT32_MAX)
    return UINT32_MAX;
  if (id == known) { /* new: length, bytes, NUL, padded to 4 */
    uint32_t offset = (uint32_t)packer->pool.n, n = (uint32_t)s.n;
    ent_buf_add(&packer->pool, &n, sizeof n);
    ent_buf_str(&packer->pool, s);
    ent_buf_add(&packer->pool, "\0\0\0\0", 4 - s.n % 4);
    ent_buf_add(&packer->offsets, &offset, sizeof offset);
  }
  if (packer->pool.failed || packer->offsets.failed)
    return UINT32_MAX;
  uint32_t offset;
  memcpy(&offset, packer->offsets.p + (size_t)id * sizeof offset, sizeof offset);
  return offset;
}

uint32_t enti_packer_word(enti_packer *packer, ent_str word)
{
  ent_str fold = ent_utf8_fold(packer->scratch, word);
  if (!fold.n || enti_packer_string(packer, fold) == UINT32_MAX)
    return 0;
  uint32_t id = enti_intern_add(&packer->words, fold);
  return id == UINT32_MAX ? 0 : id + 1;
}

ent_buf *enti_packer_section(enti_packer *packer, const char *name)
{
  for (uint32_t i = 0; i < packer->n_sections; i++)
    if (strcmp(packer->sections[i]->name, name) == 0)
      return &packer->sections[i]->bytes;
  if (packer->n_sections + OWN_SECTIONS >= ENTI_PACK_MAX_SECTIONS || strlen(name) >= sizeof packer->sections[0]->name)
    return NULL;
  section *s = enti_calloc(1, sizeof *s);
  if (!s)
    return NULL;
  strcpy(s->name, name); /* fits: checked above */
  s->bytes = ENT_BUF_INIT(MAX_SECTION);
  packer->sections[packer->n_sections++] = s;
  return &s->bytes;
}

void enti_packer_version(enti_packer *packer, ent_str bytes)
{
  enti_hash128_add(&packer->version, bytes);
}

/* "vocab.words" and "vocab.slots" from the interned words. */
static ent_status build_vocab(enti_packer *packer, ent_buf *words, ent_buf *slots)
{
  uint32_t cap = 16;
  while (cap < packer->words.n * 2u)
    cap *= 2;
  size_t bytes = cap * sizeof(vocab_slot);
  if (!ent_buf_reserve(slots, bytes))
    return ENT_ENOMEM;
  memset(slots->p, 0, bytes);
  slots->n = bytes;
  vocab_slot *table = (vocab_slot *)(void *)slots->p;
  for (uint32_t i = 0; i < packer->words.n; i++) {
    ent_str word = packer->words.keys[i];
    uint32_t offset = enti_packer_string(packer, word), hash = (uint32_t)enti_hash_fixed(word, ENTI_PACK_SEED);
    uint32_t at = hash & (cap - 1);
    while (table[at].id)
      at = (at + 1) & (cap - 1);
    table[at] = (vocab_slot){hash, i + 1};
    ent_buf_add(words, &offset, sizeof offset);
  }
  return words->failed ? ENT_ENOMEM : ENT_OK;
}

static void pad(ent_buf *out)
{
  static const char zeros[16];
  ent_buf_add(out, zeros, (16 - out->n % 16) % 16);
}

static void add_section(ent_buf *out, size_t entry_at, const char *name, const ent_buf *bytes)
{
  pad(out);
  pack_entry entry = {.offset = out->n, .size = bytes->n};
  memcpy(entry.name, name, strlen(name));
  ent_buf_add(out, bytes->p, bytes->n);
  if (!out->failed)
    memcpy(out->p + entry_at, &entry, sizeof entry);
}

static void write_sections(enti_packer *packer, const ent_buf *words, const ent_buf *slots, ent_buf *out)
{
  size_t entry_at = sizeof(pack_header);
  for (uint32_t i = 0; i < packer->n_sections; i++, entry_at += sizeof(pack_entry))
    add_section(out, entry_at, packer->sections[i]->name, &packer->sections[i]->bytes);
  add_section(out, entry_at, "strings", &packer->pool);
  add_section(out, entry_at + sizeof(pack_entry), "vocab.words", words);
  add_section(out, entry_at + 2 * sizeof(pack_entry), "vocab.slots", slots);
}

static void write_header(const enti_packer *packer, ent_buf *out)
{
  char hex[33];
  enti_hash128_hex(packer->version, hex);
  pack_header h = {.order = ENTI_PACK_ORDER, .format = ENTI_PACK_FORMAT, .size = out->n,
                   .n_sections = packer->n_sections + OWN_SECTIONS};
  memcpy(h.magic, ENTI_PACK_MAGIC, sizeof h.magic);
  memcpy(h.version, hex, sizeof h.version);
  memcpy(out->p, &h, sizeof h);
  h.checksum = enti_hash_fixed((ent_str){out->p + ENTI_PACK_CHECKED, out->n - ENTI_PACK_CHECKED}, ENTI_PACK_SEED);
  memcpy(out->p, &h, sizeof h);
}

ent_status enti_packer_write(enti_packer *packer, ent_buf *out, ent_error *err)
{
  ent_buf words = ENT_BUF_INIT(MAX_SECTION), slots = ENT_BUF_INIT(MAX_SECTION);
  ent_status status = build_vocab(packer, &words, &slots);
  size_t head = sizeof(pack_header) + (packer->n_sections + OWN_SECTIONS) * sizeof(pack_entry);
  bool failed = packer->pool.failed;
  for (uint32_t i = 0; i < packer->n_sections; i++)
    failed |= packer->sections[i]->bytes.failed;
  if (status == ENT_OK && !failed && ent_buf_reserve(out, head)) {
    memset(out->p + out->n, 0, head);
    out->n += head;
    write_sections(packer, &words, &slots, out);
    if (!out->failed)
      write_header(packer, out);
  } else {
    out->failed = true;
  }
  ent_buf_done(&words);
  ent_buf_done(&slots);
  return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "building the pack: out of memory") : ENT_OK;
}

ent_status enti_packer_open(enti_packer *packer, ent_pack **ret, ent_error *err)
{
  ent_buf bytes = ENT_BUF_INIT(MAX_SECTION * 2);
  ent_status status = enti_packer_write(packer, &bytes, err);
  if (status == ENT_OK)
    status = enti_pack_from_memory(ent_buf_view(&bytes), ret, err);
  ent_buf_done(&bytes);
  return status;
}
