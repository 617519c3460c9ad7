/* Datelines: "NIAMEY - ", "ABUJA, Aug 10 - ", "(MENAFN- Asia Times) ", "SEOUL, July 3 (Yonhap) -- ". */
#ifndef ENTI_DATELINE_H
#define ENTI_DATELINE_H

#include "source/date_words.h"

typedef struct enti_dateline {
  size_t n;          /* bytes of the paragraph that it takes, with its dash and the blanks behind it */
  enti_stated date;  /* zeros where it has none */
  ent_str agency;    /* "Asia Times", "Yonhap"; empty where it has none */
} enti_dateline;

/* A dateline at the beginning of a paragraph. first: the paragraph opens the story, so that weaker signs will do. */
bool enti_dateline_read(ent_str paragraph, bool first, enti_dateline *ret);

#endif
