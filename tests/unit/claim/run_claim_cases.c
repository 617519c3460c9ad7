/* Runs a table of claims with their verdicts: `run_claim_cases DATA FILE LEAST`.
 *
 * Passes where at least LEAST of a hundred verdicts are right and no true claim is called contradicted. Every claim
 * that is judged wrongly is printed: the list of what still fails stands in the test's output. */
#include "claim_reader.h"

#include "base/table.h"

#include <stdlib.h>
#include <string.h>

typedef struct score {
  size_t n, right, slandered; /* true claims called contradicted */
} score;

static void judge(const ent_reader *reader, ent_str verdict, ent_str date, ent_str claim, score *s)
{
  char why[512];
  ent_date on = ENT_NO_DATE;
  if (date.n && !ent_date_parse(date, &on))
    fprintf(stderr, "no date: %.*s\n", ENT_STR_ARG(date));
  ent_verdict got = claim_verdict(reader, claim, on, why, sizeof why);
  bool right = ent_str_eq(ent_str_of(ent_verdict_text(got)), verdict);
  s->n++;
  s->right += right;
  s->slandered += got == ENT_CONTRADICTED && !ent_str_eq(verdict, ENT_STR("contradicted"));
  if (!right)
    printf("%s, not %.*s: %.*s (%s)\n", ent_verdict_text(got), ENT_STR_ARG(verdict), ENT_STR_ARG(claim), why);
}

static ent_status run(const ent_reader *reader, const char *path, score *s, ent_error *err)
{
  enti_table t;
  size_t verdict, date, claim;
  bool more = true;
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? enti_table_open(&t, path, arena, err) : ENT_ENOMEM;
  if (status == ENT_OK)
    status = enti_table_column(&t, "verdict", &verdict, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, "date", &date, err);
  if (status == ENT_OK)
    status = enti_table_column(&t, "claim", &claim, err);
  while (status == ENT_OK) {
    status = enti_table_next(&t, &more, err);
    if (status != ENT_OK || !more)
      break;
    judge(reader, enti_table_get(&t, verdict), enti_table_get(&t, date), enti_table_get(&t, claim), s);
  }
  ent_arena_free(arena);
  return status;
}

int main(int argc, char **argv)
{
  ent_error err = {0};
  ent_reader *reader = NULL;
  score s = {0};
  if (argc != 4)
    return 2;
  ent_status status = ent_reader_open(&(ent_reader_options){.data_dir = argv[1]}, &reader, &err);
  if (status == ENT_OK)
    status = run(reader, argv[2], &s, &err);
  ent_reader_close(reader);
  if (status != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  printf("%zu of %zu verdicts right, %zu called contradicted that are not\n", s.right, s.n, s.slandered);
  return s.n && s.right * 100 >= s.n * (size_t)strtoul(argv[3], NULL, 10) && !s.slandered ? 0 : 1;
}
