/* Opening a pack: map it, check it once, then hand out pieces of it. */
#include <entente/pack.h>

#include "base/fault.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/pack_format.h"
#include "base/pack_private.h"

#include <string.h>

struct ent_vocab {
  const struct ent_pack *pack;
  const uint32_t *words;
  const vocab_slot *slots;
  uint32_t n_words, mask;
};

struct ent_pack {
  ent_str bytes;
  bool mapped; /* else allocated */
  char version[33];
  const pack_entry *entries;
  uint32_t n_sections;
  ent_str strings;
  ent_vocab vocab;
};

static ent_status damaged(ent_error *err, const char *name, const char *why)
{
  return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "%s: %s; build it again", name, why);
}

static ent_status check_header(ent_str bytes, const char *name, pack_header *h, ent_error *err)
{
  if (bytes.n < sizeof *h)
    return damaged(err, name, "too short for a pack");
  memcpy(h, bytes.p, sizeof *h);
  if (memcmp(h->magic, ENTI_PACK_MAGIC, 8) != 0)
    return damaged(err, name, "not a pack of Entente");
  if (h->order != ENTI_PACK_ORDER)
    return damaged(err, name, "made on a machine of another byte order");
  if (h->format != ENTI_PACK_FORMAT)
    return ent_fail(err, ENT_EMODEL, ENT_NO_OFFSET, "%s: format %u, this program reads %u", name, h->format,
                    ENTI_PACK_FORMAT);
  if (h->size != bytes.n)
    return damaged(err, name, "truncated");
  if (h->n_sections > ENTI_PACK_MAX_SECTIONS || sizeof *h + h->n_sections * sizeof(pack_entry) > bytes.n)
    return damaged(err, name, "its directory does not fit");
  ent_str body = ent_str_slice(bytes, ENTI_PACK_CHECKED, bytes.n);
  return enti_hash_fixed(body, ENTI_PACK_SEED) == h->checksum ? ENT_OK : damaged(err, name, "its checksum is wrong");
}

static ent_status check_sections(const ent_pack *pack, const char *name, ent_error *err)
{
  for (uint32_t i = 0; i < pack->n_sections; i++) {
    const pack_entry *e = &pack->entries[i];
    if (e->name[sizeof e->name - 1] || e->offset % 16 || e->offset > pack->bytes.n || e->size > pack->bytes.n - e->offset)
      return damaged(err, name, "a section lies outside of it");
  }
  return ENT_OK;
}

static ent_status open_vocab(ent_pack *pack, const char *name, ent_error *err)
{
  ent_str words = ent_pack_section(pack, "vocab.words"), slots = ent_pack_section(pack, "vocab.slots");
  size_t n_slots = slots.n / sizeof(vocab_slot);
  ent_vocab *v = &pack->vocab;
  v->pack = pack;
  if (!n_slots)
    return ENT_OK;
  if (n_slots & (n_slots - 1) || words.n / 4 >= n_slots)
    return damaged(err, name, "its vocabulary is no hash table");
  v->words = (const uint32_t *)(const void *)words.p;
  v->slots = (const vocab_slot *)(const void *)slots.p;
  v->n_words = (uint32_t)(words.n / 4);
  v->mask = (uint32_t)(n_slots - 1);
  return ENT_OK;
}

/* Takes over bytes, also when it fails. */
static ent_status open_bytes(ent_str bytes, bool mapped, const char *name, ent_pack **ret, ent_error *err)
{
  pack_header h;
  ent_pack *pack = enti_calloc(1, sizeof *pack);
  ent_status status = pack ? check_header(bytes, name, &h, err)
                           : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", name);
  if (status == ENT_OK) {
    pack->bytes = bytes;
    pack->mapped = mapped;
    memcpy(pack->version, h.version, sizeof h.version);
    pack->entries = (const pack_entry *)(const void *)(bytes.p + sizeof h);
    pack->n_sections = h.n_sections;
    status = check_sections(pack, name, err);
  }
  if (status == ENT_OK) {
    pack->strings = ent_pack_section(pack, "strings");
    status = open_vocab(pack, name, err);
  }
  if (status == ENT_OK) {
    *ret = pack;
    return ENT_OK;
  }
  free(pack);
  if (mapped)
    enti_file_unmap(bytes);
  else
    free((void *)(uintptr_t)bytes.p);
  return status;
}

ent_status ent_pack_open(const char *path, ent_pack **ret, ent_error *err)
{
  ent_str bytes;
  ent_status status = enti_file_map(path, &bytes, err);
  return status == ENT_OK ? open_bytes(bytes, true, path, ret, err) : status;
}

ent_status enti_pack_from_memory(ent_str bytes, ent_pack **ret, ent_error *err)
{
  void *copy = enti_malloc(bytes.n ? bytes.n : 1); /* malloc aligns to 16 */
  if (!copy)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "pack in memory: out of memory");
  if (bytes.n)
    memcpy(copy, bytes.p, bytes.n);
  return open_bytes((ent_str){copy, bytes.n}, false, "pack in memory", ret, err);
}

void ent_pack_close(ent_pack *pack)
{
  if (!pack)
    return;
  if (pack->mapped)
    enti_file_unmap(pack->bytes);
  else
    free((void *)(uintptr_t)pack->bytes.p);
  free(pack);
}

const char *ent_pack_version(const ent_pack *pack)
{
  return pack->version;
}

ent_str ent_pack_section(const ent_pack *pack, const char *name)
{
  for (uint32_t i = 0; i < pack->n_sections; i++)
    if (strcmp(pack->entries[i].name, name) == 0)
      return ent_str_slice(pack->bytes, pack->entries[i].offset, pack->entries[i].offset + pack->entries[i].size);
  return ENT_STR("");
}

ent_str ent_pack_string(const ent_pack *pack, uint32_t offset)
{
  uint32_t n;
  if (offset == 0 || offset > pack->strings.n || pack->strings.n - offset < sizeof n)
    return ENT_STR("");
  memcpy(&n, pack->strings.p + offset, sizeof n);
  return n <= pack->strings.n - offset - sizeof n ? (ent_str){pack->strings.p + offset + sizeof n, n} : ENT_STR("");
}

const ent_vocab *ent_pack_vocab(const ent_pack *pack)
{
  return &pack->vocab;
}

uint32_t ent_vocab_find(const ent_vocab *vocab, ent_str fold)
{
  if (!vocab->slots || !fold.n)
    return 0;
  uint32_t hash = (uint32_t)enti_hash_fixed(fold, ENTI_PACK_SEED);
  /* bounded, so that a table without an empty slot (a forged pack) ends too */
  for (uint32_t at = hash & vocab->mask, n = 0; n <= vocab->mask; at = (at + 1) & vocab->mask, n++) {
    const vocab_slot *slot = &vocab->slots[at];
    if (slot->id == 0)
      return 0;
    if (slot->hash == hash && ent_str_eq(ent_vocab_word(vocab, slot->id), fold))
      return slot->id;
  }
  return 0;
}

ent_str ent_vocab_word(const ent_vocab *vocab, uint32_t id)
{
  return id && id <= vocab->n_words ? ent_pack_string(vocab->pack, vocab->words[id - 1]) : ENT_STR("");
}

uint32_t ent_vocab_size(const ent_vocab *vocab)
{
  return vocab->n_words;
}
