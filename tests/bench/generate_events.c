/* generate_events SEED ROWS: made-up GDELT 2.0 events on standard output, in order of days over ten years; the same seed
 * gives the same bytes. Half of the rows are further reports of an article's events, some name no second actor, as in the
 * real files. Made for load: the events mean nothing. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FIRST_DAY 16436 /* 2015-01-01, days since 1970 */
#define DAYS 3652
#define N_STATES ((size_t)60)

static const char *const states[N_STATES] = {
    "USA", "CHN", "RUS", "GBR", "FRA", "DEU", "JPN", "KOR", "PRK", "IND", "PAK", "IRN", "IRQ", "ISR", "SAU", "QAT", "ARE", "TUR", "EGY", "SYR",
    "UKR", "POL", "ITA", "ESP", "CAN", "MEX", "BRA", "ARG", "COL", "VEN", "CUB", "CHL", "PER", "AUS", "NZL", "IDN", "MYS", "SGP", "PHL", "VNM",
    "THA", "MMR", "BGD", "LKA", "NPL", "AFG", "KAZ", "UZB", "ARM", "AZE", "GEO", "BLR", "SWE", "NOR", "FIN", "DNK", "ETH", "ERI", "NGA", "ZAF"};
static const struct { const char *code, *root; int quad; double score; } kinds[] = {
    {"042", "04", 1, 1.9}, {"036", "03", 1, 4.0}, {"051", "05", 1, 3.4}, {"057", "05", 1, 8.0}, {"061", "06", 2, 6.4}, {"071", "07", 2, 7.4},
    {"112", "11", 3, -2.0}, {"111", "11", 3, -2.0}, {"130", "13", 3, -4.4}, {"138", "13", 3, -7.0}, {"163", "16", 4, -8.0}, {"190", "19", 4, -10.0}};
static uint64_t seed;

static uint64_t next(void) /* splitmix64 (Steele, Lea, Flood 2014) */
{
  uint64_t z = (seed += 0x9e3779b97f4a7c15ULL);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

/* Few states are in most of the news: the smaller of two draws. */
static const char *state(void)
{
  size_t a = (size_t)(next() % N_STATES), b = (size_t)(next() % N_STATES);
  return states[a < b ? a : b];
}

static void row(uint64_t id, int day, uint64_t article)
{
  static int last_day = -1;
  static char date[24];
  if (day != last_day) {
    time_t t = (time_t)(FIRST_DAY + day) * 86400;
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(date, sizeof date, "%Y%m%d\t%Y%m\t%Y", &tm);
    last_day = day;
  }
  size_t k = (size_t)(next() % (sizeof kinds / sizeof *kinds));
  const char *a = state(), *b = next() % 4 ? state() : "";
  printf("%llu\t%s\t%.4f\t%s\t%s\t%s\t\t\t\t\t\t\t\t%s\t%s\t%s\t\t\t\t\t\t\t\t", (unsigned long long)id, date, 2015 + day / 365.25, a, a, a, b, b, b);
  printf("1\t%s\t%s\t%s\t%d\t%.1f\t%d\t1\t%d\t%.4f", kinds[k].code, kinds[k].code, kinds[k].root, kinds[k].quad, kinds[k].score,
         (int)(next() % 9) + 1, (int)(next() % 9) + 1, (double)(next() % 1000) / 100 - 5);
  for (int block = 0; block < 3; block++)
    fputs("\t1\tUnited States\tUS\tUS\t\t39.828175\t-98.5795\tUS", stdout);
  printf("\t%.8s000000\thttps://news%llu.example/world/%llu/a-made-up-story\n", date, (unsigned long long)(article % 97), (unsigned long long)article);
}

int main(int argc, char **argv)
{
  if (argc != 3) {
    fputs("usage: generate_events SEED ROWS\n", stderr);
    return 2;
  }
  seed = strtoull(argv[1], NULL, 10);
  uint64_t rows = strtoull(argv[2], NULL, 10), article = 0;
  for (uint64_t i = 0; i < rows; article++) {
    int day = (int)((double)i / (double)rows * DAYS);
    uint64_t own = next() % 6 + 1, at = seed; /* an article's rows, then some of them again */
    for (uint64_t k = 0; k < own && i < rows; k++)
      row(1000000000 + i++, day, article);
    uint64_t after = seed, again = next() % (own + 1);
    seed = at;
    for (uint64_t k = 0; k < again && i < rows; k++)
      row(1000000000 + i++, day, article);
    seed = after ^ article;
  }
  return ferror(stdout) || fflush(stdout) != 0;
}
