/* JSON with places: checks a value and walks it where it lies, so that every string can be traced to its bytes and
 * unknown values be kept as they were written. (A tree of values, as JSON libraries build it, has lost both; the unit
 * tests compare with jansson.) */
#ifndef ENTI_JSON_SCAN_H
#define ENTI_JSON_SCAN_H

#include "source/charset.h"

#define ENTI_JSON_DEEPEST 200

/* Checks the value at s[*at], moving *at behind it. False: *at is the bad place, *ret_why a static reason.
 * Lone surrogates and raw control characters in strings are let pass (both occur); all else is as RFC 8259 has it. */
bool enti_json_check(ent_str s, size_t *at, const char **ret_why);

/* The members of a checked object, one after the other: *at is 0 at first. Key without its quotes, not decoded; value
 * as it stands. Both point into object. */
bool enti_json_member(ent_str object, size_t *at, ent_str *ret_key, ent_str *ret_value);
/* The elements of a checked array. */
bool enti_json_element(ent_str array, size_t *at, ent_str *ret_value);
/* Value of a key (given decoded, ASCII) in a checked object; empty where it is not there. */
ent_str enti_json_get(ent_str object, const char *key);

/* A checked string, with its quotes, decoded and appended to out; map: from there to the offsets of whole, in which the
 * string lies and which has the map `origin` itself. Control characters are tamed. False: out of memory or limit. */
bool enti_json_decode(ent_str string, const enti_decoded *whole, ent_buf *out, enti_map *map);

#endif
