/* The form of what stands in the queue, and of what its servers greet with: bytes from outside, read here alone. */
#ifndef ENTI_QUEUE_MESSAGE_H
#define ENTI_QUEUE_MESSAGE_H

#include <entente/base.h>

#define ENTI_MESSAGE_KEY 80 /* bytes of a key, at most */

/* Could this be a submission's key: not empty, not too long, printable? */
bool enti_message_is_key(ent_str key);
/* A key, a line break, a record; the record is left out where the message would have more than `most` bytes. */
void enti_message_write(ent_str key, ent_str record, size_t most, ent_buf *ret);
/* The parts of a message, in its bytes. False: it is none of ours. An empty record is to be taken from the store. */
bool enti_message_read(ent_str message, ent_str *ret_key, ent_str *ret_record);

/* The version in a server's greeting (INFO {"version":"2.9.10", …}); "" where it tells none. */
void enti_greeting_version(ent_str greeting, char ret[32]);
/* Less than 0: a comes before b. Versions are numbers with points; what follows them (-beta) is not looked at. */
int enti_version_compare(const char *a, const char *b);
/* The next of several addresses with commas, taken apart: nats://user@host:4222, [::1]:4222, host. False: none is left. An
 * address that is too long comes with an empty host. */
bool enti_next_address(ent_str *rest, char ret_host[256], char ret_port[8]);

#endif
