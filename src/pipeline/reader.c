/* Opening all knowledge once: the pack of tables and the grammar's model are mapped, not parsed. With tables of the
 * user's own the pack is compiled in memory instead, from the project's tables and theirs. */
#include <entente/pipeline.h>
#include <entente/text.h>

#include "actor/actor_compile.h"
#include "pipeline/knowledge.h"

#include "base/fault.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct ent_reader {
  char data_dir[PATH_MAX];
  ent_depth depth;
  ent_pack *pack;
  ent_grammar *grammar;
  ent_actors *actors;
  ent_events *events;
  ent_opinions *opinions;
  ent_ties *ties;
  ent_petrarch_verbs *verbs; /* NULL: no dictionary of the user's */
  ent_reference *reference;
};

static bool has_pack(const char *dir)
{
  char path[PATH_MAX + 16];
  snprintf(path, sizeof path, "%s/entente.pack", dir);
  return access(path, R_OK) == 0;
}

/* The folder of the running program, without a slash at its end; false where the system does not tell. */
static bool program_dir(char *out, size_t size)
{
  ssize_t n = readlink("/proc/self/exe", out, size - 1);
  if (n <= 0)
    return false;
  out[n] = 0;
  char *slash = strrchr(out, '/');
  if (!slash)
    return false;
  *slash = 0;
  return true;
}

/* Where compiled data may be, in order: asked for, environment, beside the program (build folder, then an installed
 * tree that was moved), the place it was installed to. */
static ent_status find_data(const char *asked, char *out, size_t size, ent_error *err)
{
  const char *given = asked ? asked : getenv("ENTENTE_DATA");
  if (given) {
    snprintf(out, size, "%s", given);
    return has_pack(out) ? ENT_OK
                         : ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "%s: no entente.pack in this folder", given);
  }
  char here[PATH_MAX];
  static const char *const beside[] = {"data", "../data", "../../data", "../share/entente"};
  if (program_dir(here, sizeof here))
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
      int n = snprintf(out, size, "%s/%s", here, beside[i]);
      if (n > 0 && (size_t)n < size && has_pack(out))
        return ENT_OK;
    }
  snprintf(out, size, "%s", ENT_DATADIR);
  return has_pack(out) ? ENT_OK
                       : ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET,
                                  "no compiled data (entente.pack) beside the program or in %s; set ENTENTE_DATA",
                                  ENT_DATADIR);
}

/* The project's tables with the user's on top, compiled in memory. */
static ent_status open_user_pack(const char *data_dir, const ent_reader_options *o, ent_pack **ret, ent_error *err)
{
  char tables[PATH_MAX + 16];
  snprintf(tables, sizeof tables, "%s/tables", data_dir);
  if (o->user_data && access(o->user_data, R_OK | X_OK) != 0)
    return ent_fail(err, ENT_ENOTFOUND, ENT_NO_OFFSET, "--data %s: no such folder", o->user_data);
  const char *const dirs[] = {tables, o->user_data};
  const enti_petrarch_files petrarch = {o->petrarch_actors, o->petrarch_agents, o->warn, o->context};
  const enti_data_dirs data = {.dirs = dirs, .n = o->user_data ? 2 : 1, .petrarch = &petrarch};
  enti_packer *packer = enti_packer_new();
  ent_status status = packer ? ENT_OK : ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = enti_knowledge_compile(packer, &data, err);
  if (status == ENT_OK)
    status = enti_packer_open(packer, ret, err);
  enti_packer_free(packer);
  return status;
}

static ent_status open_pack(ent_reader *reader, const ent_reader_options *o, ent_error *err)
{
  if (o->user_data || o->petrarch_actors || o->petrarch_agents)
    return open_user_pack(reader->data_dir, o, &reader->pack, err);
  char path[PATH_MAX + 16];
  snprintf(path, sizeof path, "%s/entente.pack", reader->data_dir);
  return ent_pack_open(path, &reader->pack, err);
}

/* The second opinion beside the tables; a build without its model codes by rules alone. */
static ent_status open_opinions(ent_reader *reader, ent_error *err)
{
  char model[PATH_MAX + 32];
  snprintf(model, sizeof model, "%s/relations.model", reader->data_dir);
  if (access(model, R_OK) != 0)
    return ENT_OK;
  ent_status status = ent_opinions_open(model, &reader->opinions, err);
  if (status == ENT_OK)
    ent_events_advise(reader->events, reader->opinions);
  return status;
}

static ent_status open_rooms(ent_reader *reader, ent_error *err)
{
  char model[PATH_MAX + 16];
  snprintf(model, sizeof model, "%s/en.model", reader->data_dir);
  ent_status status = ent_grammar_open(model, &reader->grammar, err);
  if (status == ENT_OK)
    status = ent_actors_open(reader->pack, &reader->actors, err);
  if (status == ENT_OK)
    status = ent_events_open(reader->pack, &reader->events, err);
  if (status == ENT_OK)
    status = open_opinions(reader, err);
  if (status == ENT_OK)
    status = ent_ties_open(reader->pack, &reader->ties, err);
  if (status == ENT_OK)
    status = ent_reference_open(reader->pack, &reader->reference, err);
  return status;
}

ent_status ent_reader_open(const ent_reader_options *options, ent_reader **ret, ent_error *err)
{
  static const ent_reader_options defaults = {0};
  const ent_reader_options *o = options ? options : &defaults;
  ent_reader *reader = enti_calloc(1, sizeof *reader);
  if (!reader)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  ent_status status = find_data(o->data_dir, reader->data_dir, sizeof reader->data_dir, err);
  if (status == ENT_OK)
    status = open_pack(reader, o, err);
  if (status == ENT_OK)
    status = open_rooms(reader, err);
  reader->depth = o->depth;
  if (status == ENT_OK && o->petrarch_verbs)
    status = ent_petrarch_verbs_open(reader->pack, o->petrarch_verbs, o->warn, o->context, &reader->verbs, err);
  if (status == ENT_OK)
    *ret = reader;
  else
    ent_reader_close(reader);
  return status;
}

void ent_reader_close(ent_reader *reader)
{
  if (!reader)
    return;
  ent_reference_close(reader->reference);
  ent_ties_close(reader->ties);
  ent_petrarch_verbs_close(reader->verbs);
  ent_events_close(reader->events);
  ent_opinions_close(reader->opinions);
  ent_actors_close(reader->actors);
  ent_grammar_close(reader->grammar);
  ent_pack_close(reader->pack);
  free(reader);
}

const ent_pack *ent_reader_pack(const ent_reader *reader)
{
  return reader->pack;
}

const ent_grammar *ent_reader_grammar(const ent_reader *reader)
{
  return reader->grammar;
}

const ent_actors *ent_reader_actors(const ent_reader *reader)
{
  return reader->actors;
}

const ent_events *ent_reader_events(const ent_reader *reader)
{
  return reader->events;
}

const ent_reference *ent_reader_reference(const ent_reader *reader)
{
  return reader->reference;
}

const ent_petrarch_verbs *ent_reader_verbs(const ent_reader *reader)
{
  return reader->verbs;
}

const char *ent_reader_data_dir(const ent_reader *reader)
{
  return reader->data_dir;
}

static ent_status find_events(const ent_reader *reader, ent_document *doc, ent_error *err)
{
  ent_status status = ent_events_repair(reader->events, doc, err);
  if (status == ENT_OK)
    status = ent_text_times(doc, err);
  if (status == ENT_OK)
    status = ent_actors_find(reader->actors, doc, err);
  if (status == ENT_OK)
    status = ent_events_code(reader->events, doc, err);
  if (status == ENT_OK && reader->verbs)
    status = ent_petrarch_code(reader->verbs, doc, err);
  return status;
}

ent_status ent_reader_read(const ent_reader *reader, ent_document *doc, ent_error *err)
{
  bool all = reader->depth == ENT_READ_ALL;
  ent_status status = ent_text_split(doc, reader->pack, err);
  if (status == ENT_OK)
    status = ent_grammar_parse(reader->grammar, doc, ent_pack_vocab(reader->pack), err);
  if (status == ENT_OK)
    status = find_events(reader, doc, err);
  if (status == ENT_OK && all)
    status = ent_ties_find(reader->ties, doc, err);
  if (status == ENT_OK)
    status = ent_claims_finish(all ? reader->reference : NULL, doc, err);
  return status == ENT_OK ? ENT_OK : ent_fail_in(err, status, "%.*s", ENT_STR_ARG(doc->path));
}
