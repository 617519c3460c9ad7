/* A program that turns bytes into text, run as a child process with limits. */
#ifndef ENTI_CHILD_H
#define ENTI_CHILD_H

#include <entente/base.h>

typedef struct enti_child {
  const char *const *argv;  /* argv[0] is looked up in PATH; NULL-terminated */
  ent_str input;            /* its standard input, as a file */
  int timeout_ms;
} enti_child;

/* Its standard output goes to out (up to out->max), the first of its complaints to errors. *ret_code: exit status,
 * -1 where a signal ended it. ENT_ENOTFOUND: no such program. ENT_ELIMIT: too slow, or too much output; it is killed. */
ENT_CHECKED ent_status enti_child_run(const enti_child *child, ent_buf *out, ent_buf *errors, int *ret_code,
                                      ent_error *err);

#endif
