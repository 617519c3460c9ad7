/* For the tests of room claim: a reader over the build's data, and the verdict on one sentence. */
#ifndef CLAIM_READER_H
#define CLAIM_READER_H

#include <entente/entente.h>

#include <stdio.h>

/* ENT_UNKNOWN with a message on standard error where the text cannot be read. Words what is known into `why`. */
static inline ent_verdict claim_verdict(const ent_reader *reader, ent_str text, ent_date date, char *why, size_t size)
{
  ent_error err = {0};
  const ent_finding *findings, *reason = NULL;
  size_t n;
  ent_verdict verdict = ENT_UNKNOWN;
  ent_document *doc = ent_document_new();
  why[0] = 0;
  if (!doc)
    return verdict;
  doc->text = text;
  doc->date = date;
  doc->date_basis = ent_date_known(date) ? ENT_BASIS_GIVEN : ENT_BASIS_NONE;
  ent_status status = ent_reader_read(reader, doc, &err);
  if (status == ENT_OK)
    status = ent_check_document(ent_reader_reference(reader), doc, &findings, &n, &err);
  if (status == ENT_OK)
    verdict = ent_check_verdict(findings, n, &reason);
  else
    fprintf(stderr, "%s\n", err.message);
  if (reason)
    snprintf(why, size, "%.*s", ENT_STR_ARG(reason->value_reference));
  ent_document_free(doc);
  return verdict;
}

#endif
