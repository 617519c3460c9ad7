/* Pictures: well-formed XML whatever the text, no number that is none, the same bytes twice, gaps kept, errors told. */
#include "unit.h"

#include "chart/axis.h"
#include "chart/map_compile.h"

#include <entente/chart.h>

#include <libxml/parser.h>
#include <math.h>
#include <stdio.h>

#define DAY(y, m, d) (ent_date_make((y), (m), (d)).day)

static const ent_chart_frame FRAME = {.title = {"A < B & \"C\" \x01 \xff", 15}, .subtitle = {"since 2005", 10},
                                      .source = {"Source: made up", 15}};

/* As XML; and no "nan" or "inf" among the numbers. KEEP_CHARTS=DIR in the environment writes the picture there. */
static void assert_picture(const ent_buf *svg, const char *name)
{
  assert_false(svg->failed);
  xmlDoc *doc = xmlReadMemory(svg->p, (int)svg->n, name, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
  assert_non_null(doc);
  xmlFreeDoc(doc);
  assert_null(memmem(svg->p, svg->n, "nan", 3));
  assert_null(memmem(svg->p, svg->n, "\"inf", 4));
  const char *dir = getenv("KEEP_CHARTS");
  char path[512];
  if (!dir)
    return;
  snprintf(path, sizeof path, "%s/%s.svg", dir, name);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fwrite(svg->p, 1, svg->n, f);
  fclose(f);
}

static bool has(const ent_buf *out, const char *s)
{
  return out->n && memmem(out->p, out->n, s, strlen(s));
}

static size_t times(const ent_buf *out, const char *s)
{
  size_t n = 0;
  for (const char *at = out->p, *end = out->p + out->n; (at = memmem(at, (size_t)(end - at), s, strlen(s))); at += strlen(s))
    n++;
  return n;
}

/* ---- ticks --------------------------------------------------------------------------------------------------------- */

static void test_ticks(void **state)
{
  (void)state;
  const enti_ticks t = enti_ticks_of(-1, 1, 5);
  char text[32];
  assert_int_equal(t.n, 5);
  assert_true(fabs(t.at[0] + 1) < 1e-9 && fabs(t.step - 0.5) < 1e-9);
  assert_string_equal(enti_tick_text(t.at[2], t.step, text), "0.0");
  assert_int_equal(enti_ticks_of(1, 1, 5).n, 0);
  assert_int_equal(enti_ticks_of(0, INFINITY, 5).n, 0);
  double low = 3, high = 3;
  enti_ticks_widen(&low, &high);
  assert_true(low < 3 && high > 3);
}

static void test_time_ticks(void **state)
{
  (void)state;
  enti_time_ticks t = enti_time_ticks_of(DAY(1950, 3, 1), DAY(2020, 1, 1), 8);
  assert_int_equal(t.precision, ENT_DATE_YEAR);
  assert_int_equal(t.day[0], DAY(1960, 1, 1));
  assert_int_equal(t.day[t.n - 1], DAY(2020, 1, 1));
  t = enti_time_ticks_of(DAY(2022, 1, 15), DAY(2022, 11, 1), 12);
  assert_int_equal(t.precision, ENT_DATE_MONTH);
  assert_int_equal(t.day[0], DAY(2022, 2, 1));
  t = enti_time_ticks_of(DAY(1, 1, 1), DAY(9999, 12, 31), 10);
  assert_true(t.n > 1 && t.n <= AXIS_TICKS);
}

/* ---- panels --------------------------------------------------------------------------------------------------------- */

static void fill(ent_chart_point *p, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const double v = sin((double)i / 9) * 4 + (i > 60 ? 3 : 0);
    p[i] = (ent_chart_point){DAY(2010 + (int)i / 12, 1 + (int)i % 12, 1), v, v - 1.5, v + 1.5};
  }
  p[30].value = NAN; /* a gap */
}

static const ent_chart_mark MARK = {.day = 0, .label = {"+3.1, 98 %", 10}};

static void panels_of(ent_chart_point p[96], ent_chart_line lines[2], ent_chart_panel panels[2], ent_chart_mark *mark)
{
  fill(p, 96);
  *mark = MARK;
  mark->day = DAY(2015, 2, 1), mark->earliest = DAY(2014, 12, 1), mark->latest = DAY(2015, 6, 1);
  lines[0] = (ent_chart_line){ENT_STR("events"), p, 96, false};
  lines[1] = (ent_chart_line){ENT_STR("ties"), p, 30, true};
  panels[0] = (ent_chart_panel){ENT_STR("Events"), ENT_STR("−10 … 10"), NAN, NAN, lines, 2, mark, 1, ENT_STR_NONE};
  panels[1] = (ent_chart_panel){ENT_STR("Votes"), ENT_STR("kappa"), -1, 1, &lines[0], 1, NULL, 0, ENT_STR_NONE};
  panels[1].lines = &lines[1];
}

static void test_panels(void **state)
{
  (void)state;
  ent_chart_point p[96];
  ent_chart_line lines[2];
  ent_chart_panel panels[2];
  ent_chart_mark mark;
  ent_error err = {0};
  ent_buf a = ENT_BUF_INIT(1 << 22), b = ENT_BUF_INIT(1 << 22);
  panels_of(p, lines, panels, &mark);
  assert_ok(ent_chart_panels(&FRAME, panels, 2, p[0].day, p[95].day, &a, &err), &err);
  assert_ok(ent_chart_panels(&FRAME, panels, 2, p[0].day, p[95].day, &b, &err), &err);
  assert_picture(&a, "panels");
  assert_true(a.n == b.n && memcmp(a.p, b.p, a.n) == 0);
  assert_true(has(&a, "A &lt; B &amp; &quot;C&quot;"));
  assert_true(has(&a, "+3.1, 98 %"));
  assert_int_equal(times(&a, "fill-opacity=\"0.18\""), 4); /* the gap cuts the first band in two */
  ent_buf_done(&a);
  ent_buf_done(&b);
}

static void test_panel_without_values(void **state)
{
  (void)state;
  ent_error err = {0};
  const ent_chart_point none = {DAY(2000, 1, 1), NAN, NAN, NAN};
  const ent_chart_line line = {ENT_STR("x"), &none, 1, false};
  const ent_chart_panel panel = {.title = ENT_STR("Events"), .low = NAN, .high = NAN, .lines = &line, .n_lines = 1,
                                 .missing = ENT_STR("no events loaded")};
  ent_buf out = ENT_BUF_INIT(1 << 20);
  assert_ok(ent_chart_panels(&FRAME, &panel, 1, 0, 0, &out, &err), &err);
  assert_picture(&out, "empty");
  assert_true(has(&out, "no events loaded"));
  ent_buf_clear(&out);
  assert_int_equal(ent_chart_panels(&FRAME, &panel, 1, 5, 0, &out, &err), ENT_EINPUT);
  assert_int_equal(ent_chart_panels(&FRAME, &panel, 0, 0, 5, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

/* ---- shares as characters ------------------------------------------------------------------------------------------- */

static void shares_of(ent_chart_shares_of *of, ent_chart_share shares[2], int32_t days[3], double *values, double *line)
{
  for (int i = 0; i < 3; i++)
    days[i] = DAY(2000 + 10 * i, 1, 1);
  const double v[] = {1, NAN, 1, 0, NAN, 3}, l[] = {1, NAN, 1.6};
  memcpy(values, v, sizeof v);
  memcpy(line, l, sizeof l);
  shares[0] = (ent_chart_share){ENT_STR("서울특별시와 그 주변의 모든 이름"), values};
  shares[1] = (ent_chart_share){ENT_STR("B"), values + 3};
  *of = (ent_chart_shares_of){days, 3, shares, 2, line, ENT_STR("effective")};
}

/* A quarter and three quarters at the end, nothing where nothing is known, and no line wider than the terminal. */
static void test_text_shares(void **state)
{
  (void)state;
  ent_chart_shares_of of;
  ent_chart_share shares[2];
  int32_t days[3];
  double values[6], line[3];
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 20);
  const ent_chart_style plain = {.width = 49, .height = 4, .ascii = true}, coloured = {.width = 49, .height = 4, .colour = true};
  shares_of(&of, shares, days, values, line);
  assert_ok(ent_chart_text_shares(&plain, &of, &out, &err), &err);
  assert_true(has(&out, "  100 % |##########                    ==========")); /* all of A, unknown, a quarter of A */
  assert_true(has(&out, "|##########                    ##########")); /* the lowest row */
  assert_true(has(&out, "  25 %"));
  assert_true(has(&out, "  75 %"));
  assert_true(has(&out, "effective"));
  ent_str rest = ent_buf_view(&out), row;
  while (ent_str_split(&rest, '\n', &row))
    assert_true(ent_utf8_width(row) <= 49);
  ent_buf_clear(&out);
  assert_ok(ent_chart_text_shares(&coloured, &of, &out, &err), &err);
  assert_true(has(&out, "\x1b[34m█"));
  assert_int_equal(times(&out, "\x1b[34m") + times(&out, "\x1b[33m") + times(&out, "\x1b[1m"), times(&out, "\x1b[0m"));
  ent_buf_done(&out);
}

static void test_text_shares_refused(void **state)
{
  (void)state;
  ent_chart_shares_of of;
  ent_chart_share shares[2];
  int32_t days[3];
  double values[6], line[3];
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 20);
  const ent_chart_style style = {0};
  shares_of(&of, shares, days, values, line);
  of.n_times = 1;
  assert_ok(ent_chart_text_shares(&style, &of, &out, &err), &err);
  assert_true(has(&out, "2000\n"));
  assert_false(has(&out, "50 %"));
  of.n_times = 3;
  values[0] = -1;
  assert_int_equal(ent_chart_text_shares(&style, &of, &out, &err), ENT_EINPUT);
  values[0] = 1;
  days[1] = days[0];
  assert_int_equal(ent_chart_text_shares(&style, &of, &out, &err), ENT_EINPUT);
  of.n_shares = 0;
  assert_int_equal(ent_chart_text_shares(&style, &of, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

static void test_no_memory(void **state)
{
  (void)state;
  ent_chart_point p[96];
  ent_chart_line lines[2];
  ent_chart_panel panels[2];
  ent_chart_mark mark;
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(2000);
  panels_of(p, lines, panels, &mark);
  assert_int_equal(ent_chart_panels(&FRAME, panels, 2, p[0].day, p[95].day, &out, &err), ENT_ENOMEM);
  ent_buf_done(&out);
}

/* ---- shares --------------------------------------------------------------------------------------------------------- */

static void test_shares(void **state)
{
  (void)state;
  enum { N = 30 };
  int32_t days[N];
  double usa[N], others[N], nato[N], effective[N];
  for (size_t i = 0; i < N; i++) {
    days[i] = DAY(1990 + (int)i, 1, 1);
    usa[i] = i == 12 ? NAN : 10;
    others[i] = i == 12 ? NAN : (double)i / 2;
    nato[i] = i > 15 ? 4 : 0;
    effective[i] = i == 12 ? NAN : 1 + (double)i / 10;
  }
  const ent_chart_share shares[] = {{ENT_STR("United States"), usa}, {ENT_STR("대한민국의 다른 동반자들과 그 밖의 나라들"), others},
                                    {ENT_STR("NATO"), nato}};
  const ent_chart_shares_of of = {days, N, shares, 3, effective, ENT_STR("Effective number of partners")};
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 22);
  assert_ok(ent_chart_shares(&FRAME, &of, &out, &err), &err);
  assert_picture(&out, "shares");
  assert_int_equal(times(&out, "stroke=\"#fff\" stroke-width=\"0.6\""), 6); /* the year without a whole cuts each in two */
  usa[3] = -1;
  assert_int_equal(ent_chart_shares(&FRAME, &of, &out, &err), ENT_EINPUT);
  usa[3] = 1;
  days[3] = days[2];
  assert_int_equal(ent_chart_shares(&FRAME, &of, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

/* ---- bars ----------------------------------------------------------------------------------------------------------- */

static size_t bars_of(ent_chart_bar bars[6])
{
  const ent_str g1 = ENT_STR("Japan"), g2 = ENT_STR("NATO");
  bars[0] = (ent_chart_bar){.label = ENT_STR("alliance"), .group = g1, .start = ent_date_make(1953, 10, 1), .tone = ENT_TONE_GOOD};
  bars[1] = (ent_chart_bar){.label = ENT_STR("sanctions on a very long list of goods and persons"), .group = g1,
                            .start = ent_date_make(2019, 0, 0), .end = ent_date_make(2023, 3, 0), .tone = ENT_TONE_BAD};
  bars[2] = (ent_chart_bar){.label = ENT_STR("summit"), .group = g1, .start = ent_date_make(2012, 0, 0), .moment = true,
                            .tone = ENT_TONE_PLAIN};
  bars[3] = (ent_chart_bar){.label = ENT_STR("dialogue"), .group = g2, .end = ent_date_make(2005, 0, 0), .tone = ENT_TONE_PLAIN};
  bars[4] = (ent_chart_bar){.label = ENT_STR("undated"), .group = g2, .tone = ENT_TONE_GOOD};
  bars[5] = (ent_chart_bar){.label = ENT_STR("of 1900"), .group = g2, .start = ent_date_make(1900, 1, 1),
                            .end = ent_date_make(1901, 1, 1), .tone = ENT_TONE_GOOD};
  return 6;
}

static void test_timeline(void **state)
{
  (void)state;
  ent_chart_bar bars[6];
  const size_t n = bars_of(bars);
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 22);
  assert_ok(ent_chart_timeline(&FRAME, bars, n, DAY(1950, 1, 1), DAY(2024, 1, 1), &out, &err), &err);
  assert_picture(&out, "timeline");
  assert_false(has(&out, "undated"));
  assert_true(has(&out, "2 outside the period"));
  assert_int_equal(ent_chart_timeline(&FRAME, &bars[4], 1, 0, 10, &out, &err), ENT_EINPUT);
  assert_int_equal(ent_chart_timeline(&FRAME, bars, n, 10, 10, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

/* ---- networks and maps ------------------------------------------------------------------------------------------------ */

static void test_network(void **state)
{
  (void)state;
  enum { N = 24 };
  ent_chart_node nodes[N];
  uint32_t edges[2 * N];
  char names[N][8];
  for (size_t i = 0; i < N; i++) {
    snprintf(names[i], sizeof names[i], "S%02zu", i);
    nodes[i] = (ent_chart_node){ent_str_of(names[i]), cos((double)i) * (double)(1 + i % 5), sin((double)i) * (double)(1 + i % 5),
                                (double)(i % 7), (uint32_t)(i % 5), i == 3};
    edges[2 * i] = (uint32_t)i;
    edges[2 * i + 1] = (uint32_t)((i * 7 + 1) % N);
  }
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 22);
  assert_ok(ent_chart_network(&FRAME, nodes, N, edges, N, &out, &err), &err);
  assert_picture(&out, "network");
  ent_buf_clear(&out);
  assert_ok(ent_chart_network(&FRAME, nodes, 1, NULL, 0, &out, &err), &err); /* one node: the middle */
  assert_picture(&out, "one");
  edges[5] = N;
  assert_int_equal(ent_chart_network(&FRAME, nodes, N, edges, N, &out, &err), ENT_EINPUT);
  nodes[2].x = NAN;
  assert_int_equal(ent_chart_network(&FRAME, nodes, N, edges, 0, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

static void test_map(void **state)
{
  (void)state;
  const char *dirs[] = {TEST_DATA};
  ent_error err = {0};
  enti_packer *packer = enti_packer_new();
  ent_pack *pack;
  ent_map *map;
  assert_ok(enti_chart_compile(packer, &(enti_data_dirs){.dirs = dirs, .n = 1}, &err), &err);
  assert_ok(enti_packer_open(packer, &pack, &err), &err);
  assert_ok(ent_map_open(pack, &map, &err), &err);
  double east, north;
  assert_true(ent_map_place(map, ENT_STR("SGP"), &east, &north) && fabs(east - 103.8) < 0.2 && fabs(north - 1.35) < 0.2);
  assert_false(ent_map_place(map, ENT_STR("NATO"), &east, &north));
  assert_false(ent_map_place(map, ENT_STR(""), &east, &north));
  const ent_chart_arc arcs[] = {{ENT_STR("USA"), ENT_STR("United States"), 1, ENT_TONE_GOOD},
                                {ENT_STR("JPN"), ENT_STR("Japan"), 0.6, ENT_TONE_GOOD},
                                {ENT_STR("PRK"), ENT_STR("North Korea"), 0.5, ENT_TONE_BAD},
                                {ENT_STR("SGP"), ENT_STR("Singapore"), 0.2, ENT_TONE_PLAIN},
                                {ENT_STR("AUS"), ENT_STR("Australia"), 0.4, ENT_TONE_GOOD},
                                {ENT_STR("BRA"), ENT_STR("Brazil"), NAN, ENT_TONE_PLAIN},
                                {ENT_STR("NATO"), ENT_STR("NATO"), 0.5, ENT_TONE_GOOD}};
  const ent_chart_arc home = {ENT_STR("KOR"), ENT_STR("South Korea"), 0, ENT_TONE_GOOD};
  ent_buf out = ENT_BUF_INIT(1 << 22);
  assert_ok(ent_chart_map(&FRAME, map, &home, arcs, 7, &out, &err), &err);
  assert_picture(&out, "map");
  assert_true(has(&out, "Not on the map: NATO"));
  assert_int_equal(ent_chart_map(&FRAME, map, &arcs[6], arcs, 7, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
  ent_map_close(map);
  ent_pack_close(pack);
  enti_packer_free(packer);
}

/* ---- the terminal -------------------------------------------------------------------------------------------------------- */

static size_t widest_line(const ent_buf *out)
{
  size_t widest = 0;
  ent_str rest = ent_buf_view(out), line;
  while (rest.n && ent_str_split(&rest, '\n', &line))
    if (ent_utf8_width(line) > widest)
      widest = ent_utf8_width(line);
  return widest;
}

static bool is_ascii(const ent_buf *out)
{
  for (size_t i = 0; i < out->n; i++)
    if ((unsigned char)out->p[i] >= 0x80)
      return false;
  return true;
}

static void test_text_panel(void **state)
{
  (void)state;
  ent_chart_point p[96];
  ent_chart_line lines[2];
  ent_chart_panel panels[2];
  ent_chart_mark mark;
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 20);
  panels_of(p, lines, panels, &mark);
  panels[0].unit = ENT_STR_NONE;
  assert_ok(ent_chart_text_panel(&(ent_chart_style){.width = 60, .height = 8, .ascii = true}, &panels[0], p[0].day, p[95].day, &out,
                                 &err), &err);
  assert_true(is_ascii(&out) && widest_line(&out) <= 60);
  assert_true(has(&out, "*") && has(&out, "+") && has(&out, "2012") && has(&out, "+3.1, 98 %"));
  assert_true(times(&out, "\n") == 1 + 8 + 2 + 1 + 1); /* title, rows, axis, key, mark */
  ent_buf_clear(&out);
  assert_ok(ent_chart_text_panel(&(ent_chart_style){.width = 40, .colour = true}, &panels[0], p[0].day, p[95].day, &out, &err), &err);
  assert_true(has(&out, "\x1b[34m") && has(&out, "\xe2\xa0")); /* colour, and braille */
  ent_buf_clear(&out);
  assert_int_equal(ent_chart_text_panel(&(ent_chart_style){0}, &panels[0], 5, 5, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

static void test_text_timeline(void **state)
{
  (void)state;
  ent_chart_bar bars[6];
  const size_t n = bars_of(bars);
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 20);
  bars[0].label = ENT_STR("대한민국과의 동맹");
  assert_ok(ent_chart_text_timeline(&(ent_chart_style){.width = 72}, bars, n, DAY(1950, 1, 1), DAY(2024, 1, 1), &out, &err), &err);
  assert_true(widest_line(&out) <= 72 && has(&out, "▶") && has(&out, "●") && has(&out, "2 outside the period"));
  ent_buf_clear(&out);
  bars[0].label = ENT_STR("alliance");
  assert_ok(ent_chart_text_timeline(&(ent_chart_style){.width = 72, .ascii = true}, bars, n, DAY(1950, 1, 1), DAY(2024, 1, 1), &out,
                                    &err), &err);
  assert_true(is_ascii(&out) && has(&out, "###") && has(&out, "o"));
  ent_buf_clear(&out); /* near enough that a year is several columns: it fades */
  assert_ok(ent_chart_text_timeline(&(ent_chart_style){.width = 72}, bars, n, DAY(2015, 1, 1), DAY(2024, 1, 1), &out, &err), &err);
  assert_true(has(&out, "░"));
  ent_buf_done(&out);
}

static void test_text_rows(void **state)
{
  (void)state;
  const ent_chart_row rows[] = {{ENT_STR("미국"), ENT_STR("50 %"), 1}, {ENT_STR("Japan"), ENT_STR("25 %"), 0.5},
                                {ENT_STR("nobody"), ENT_STR_NONE, NAN}};
  ent_buf out = ENT_BUF_INIT(1 << 16);
  ent_chart_text_rows(&(ent_chart_style){.width = 60, .ascii = true}, rows, 3, &out);
  assert_int_equal(times(&out, "#"), 20 + 10);
  assert_true(has(&out, "50 %") && widest_line(&out) <= 60);
  ent_buf_done(&out);
}

/* ---- PNG ---------------------------------------------------------------------------------------------------------------- */

static void test_png(void **state)
{
  (void)state;
  ent_error err = {0};
  ent_buf out = ENT_BUF_INIT(1 << 22);
  const ent_str svg = ENT_STR("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"20\"/>");
  ent_status status = ent_chart_png(svg, 2, &out, &err);
  if (status == ENT_ENOTFOUND)
    skip();
  assert_ok(status, &err);
  assert_memory_equal(out.p, "\x89PNG\r\n\x1a\n", 8);
  assert_memory_equal(out.p + 16, "\0\0\0\x3c\0\0\0\x28", 8); /* 60 × 40 */
  assert_int_equal(ent_chart_png(ENT_STR("no picture"), 2, &out, &err), ENT_EIO);
  assert_int_equal(ent_chart_png(svg, 0, &out, &err), ENT_EINPUT);
  ent_buf_done(&out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ticks),    cmocka_unit_test(test_time_ticks), cmocka_unit_test(test_panels),
      cmocka_unit_test(test_panel_without_values), cmocka_unit_test(test_no_memory), cmocka_unit_test(test_shares),
      cmocka_unit_test(test_text_shares), cmocka_unit_test(test_text_shares_refused),
      cmocka_unit_test(test_timeline), cmocka_unit_test(test_network), cmocka_unit_test(test_map), cmocka_unit_test(test_png),
      cmocka_unit_test(test_text_panel), cmocka_unit_test(test_text_timeline), cmocka_unit_test(test_text_rows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
