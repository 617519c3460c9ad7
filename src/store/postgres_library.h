/* libpq, loaded when the first postgresql:// address is opened: linking it would make every start of the program load
 * two dozen libraries (Kerberos, LDAP, TLS …). Only its headers are needed to build. */
#ifndef ENTI_POSTGRES_LIBRARY_H
#define ENTI_POSTGRES_LIBRARY_H

#include <libpq-fe.h>

#include <stdbool.h>

#define ENTI_PQ_FUNCTIONS(X)                                                                                            \
  X(PQconnectdbParams) X(PQfinish) X(PQstatus) X(PQerrorMessage) X(PQexec) X(PQprepare) X(PQexecPrepared) X(PQgetResult)   \
  X(PQresultStatus) X(PQresultErrorField) X(PQresultErrorMessage) X(PQclear) X(PQntuples) X(PQgetvalue) X(PQgetlength)    \
  X(PQgetisnull) X(PQftype) X(PQcmdTuples) X(PQputCopyData) X(PQputCopyEnd) X(PQsetNoticeProcessor)

#define ENTI_PQ_MEMBER(name) __typeof__(name) *name;
typedef struct enti_pq {
  ENTI_PQ_FUNCTIONS(ENTI_PQ_MEMBER)
} enti_pq;

/* The loaded library, or NULL where it is not installed. Safe from several threads. */
const enti_pq *enti_pq_library(void);

#endif
