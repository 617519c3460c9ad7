/* Tables of scores: any bytes are read or refused with a place and a reason; what is read is within bounds and can be
 * found. Reaches ent_scores_parse, ent_scores_find. */
#include <entente/measure.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
  if (!condition)
    abort();
}

/* Every piece between tabs and line ends, asked for as an event with the one before it as mode. */
static void ask(const ent_scores *scores, ent_str bytes)
{
  size_t from = 0;
  ent_str before = ENT_STR_NONE;
  for (size_t i = 0; i <= bytes.n; i++) {
    if (i < bytes.n && !strchr("\t\n", bytes.p[i]))
      continue;
    ent_str piece = ent_str_slice(bytes, from, i);
    double score = ent_scores_find(scores, piece, before);
    check(isnan(score) || (score >= -10 && score <= 10));
    before = piece;
    from = i + 1;
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  ent_scores *scores = NULL;
  ent_error err = {0};
  ent_str bytes = {(const char *)data, size};
  ent_status status = ent_scores_parse(ENT_STR("fuzz.tsv"), bytes, &scores, &err);
  if (status != ENT_OK) {
    check(scores == NULL && err.status == status && strstr(err.message, "fuzz.tsv") != NULL);
    return 0;
  }
  check(ent_scores_size(scores) <= size);
  ask(scores, bytes);
  ent_scores_close(scores);
  return 0;
}
