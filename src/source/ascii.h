/* ASCII letters, digits and blanks, whatever the locale. */
#ifndef ENTI_ASCII_H
#define ENTI_ASCII_H

#include <entente/base.h>

static inline bool enti_is_blank(char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool enti_is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static inline bool enti_is_upper(char c)
{
  return c >= 'A' && c <= 'Z';
}

static inline char enti_lower(char c)
{
  return enti_is_upper(c) ? (char)(c + 32) : c;
}

static inline bool enti_is_letter(char c) /* any byte beyond ASCII counts as one */
{
  return (enti_lower(c) >= 'a' && enti_lower(c) <= 'z') || (unsigned char)c >= 0x80;
}

/* Does s begin with a lower-case ASCII prefix, in any case? */
static inline bool enti_starts_nocase(ent_str s, const char *prefix)
{
  size_t i = 0;
  for (; prefix[i]; i++)
    if (i >= s.n || enti_lower(s.p[i]) != prefix[i])
      return false;
  return true;
}

static inline bool enti_eq_nocase(ent_str s, const char *lower)
{
  size_t i = 0;
  while (i < s.n && lower[i] && enti_lower(s.p[i]) == lower[i])
    i++;
  return i == s.n && lower[i] == 0;
}

/* Offset of a lower-case ASCII needle in s in any case, SIZE_MAX where it is not there. */
static inline size_t enti_find_nocase(ent_str s, const char *needle)
{
  for (size_t i = 0; i < s.n; i++)
    if (enti_lower(s.p[i]) == needle[0] && enti_starts_nocase(ent_str_slice(s, i, s.n), needle))
      return i;
  return SIZE_MAX;
}

#endif
