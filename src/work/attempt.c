/* Reading one submission, and what becomes of a worker whose reader crashes or never ends. */
#include "work/attempt.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

ent_status enti_attempt_read(const enti_attempt *a, ent_str record, ent_document **ret, ent_error *err)
{
  alarm(a->seconds);
  ent_status status = ent_document_from_bytes(record, ENT_STR("submission.json"), &a->source, ret, err);
  if (status == ENT_OK)
    status = ent_reader_read(a->reader, *ret, err);
  alarm(0);
  return status;
}

/* A document that cannot be read is no crash: who reads it next gets the same error. */
static void read_and_leave(const enti_attempt *a, ent_str record)
{
  ent_document *doc = NULL;
  ent_error err = {0};
  (void)!enti_attempt_read(a, record, &doc, &err);
  _exit(0);
}

ent_status enti_attempt_apart(const enti_attempt *a, ent_str record, ent_error *err)
{
  int status = 0;
  pid_t child = fork();
  if (child == 0)
    read_and_leave(a, record);
  if (child < 0 || waitpid(child, &status, 0) != child || (WIFEXITED(status) && WEXITSTATUS(status) == 0))
    return ENT_OK; /* where no child can be had, it is read as any other */
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
    return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "reading it takes longer than %u seconds", a->seconds);
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the reader crashed (%s)",
                  WIFSIGNALED(status) ? strsignal(WTERMSIG(status)) : "it left with an error");
}
