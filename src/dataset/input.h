/* Bytes of a file, unpacked, in a window that slides over them. */
#ifndef ENTI_DATASET_INPUT_H
#define ENTI_DATASET_INPUT_H

#include <entente/base.h>

typedef struct input input;

/* A file, unpacked by libarchive; of an archive the first regular file. ENT_ENOTFOUND, ENT_EIO, ENT_EINPUT. */
ENT_CHECKED ent_status input_open(const char *path, input **ret, ent_error *err);
/* Bytes in memory, which must outlive the input: taken as they are. */
ENT_CHECKED ent_status input_memory(ent_str bytes, input **ret, ent_error *err);
void input_close(input *in);

/* The bytes from here on that are in the window (writable, until the next call). */
char *input_view(const input *in, size_t *ret_n);
void input_consume(input *in, size_t n);
/* Brings more bytes into the window; *ret_more false where there are none. ENT_EINPUT: damaged. ENT_ELIMIT: the window
 * is full (ENTI_INPUT_WINDOW). */
ENT_CHECKED ent_status input_more(input *in, bool *ret_more, ent_error *err);
uint64_t input_offset(const input *in);          /* unpacked bytes consumed */
uint64_t input_packed(const input *in, uint64_t *ret_total); /* packed bytes read so far, and in all */

#define ENTI_INPUT_WINDOW ((size_t)8 << 20)

#endif
