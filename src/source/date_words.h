/* Dates of publication as metadata and lines of text write them. Dates inside running text are the room text's. */
#ifndef ENTI_DATE_WORDS_H
#define ENTI_DATE_WORDS_H

#include <entente/base.h>

typedef struct enti_stated {
  int year, month, day; /* 0: not stated */
} enti_stated;

/* A date at the very beginning of s: "3 July 2024", "July 3rd, 2024", "Wed, 03 Jul 2024", "2024-07-03", "03.07.2024",
 * "Aug 10" (year 0), "July 2024" (day 0). Returns the bytes taken, 0 where there is none. */
size_t enti_stated_read(ent_str s, enti_stated *ret);
/* A time of day at the beginning of s, with what separates it from a date before it, and its zone: ", 14:05 GMT",
 * " at 2.30 pm". 0 where there is none. *ret_zone (may be NULL): a zone or "am"/"pm" is there. */
size_t enti_clock_read(ent_str s, bool *ret_zone);
/* What a field of metadata says: ISO 8601, RFC 2822, seconds or milliseconds since 1970, PDF's D:YYYYMMDD, or words.
 * No date where it is none of these. */
ent_date enti_date_of_metadata(ent_str s);
/* A date in the name of a file: 2024-07-03, 20240703, 2024_07_03 between other signs. */
ent_date enti_date_of_name(ent_str name);

#endif
