/* A document in the making: readers add text with the place that it came from, and what they know of it; the finish is
 * the same for all kinds: title, structure, boilerplate, date, publisher, hash. */
#ifndef ENTI_DRAFT_H
#define ENTI_DRAFT_H

#include <entente/source.h>

#include "source/boilerplate.h"
#include "source/charset.h"

typedef struct enti_draft {
  ent_document *doc;       /* in its own arena; readers fill id, title, source, url, language, date … directly */
  ent_buf text;
  enti_map map;
  ent_region *regions;     /* that the reader knows of itself, in order of start; arena */
  size_t n_regions, cap_regions;
  const enti_map *origin;  /* offsets given to enti_draft_add are in a decoded text with this map; NULL: original */
  uint32_t origin_length;  /* of that text */
  ent_date weak_date;      /* of the file, capture or member: used when nothing better is known */
  bool guess_title;        /* the first line may be the title (plain text, PDF) */
  bool failed;             /* out of memory somewhere; finish reports it */
} enti_draft;

/* What finishing needs to know beside the draft. */
typedef struct enti_finish {
  const ent_source_options *options;
  const enti_boilerplate *boilerplate; /* may be NULL */
  ent_str path, id;                    /* defaults for the document */
} enti_finish;

ENT_CHECKED ent_status enti_draft_init(enti_draft *draft, ent_str kind, ent_error *err);
void enti_draft_done(enti_draft *draft); /* after init, whether finished or not */

/* Appends text that was made from [from, from+n). */
void enti_draft_add(enti_draft *draft, ent_str text, uint64_t from, uint64_t n);
/* Appends text of our own, such as the blank line between two blocks. */
void enti_draft_glue(enti_draft *draft, const char *text);
/* Takes back what was appended behind n bytes of text. */
void enti_draft_cut(enti_draft *draft, size_t n);
/* Marks what was appended since `start`. */
void enti_draft_mark(enti_draft *draft, uint32_t start, ent_region_kind kind, const char *why);
/* Copy in the document's arena; sets draft->failed when out of memory. */
ent_str enti_draft_keep(enti_draft *draft, ent_str s);
void enti_draft_field(enti_draft *draft, ent_str name, ent_str json);
/* The title as first paragraph, with its region; text must be empty still. Also sets doc->title. */
void enti_draft_title(enti_draft *draft, ent_str title, uint64_t from, uint64_t n);

/* The body, behind the title; where it begins with the title itself, that is not told twice. */
void enti_draft_body(enti_draft *draft, ent_str body, uint64_t from);

/* Gives the document away. ENT_EINPUT "empty"; ENT_ELIMIT; ENT_ENOMEM. */
ENT_CHECKED ent_status enti_draft_finish(enti_draft *draft, const enti_finish *finish, ent_document **ret,
                                         ent_error *err);

#endif
