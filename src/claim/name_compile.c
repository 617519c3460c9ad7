/* A name is cut into runs of letters and digits, as sentence_names.c cuts the text, so that "Zapad-2013" and
 * "Zapad 2013" meet. */
#include "claim/name_compile.h"

#include "claim/reference_format.h"

#include "base/fault.h"
#include "base/vec.h"

#include <ctype.h>

#define MAX_NAME_WORDS 24

struct enti_name_list {
  enti_packer *packer;
  ent_buf *words;
  name_record *names;
  size_t n, cap;
};

enti_name_list *enti_name_list_new(enti_packer *packer)
{
  enti_name_list *list = enti_calloc(1, sizeof *list);
  if (!list)
    return NULL;
  list->packer = packer;
  list->words = enti_packer_section(packer, "claim.name_words");
  if (list->words)
    return list;
  free(list);
  return NULL;
}

void enti_name_list_free(enti_name_list *list)
{
  if (list)
    free(list->names);
  free(list);
}

static bool of_word(char c)
{
  return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* The words of a name; how many, 0 for too many. */
static size_t cut(enti_packer *packer, ent_str name, uint32_t out[MAX_NAME_WORDS])
{
  size_t n = 0;
  for (size_t i = 0; i < name.n;) {
    size_t from = i;
    while (i < name.n && of_word(name.p[i]))
      i++;
    if (i > from && n == MAX_NAME_WORDS)
      return 0;
    if (i > from)
      out[n++] = enti_packer_word(packer, ent_str_slice(name, from, i));
    while (i < name.n && !of_word(name.p[i]))
      i++;
  }
  return n;
}

bool enti_name_list_add(enti_name_list *list, uint32_t kind, ent_str name, ent_str value)
{
  uint32_t words[MAX_NAME_WORDS];
  size_t n = cut(list->packer, name, words);
  if (!n)
    return true;
  if (!enti_grow_heap((void **)&list->names, list->n, &list->cap, sizeof *list->names))
    return false;
  list->names[list->n++] =
      (name_record){words[0], (uint32_t)(list->words->n / sizeof(uint32_t)), (uint32_t)n,
                    kind,     enti_packer_string(list->packer, value),       enti_packer_string(list->packer, name)};
  ent_buf_add(list->words, words, n * sizeof *words);
  return !list->words->failed;
}

/* For qsort_r: by first word, longer first, equal names side by side, then as added. */
static int by_word(const void *a, const void *b, void *words)
{
  const name_record *x = a, *y = b;
  const uint32_t *w = words;
  if (x->first_word != y->first_word)
    return x->first_word < y->first_word ? -1 : 1;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  for (uint32_t i = 0; i < x->n; i++)
    if (w[x->at + i] != w[y->at + i])
      return w[x->at + i] < w[y->at + i] ? -1 : 1;
  return (x->at > y->at) - (x->at < y->at);
}

ent_status enti_name_list_write(enti_name_list *list, ent_error *err)
{
  ent_buf *out = enti_packer_section(list->packer, "claim.names");
  if (!out)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (list->n) {
    qsort_r(list->names, list->n, sizeof *list->names, by_word, list->words->p);
    ent_buf_add(out, list->names, list->n * sizeof *list->names);
  }
  return out->failed ? ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory") : ENT_OK;
}
