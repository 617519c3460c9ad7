/* Entente: what every other header builds on: status codes, errors, strings, arenas, buffers, dates.
 *
 * Conventions of the whole library
 *  - A function that can fail returns ent_status and takes an ent_error last (may be NULL: don't care).
 *    Outputs are written only on success, the error only on failure, so that calls can be chained.
 *  - Text is an ent_str: pointer and length, no final NUL, usually pointing into a document's bytes.
 *  - Results of the stages live in the document's arena and die with it.
 *  - Knowledge (packs, models, rules) is read-only once opened and may be shared between threads. */
#ifndef ENTENTE_BASE_H
#define ENTENTE_BASE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define ENT_API __attribute__((visibility("default")))
#define ENT_CHECKED __attribute__((warn_unused_result))
#define ENT_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define ENT_API
#define ENT_CHECKED
#define ENT_PRINTF(f, a)
#endif

/* "0.1.0"; the same string that `entente --version` prints. */
ENT_API const char *ent_version(void);

/* ---- status and errors ---------------------------------------------------------------------------------- */

typedef enum ent_status {
  ENT_OK = 0,
  ENT_ENOMEM,     /* out of memory */
  ENT_EINPUT,     /* the bytes given are not what they should be */
  ENT_ENOTFOUND,  /* a file or record that was asked for by name is not there */
  ENT_EIO,        /* the system refused to read or write */
  ENT_ESTORE,     /* the database refused */
  ENT_ELIMIT,     /* an input is larger than a stated limit */
  ENT_EMODEL,     /* a model or data file is damaged or of another version */
  ENT_ECANCELLED, /* the caller asked to stop */
  ENT_EUSAGE      /* the call itself makes no sense (cli: exit code 2) */
} ent_status;

#define ENT_NO_OFFSET UINT64_MAX

/* Where and why something failed. `message` is one line, complete enough to print as it is. */
typedef struct ent_error {
  ent_status status;
  uint64_t offset;    /* byte offset in the input, ENT_NO_OFFSET where it has none */
  char message[1000]; /* always NUL-terminated */
} ent_error;

/* Fills err (which may be NULL) and returns status, so that one can write `return ent_fail(err, …)`. */
ENT_API ent_status ent_fail(ent_error *err, ent_status status, uint64_t offset, const char *format, ...)
    ENT_PRINTF(4, 5);
/* Puts "context: " in front of the message of a failure on its way up; returns err's status (or `status`). */
ENT_API ent_status ent_fail_in(ent_error *err, ent_status status, const char *format, ...) ENT_PRINTF(3, 4);
/* "out of memory", "bad input", … for a status. */
ENT_API const char *ent_status_text(ent_status status);

/* ---- strings ---------------------------------------------------------------------------------------------- */

/* A piece of text: UTF-8 unless said otherwise, not NUL-terminated; p may be NULL where n is 0. */
typedef struct ent_str {
  const char *p;
  size_t n;
} ent_str;

#define ENT_STR(literal) ((ent_str){(literal), sizeof(literal) - 1})
#define ENT_STR_NONE ((ent_str){NULL, 0})
/* for printf: "%.*s", ENT_STR_ARG(s) */
#define ENT_STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

ENT_API ent_str ent_str_of(const char *c_string); /* NULL gives the empty string */
ENT_API bool ent_str_eq(ent_str a, ent_str b);
ENT_API int ent_str_cmp(ent_str a, ent_str b); /* order of bytes; shorter first */
ENT_API bool ent_str_starts(ent_str s, ent_str prefix);
ENT_API bool ent_str_ends(ent_str s, ent_str suffix);
ENT_API ent_str ent_str_trim(ent_str s); /* ASCII white space off both ends */
/* Part of s; from and to are cut to its length. */
ENT_API ent_str ent_str_slice(ent_str s, size_t from, size_t to);
/* The field before the next `separator`; *rest moves behind it. False at the end. */
ENT_API bool ent_str_split(ent_str *rest, char separator, ent_str *ret_field);

/* ---- arena ------------------------------------------------------------------------------------------------- */

/* Memory that is freed all at once. Not thread-safe: one arena belongs to one thread at a time. */
typedef struct ent_arena ent_arena;

/* limit: bytes that it may hand out in all, 0 for no limit. NULL when out of memory. */
ENT_API ent_arena *ent_arena_new(size_t limit);
ENT_API void ent_arena_free(ent_arena *arena);
/* Forgets everything but keeps the first block, for the next document. */
ENT_API void ent_arena_reset(ent_arena *arena);
/* n bytes, aligned to 16, zeroed. NULL when out of memory or over the limit, or when n*size overflows. */
ENT_API void *ent_arena_alloc(ent_arena *arena, size_t n);
ENT_API void *ent_arena_array(ent_arena *arena, size_t n, size_t size);
/* Copies; p is NULL when out of memory (unless s is empty). The copy is followed by a NUL for C's sake. */
ENT_API ent_str ent_arena_str(ent_arena *arena, ent_str s);
ENT_API ent_str ent_arena_printf(ent_arena *arena, const char *format, ...) ENT_PRINTF(2, 3);
ENT_API size_t ent_arena_used(const ent_arena *arena);

/* ---- growing buffer ---------------------------------------------------------------------------------------- */

/* Bytes that grow up to a maximum. Writing past the maximum or out of memory sets `failed` and writes nothing
 * more, so that a long row of writes is checked once at its end. Initialise with ENT_BUF_INIT(max). */
typedef struct ent_buf {
  char *p;
  size_t n, cap, max;
  bool failed;
} ent_buf;

#define ENT_BUF_INIT(maximum) ((ent_buf){NULL, 0, 0, (maximum), false})

ENT_API void ent_buf_done(ent_buf *buf);
ENT_API void ent_buf_clear(ent_buf *buf); /* n = 0, failed = false; keeps the memory */
ENT_API bool ent_buf_reserve(ent_buf *buf, size_t more);
ENT_API void ent_buf_add(ent_buf *buf, const void *bytes, size_t n);
ENT_API void ent_buf_str(ent_buf *buf, ent_str s);
ENT_API void ent_buf_c(ent_buf *buf, const char *c_string);
ENT_API void ent_buf_char(ent_buf *buf, char c);
ENT_API void ent_buf_printf(ent_buf *buf, const char *format, ...) ENT_PRINTF(2, 3);
ENT_API ent_str ent_buf_view(const ent_buf *buf);
/* A JSON string with its quotes; bytes that are no UTF-8 become U+FFFD. */
ENT_API void ent_buf_json(ent_buf *buf, ent_str s);
/* A field of CSV (RFC 4180): in quotes where it holds a quote, a comma or a line break, else as it is. */
ENT_API void ent_buf_csv(ent_buf *buf, ent_str s);

/* ---- dates ------------------------------------------------------------------------------------------------- */

typedef enum ent_precision { ENT_DATE_NONE = 0, ENT_DATE_YEAR, ENT_DATE_MONTH, ENT_DATE_DAY } ent_precision;

/* A period named by a date: its first day and how long it is. "2005" is the whole year, never 1 January.
 * Proleptic Gregorian calendar, years 1 to 9999. A zeroed ent_date is "no date". */
typedef struct ent_date {
  int32_t day;       /* first day of the period, days since 1970-01-01 */
  uint8_t precision; /* ent_precision */
} ent_date;

#define ENT_NO_DATE ((ent_date){0, ENT_DATE_NONE})

/* month and day may be 0: precision follows. No date where the numbers name none (31 February). */
ENT_API ent_date ent_date_make(int year, int month, int day);
ENT_API void ent_date_split(ent_date date, int *ret_year, int *ret_month, int *ret_day); /* 0 where coarser */
ENT_API bool ent_date_known(ent_date date);
/* Last day of the period (the first one is date.day). */
ENT_API int32_t ent_date_last(ent_date date);
/* The same moment, no finer than precision. */
ENT_API ent_date ent_date_coarsen(ent_date date, ent_precision precision);
/* Moves by years, months and days; a month's end stays within the month. Keeps the precision. */
ENT_API ent_date ent_date_add(ent_date date, int years, int months, int days);
/* 0 = Monday … 6 = Sunday, of the first day. */
ENT_API int ent_date_weekday(ent_date date);
/* Order for sorting: by first day, then coarser first; unknown dates last. */
ENT_API int ent_date_cmp(ent_date a, ent_date b);
/* "2005", "2005-07", "2005-07-11" (also YYYYMMDD, and the date part of YYYY-MM-DDTHH:MM…); false for all else. */
ENT_API bool ent_date_parse(ent_str s, ent_date *ret_date);
/* Writes as ent_date_parse reads, "" for no date; returns out. */
ENT_API const char *ent_date_format(ent_date date, char out[16]);

/* ---- UTF-8 ------------------------------------------------------------------------------------------------- */

/* Reads one code point at s[*at] and moves *at behind it. A broken byte gives U+FFFD and moves by one.
 * *at must be < s.n. */
ENT_API uint32_t ent_utf8_next(ent_str s, size_t *at);
/* Writes 1–4 bytes; returns how many. Surrogates and values over 0x10FFFF are written as U+FFFD. */
ENT_API size_t ent_utf8_put(uint32_t code_point, char out[4]);
/* s.n where all of s is valid, else the offset of the first bad byte. */
ENT_API size_t ent_utf8_valid(ent_str s);
/* Columns on a terminal (wide characters count 2, combining 0). */
ENT_API size_t ent_utf8_width(ent_str s);
/* Lower case, diacritics removed, typographic quotes and dashes made ASCII: the form that tables are matched
 * with. Points into s where nothing changes, else into the arena (p NULL when out of memory). */
ENT_API ent_str ent_utf8_fold(ent_arena *arena, ent_str s);

#endif
