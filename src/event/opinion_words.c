/* Classes and clusters of words, found by the hash of the word (opinion_words.h). */
#include "event/opinion_words.h"

#include "base/hash.h"

uint64_t enti_opinion_key(ent_str word)
{
  return enti_hash_fixed(word, 0x5f0e17a3c2b94d81ULL);
}

const enti_opinion_word *enti_opinion_word_find(const enti_opinion_words *words, ent_str word)
{
  uint64_t key = enti_opinion_key(word);
  uint32_t low = 0, high = words->n; /* the word can only stand in [low, high) */
  for (unsigned guesses = 0; low < high; guesses++) {
    uint64_t first = words->words[low].key, last = words->words[high - 1].key;
    uint32_t middle = low + (high - low) / 2;
    if (key < first || key > last)
      return NULL;
    uint64_t width = (last - first) >> 32; /* keys are hashes, spread evenly: the place follows from the value */
    if (guesses < 3 && width)
      middle = low + (uint32_t)(((key - first) >> 32) * (high - 1 - low) / width);
    if (middle >= high)
      middle = high - 1;
    if (words->words[middle].key == key)
      return &words->words[middle];
    if (words->words[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

const char *enti_opinion_class(const enti_opinion_words *words, unsigned number)
{
  return number < words->n_names ? words->names + (size_t)number * ENTI_CLASS_NAME : "";
}
