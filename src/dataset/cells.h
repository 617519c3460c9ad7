/* Fields → values. Missing is what a source writes for it ("", NA, NULL, ".", None), and never 0. */
#ifndef ENTI_DATASET_CELLS_H
#define ENTI_DATASET_CELLS_H

#include <entente/store.h>

bool cell_missing(ent_str s);
/* A whole number; false for all else. "3.0" is one. */
bool cell_int(ent_str s, int64_t *ret);
/* A number; false for all else (also for infinities). Locale-free. */
bool cell_real(ent_str s, double *ret);
/* NaN where missing or no number. */
double cell_number(ent_str s);
/* −1 where missing or no number. */
int64_t cell_count(ent_str s);
/* Letters: i whole number that must be there; I it may be missing; N negative is missing too; R number, may be missing;
 * D negative is missing too; T text; S text that must be there. False: the field is none of that. */
bool cell_of_type(char type, ent_str s, ent_cell *ret);
/* A day: YYYY-MM-DD, YYYYMMDD, M/D/YYYY. False for all else, and outside the years 1800 to 2140. */
bool cell_day(ent_str s, int32_t *ret);
/* "1949-06-29" from numbers, coarser where month or day are missing; empty where the year is. Into the arena. */
ent_cell cell_date(ent_arena *arena, ent_str year, ent_str month, ent_str day);
/* Text that a store can keep: bytes that are no UTF-8 are taken for Latin-1. */
ent_str cell_text(ent_arena *arena, ent_str s);

#define CELL_INT(n) ((ent_cell){.kind = ENT_CELL_INT, .i = (n)})
#define CELL_TEXT(text) ((ent_cell){.kind = ENT_CELL_TEXT, .s = (text)})
#define CELL_NONE ((ent_cell){0})

#endif
