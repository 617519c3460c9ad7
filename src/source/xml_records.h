/* Cuts the records of a large XML file (<item>, <entry>, <Sentence>, <Article>) from a stream, one at a time. */
#ifndef ENTI_XML_RECORDS_H
#define ENTI_XML_RECORDS_H

#include "source/reader.h"
#include "source/xml_scan.h"

typedef struct enti_xml_records {
  const enti_input *input;
  const char *const *names; /* of record elements, lower case */
  size_t n_names;
  ent_buf bytes;       /* from the beginning of the record in hand on */
  uint64_t base;       /* offset of bytes in the stream */
  size_t at;           /* how far it has been searched */
  bool inside;         /* bytes begin with a record */
  char name[16];       /* of that record's element */
  size_t lines;        /* line breaks before bytes */
  size_t taken;        /* bytes of the record last given, dropped by the next call */
  ent_buf preface;     /* what stands before the first record, up to a limit */
  bool started;
  char charset[40];    /* declared */
} enti_xml_records;

#define ENTI_XML_PREFACE ((size_t)64 << 10)

typedef struct enti_xml_record {
  enti_decoded decoded; /* the record, decoded; the caller's to undo */
  enti_xml_token tag;   /* its start tag */
  ent_str content;      /* between its tags */
  size_t line;          /* where it begins, from 1 */
  uint64_t base;
} enti_xml_record;

void enti_xml_records_init(enti_xml_records *records, const enti_input *input, const char *const *names, size_t n);
void enti_xml_records_done(enti_xml_records *records);
/* *ret_any false at the end. ENT_ELIMIT for a record that is too large, which is passed over. */
ENT_CHECKED ent_status enti_xml_records_next(enti_xml_records *records, enti_xml_record *ret, bool *ret_any, ent_error *err);

#endif
