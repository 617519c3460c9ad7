/* Speed of the text room: bench_text [--pack FILE] [--repeat N] TEXT…
 *
 * Reads each file as one document again and again and prints megabytes and words per CPU second for splitting and for
 * times. Each document gets an arena of its own, as in the program. */
#include "base/file.h"
#include <entente/text.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

typedef struct totals {
  double split, times, bytes, words, found;
} totals;

static bool read_once(ent_str text, const ent_pack *pack, ent_arena *arena, totals *sums)
{
  ent_error err = {0};
  ent_document doc = {.arena = arena, .text = text, .date = ent_date_make(2024, 8, 29)};
  double start = now();
  bool ok = ent_text_split(&doc, pack, &err) == ENT_OK;
  double middle = now();
  ok = ok && ent_text_times(&doc, &err) == ENT_OK;
  sums->times += now() - middle;
  sums->split += middle - start;
  sums->bytes += (double)text.n;
  sums->words += (double)doc.n_tokens;
  sums->found += (double)doc.n_times;
  if (!ok)
    fprintf(stderr, "%s\n", err.message);
  ent_arena_reset(arena);
  return ok;
}

int main(int argc, char **argv)
{
  ent_pack *pack = NULL;
  ent_error err = {0};
  int repeat = 1;
  totals sums = {0};
  ent_arena *arena = ent_arena_new(0);
  for (int i = 1; i < argc && arena; i++) {
    ent_str text;
    if (!strcmp(argv[i], "--repeat") && i + 1 < argc) {
      repeat = atoi(argv[++i]);
    } else if (!strcmp(argv[i], "--pack") && i + 1 < argc) {
      if (ent_pack_open(argv[++i], &pack, &err) != ENT_OK)
        break;
    } else if (enti_file_map(argv[i], &text, &err) == ENT_OK) {
      for (int n = 0; n < repeat && read_once(text, pack, arena, &sums); n++)
        continue;
      enti_file_unmap(text);
    }
  }
  if (*err.message)
    fprintf(stderr, "%s\n", err.message);
  printf("split %6.1f MB/s %9.0f words/s   times %6.1f MB/s %9.0f words/s   (%.0f words, %.0f times)\n",
         sums.bytes / sums.split / 1e6, sums.words / sums.split, sums.bytes / sums.times / 1e6, sums.words / sums.times,
         sums.words, sums.found);
  ent_arena_free(arena);
  ent_pack_close(pack);
  return *err.message != 0;
}
