/* entente doctor: what is installed, which data are in use, where the store is, is it sound. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char cmd_doctor_help[] =
    "usage: entente doctor [OPTIONS]\n\n"
    "Tells the versions of program, data and grammar, which helpers are installed, where the\n"
    "store is, and whether it is sound. No store yet is fine.\n\n"
    "  --store PATH       the store to look at\n"
    "  --rebuild          make merged events and ties anew from the claims\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 all is well, 1 something is not, 2 wrong usage.\n";

/* Is a program on the PATH? */
static bool installed(const char *program)
{
  const char *path = getenv("PATH");
  char file[4096];
  for (ent_str rest = ent_str_of(path ? path : "/usr/bin:/bin"), dir; ent_str_split(&rest, ':', &dir);) {
    int n = snprintf(file, sizeof file, "%.*s/%s", ENT_STR_ARG(dir), program);
    if (n > 0 && (size_t)n < sizeof file && access(file, X_OK) == 0)
      return true;
  }
  return false;
}

static bool tell_knowledge(const ent_reader_options *options)
{
  ent_error err = {0};
  ent_reader *reader;
  printf("program   %s (sqlite %s)\n", ent_version(), sqlite3_libversion());
  if (ent_reader_open(options, &reader, &err) != ENT_OK) {
    printf("data      NOT USABLE: %s\n", err.message);
    return false;
  }
  const ent_pack *pack = ent_reader_pack(reader);
  printf("data      %s (%s, %u words, %zu reference facts)\n", ent_pack_version(pack), ent_reader_data_dir(reader),
         ent_vocab_size(ent_pack_vocab(pack)), ent_reference_count(ent_reader_reference(reader)));
  printf("grammar   %s\n", ent_grammar_version(ent_reader_grammar(reader)));
  printf("pdftotext %s\n", installed("pdftotext") ? "installed" : "missing: PDF is not read (apt install poppler-utils)");
  ent_reader_close(reader);
  return true;
}

static ent_status look_at(const char *path, bool rebuild, ent_store_health *health, ent_error *err)
{
  ent_store *store;
  ent_status status = ent_store_open(path, rebuild ? ENT_STORE_CREATE : ENT_STORE_READ_ONLY, &store, err);
  if (status != ENT_OK)
    return status;
  if (rebuild)
    status = ent_store_rebuild(store, err);
  if (status == ENT_OK)
    status = ent_store_check(store, health, err);
  ent_store_close(store);
  return status;
}

static bool tell_health(const char *path, const ent_store_health *h)
{
  if (!h->sound) {
    printf("store     DAMAGED: %s: %s\n", path, h->message);
    return false;
  }
  printf("store     sound: %s (schema %d)\n          %lld documents, %lld stories, %lld claims; merged: %lld events, %lld "
         "ties\n", path, h->schema_version, (long long)h->documents, (long long)h->stories, (long long)h->claims,
         (long long)h->events, (long long)h->ties);
  return true;
}

static bool tell_store(const char *given, bool rebuild)
{
  ent_error err = {0};
  ent_arena *arena = ent_arena_new(0);
  ent_str path = ent_str_of(given);
  ent_store_health health = {0};
  bool well = true;
  ent_status status = given ? ENT_OK : arena ? ent_store_default_path(arena, &path, &err) : ENT_ENOMEM;
  if (status == ENT_OK && !ent_store_is_address(path.p) && access(path.p, F_OK) != 0) {
    printf("store     none yet at %s\n", path.p);
  } else {
    if (status == ENT_OK)
      status = look_at(path.p, rebuild, &health, &err);
    well = status == ENT_OK && tell_health(path.p, &health);
    if (status != ENT_OK)
      printf("store     NOT USABLE: %s\n", err.message);
  }
  ent_arena_free(arena);
  return well;
}

int cmd_doctor(int argc, char **argv)
{
  static const struct option names[] = {{"store", required_argument, NULL, 'S'}, {"rebuild", no_argument, NULL, 'r'},
                                        {"data", required_argument, NULL, 'D'},  {NULL, 0, NULL, 0}};
  const char *store = NULL;
  bool rebuild = false;
  ent_reader_options reader = {0};
  for (int c; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    switch (c) {
    case 'S': store = optarg; break;
    case 'r': rebuild = true; break;
    case 'D': reader.user_data = optarg; break;
    default: return cli_bad_option("doctor", c, argv);
    }
  if (optind < argc)
    return cli_usage("doctor", "what is \"%s\" for?", argv[optind]);
  bool knowledge = tell_knowledge(&reader), sound = tell_store(store, rebuild);
  return knowledge && sound ? CLI_OK : CLI_FAILED;
}
