/* Replays kept inputs through a fuzz harness under any compiler: replay FOLDER|FILE… Runs each in order of name and
 * says how many. A harness ends the program itself where an invariant does not hold. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
  FILE *in = fopen(path, "rb");
  if (!in) {
    perror(path);
    return -1;
  }
  fseek(in, 0, SEEK_END);
  long size = ftell(in);
  rewind(in);
  uint8_t *bytes = malloc(size > 0 ? (size_t)size : 1);
  size_t n = bytes && size > 0 ? fread(bytes, 1, (size_t)size, in) : 0;
  fclose(in);
  if (!bytes)
    return -1;
  LLVMFuzzerTestOneInput(bytes, n);
  free(bytes);
  return 1;
}

static int is_file(const struct dirent *e)
{
  return e->d_name[0] != '.';
}

static int replay_folder(const char *path)
{
  struct dirent **names;
  int n = scandir(path, &names, is_file, alphasort), done = 0;
  if (n < 0)
    return replay_file(path);
  for (int i = 0; i < n; i++) {
    char file[4096];
    snprintf(file, sizeof file, "%s/%s", path, names[i]->d_name);
    done += replay_file(file) == 1;
    free(names[i]);
  }
  free(names);
  return done;
}

int main(int argc, char **argv)
{
  int done = 0;
  for (int i = 1; i < argc; i++)
    done += replay_folder(argv[i]);
  printf("%d inputs replayed\n", done);
  return done > 0 ? 0 : 1;
}
