/* Status codes in words, and errors filled on the way up. */
#include <entente/base.h>

#include <stdio.h>
#include <string.h>

static void set_message(ent_error *err, const char *format, va_list args)
{
  vsnprintf(err->message, sizeof err->message, format, args);
  for (char *p = err->message; *p; p++) /* one line, whatever was in the input */
    if ((unsigned char)*p < ' ')
      *p = ' ';
}

ent_status ent_fail(ent_error *err, ent_status status, uint64_t offset, const char *format, ...)
{
  if (err) {
    va_list args;
    va_start(args, format);
    set_message(err, format, args);
    va_end(args);
    err->status = status;
    err->offset = offset;
  }
  return status;
}

ent_status ent_fail_in(ent_error *err, ent_status status, const char *format, ...)
{
  if (err) {
    char inner[sizeof err->message];
    memcpy(inner, err->message, sizeof inner);
    va_list args;
    va_start(args, format);
    set_message(err, format, args);
    va_end(args);
    size_t n = strlen(err->message);
    snprintf(err->message + n, sizeof err->message - n, ": %s", inner);
    if (err->status == ENT_OK)
      err->status = status;
    return err->status;
  }
  return status;
}

const char *ent_status_text(ent_status status)
{
  switch (status) {
  case ENT_OK: return "ok";
  case ENT_ENOMEM: return "out of memory";
  case ENT_EINPUT: return "bad input";
  case ENT_ENOTFOUND: return "not found";
  case ENT_EIO: return "input or output failed";
  case ENT_ESTORE: return "the store refused";
  case ENT_ELIMIT: return "over a limit";
  case ENT_EMODEL: return "damaged or foreign data file";
  case ENT_ECANCELLED: return "cancelled";
  case ENT_EUSAGE: return "wrong usage";
  }
  return "unknown status";
}
