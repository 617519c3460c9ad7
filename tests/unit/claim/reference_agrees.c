/* Sentences made from the reference base itself: `reference_agrees DATA`.
 *
 * What the base says must never be called contradicted, whatever form it is put in; the same with the year moved should
 * mostly be. Many more sentences than anybody writes by hand; they say nothing of how well the base knows the world. */
#include "claim_reader.h"

#include <stdlib.h>
#include <string.h>

typedef struct tally {
  const ent_reader *reader;
  size_t made, confirmed, slandered, moved, caught;
} tally;

static const char *const joins[] = {"%.*s joined %.*s %s.", "%.*s became a full member of %.*s %s.",
                                    "%.*s was admitted to %.*s %s.", "%.*s, which joined %.*s %s, is far away."};
static const char *const meetings[] = {"The %.*s summit in %.*s %s ended with a statement.",
                                       "%.*s leaders met in %.*s %s.", "The %.*s summit was held in %.*s %s."};

/* "in 1999", "in March 1999", "on 12 March 1999", in turn; years later by `shift`. */
static const char *when(ent_date date, int shift, unsigned form, char out[64])
{
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  int y, m, d;
  ent_date_split(date, &y, &m, &d);
  if (m && d && form % 3 == 0)
    snprintf(out, 64, "on %d %s %d", d, months[m - 1], y + shift);
  else if (m && form % 3 == 1)
    snprintf(out, 64, "in %s %d", months[m - 1], y + shift);
  else
    snprintf(out, 64, "in %d", y + shift);
  return out;
}

static void try(tally *t, const char *form, ent_str a, ent_str b, ent_date date, unsigned number)
{
  char day[64], text[512], why[512];
  for (int k = 0; k < 2; k++) {
    int shift = k ? (number & 1 ? -5 : 4) : 0;
    snprintf(text, sizeof text, form, ENT_STR_ARG(a), ENT_STR_ARG(b), when(date, shift, number, day));
    ent_verdict v = claim_verdict(t->reader, ent_str_of(text), ENT_NO_DATE, why, sizeof why);
    if (k) {
      t->moved++;
      t->caught += v == ENT_CONTRADICTED;
    } else {
      t->made++;
      t->confirmed += v == ENT_CONSISTENT;
      t->slandered += v == ENT_CONTRADICTED;
      if (v == ENT_CONTRADICTED)
        printf("called contradicted: %s (%s)\n", text, why);
    }
  }
}

static bool name_of(const tally *t, ent_str id, ent_actor_info *ret)
{
  return ent_actors_info(ent_reader_actors(t->reader), id, ENT_NO_DATE, ret) && ret->name.n;
}

static void try_fact(tally *t, ent_fact f, unsigned number)
{
  ent_actor_info x, y;
  ent_str city = f.note, org = f.subject;
  if (!ent_date_known(f.start))
    return;
  if (ent_str_eq(f.relation, ENT_STR("member-of")) && !ent_str_eq(f.object, ENT_STR("UNSC")) &&
      name_of(t, f.subject, &x) && name_of(t, f.object, &y))
    try(t, joins[number % 4], x.name, y.name, f.start, number);
  const char *series = org.n ? memmem(org.p, org.n, "_SUMMIT_", 8) : NULL;
  if (!ent_str_eq(f.relation, ENT_STR("held-in")) || !series || !city.n)
    return;
  city.n = strcspn(city.p, ";,") < city.n ? strcspn(city.p, ";,") : city.n;
  org.n = (size_t)(series - org.p);
  if (name_of(t, org, &x) && !memmem(city.p, city.n, " and ", 5))
    try(t, meetings[number % 3], x.name, city, f.start, number % 2 + 1);
}

int main(int argc, char **argv)
{
  ent_error err = {0};
  ent_reader *reader = NULL;
  if (argc != 2)
    return 2;
  if (ent_reader_open(&(ent_reader_options){.data_dir = argv[1]}, &reader, &err) != ENT_OK) {
    fprintf(stderr, "%s\n", err.message);
    return 1;
  }
  tally t = {.reader = reader};
  const ent_reference *r = ent_reader_reference(reader);
  for (size_t i = 0; i < ent_reference_count(r); i++)
    try_fact(&t, ent_reference_fact(r, i), (unsigned)i);
  ent_reader_close(reader);
  printf("%zu true sentences: %zu confirmed, %zu called contradicted; %zu with the year moved: %zu caught\n", t.made,
         t.confirmed, t.slandered, t.moved, t.caught);
  return t.made > 1000 && !t.slandered && t.confirmed * 10 >= t.made * 9 && t.caught * 10 >= t.moved * 8 ? 0 : 1;
}
