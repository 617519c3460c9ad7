/* entente actors: marks the actors in lines of JSON. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

const char cmd_actors_help[] =
    "usage: entente actors [OPTIONS] [FILE.jsonl|-]\n\n"
    "Marks the actors in lines {\"id\":…, \"context\":\"…\", \"date\":\"2023-07-11\"} and prints one line\n"
    "for each, in order: {\"id\":…, \"actors\":[{\"start\",\"end\",\"id\",\"sector\",\"text\", …}]}, with byte\n"
    "offsets into the UTF-8 of `context`. Without an operand: standard input.\n\n"
    "  --all                  also what is ambiguous, a capital named as a place, recognised and\n"
    "                         no actor (media, products), or an agent without a country\n"
    "  --data DIR             tables of your own, on top of the built-in ones\n"
    "  --petrarch-actors FILE a PETRARCH actor dictionary on top\n"
    "  --petrarch-agents FILE a PETRARCH agent dictionary on top\n\n"
    "A bad line is named, the others are read. Exit code: 0 fine, 1 some line could not be read,\n"
    "2 wrong usage.\n";

#define MAX_LINE ((size_t)64 << 20)

typedef struct job {
  const ent_reader *reader;
  ent_arena *arena;
  ent_buf out;
  const char *name;
  size_t line;
  bool all, failed;
} job;

/* Is a mention one that stands for an actor without doubt? */
static bool stands(const ent_mention *m)
{
  bool town = (m->flags & ENT_MENTION_PLACE) && (strcmp(m->via, "capital") == 0 || strcmp(m->via, "place") == 0);
  return m->n_actors && !town && !(m->flags & (ENT_MENTION_NOT_ACTOR | ENT_MENTION_AMBIGUOUS));
}

static void print_flags(const ent_mention *m, ent_buf *out)
{
  static const struct { unsigned flag; const char *name; } flags[] = {
      {ENT_MENTION_AMBIGUOUS, "ambiguous"}, {ENT_MENTION_COREF, "coref"},           {ENT_MENTION_LAST_KNOWN, "last_known"},
      {ENT_MENTION_GROUP, "group"},         {ENT_MENTION_NOT_ACTOR, "not_actor"},   {ENT_MENTION_UNRESOLVED, "unresolved"},
      {ENT_MENTION_DEFINED, "defined"},     {ENT_MENTION_PLACE, "place"}};
  for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
    if (m->flags & flags[i].flag)
      ent_buf_printf(out, ",\"%s\":true", flags[i].name);
}

/* One object for each actor of a mention; of a mention without actors, one with an empty id. */
static void print_mention(const ent_document *doc, const ent_mention *m, bool *first, ent_buf *out)
{
  for (uint32_t i = 0; i == 0 || i < m->n_actors; i++) {
    ent_actor_ref ref = m->n_actors ? m->actors[i] : (ent_actor_ref){ENT_STR(""), ENT_STR(""), ENT_STR("")};
    ent_buf_printf(out, "%s{\"start\":%u,\"end\":%u,\"id\":", *first ? "" : ",", m->start, m->end);
    ent_buf_json(out, ref.id);
    ent_buf_c(out, ",\"sector\":");
    ent_buf_json(out, ref.sector);
    ent_buf_c(out, ",\"text\":");
    ent_buf_json(out, ent_str_slice(doc->text, m->start, m->end));
    ent_buf_printf(out, ",\"via\":\"%s\",\"confidence\":%.2f", m->via, (double)m->confidence);
    print_flags(m, out);
    ent_buf_char(out, '}');
    *first = false;
  }
}

static ent_status find(job *j, ent_document *doc, ent_error *err)
{
  const ent_pack *pack = ent_reader_pack(j->reader);
  ent_status status = ent_text_split(doc, pack, err);
  if (status == ENT_OK)
    status = ent_grammar_parse(ent_reader_grammar(j->reader), doc, ent_pack_vocab(pack), err);
  if (status == ENT_OK)
    status = ent_text_times(doc, err);
  return status == ENT_OK ? ent_actors_find(ent_reader_actors(j->reader), doc, err) : status;
}

/* The record's fields into the document; false with the reason. */
static bool take_fields(const json_t *record, ent_document *doc, ent_str *ret_id, ent_arena *arena, const char **ret_why)
{
  const json_t *context = json_object_get(record, "context"), *date = json_object_get(record, "date");
  const json_t *id = json_object_get(record, "id");
  *ret_why = !json_is_object(record)   ? "not an object"
             : !json_is_string(context) ? "no string \"context\""
             : date && !json_is_string(date) && !json_is_null(date) ? "\"date\" is no string"
                                                                    : NULL;
  if (*ret_why)
    return false;
  doc->text = (ent_str){json_string_value(context), json_string_length(context)};
  ent_str day = json_is_string(date) ? ent_str_of(json_string_value(date)) : ENT_STR("");
  if (day.n && !ent_date_parse(day, &doc->date)) {
    *ret_why = "\"date\" is no date (YYYY, YYYY-MM or YYYY-MM-DD)";
    return false;
  }
  doc->date_basis = day.n ? ENT_BASIS_METADATA : ENT_BASIS_NONE;
  char *dump = id ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
  *ret_id = ent_arena_str(arena, ent_str_of(dump ? dump : "null"));
  free(dump);
  if (doc->text.n > ENT_MAX_DOCUMENT)
    *ret_why = "longer than a document may be";
  return *ret_why == NULL;
}

static void fail_line(job *j, const char *why)
{
  cli_message("%s:%zu: %s", j->name, j->line, why);
  j->failed = true;
}

static bool mark(job *j, const char *line, size_t n)
{
  json_error_t bad;
  json_t *record = json_loadb(line, n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &bad);
  ent_document doc = {.arena = j->arena};
  ent_error err = {0};
  ent_str id = ENT_STR("");
  const char *why = NULL;
  ent_arena_reset(j->arena);
  if (!record)
    fail_line(j, bad.text);
  else if (!take_fields(record, &doc, &id, j->arena, &why))
    fail_line(j, why);
  else if (find(j, &doc, &err) != ENT_OK)
    fail_line(j, err.message);
  else {
    bool first = true;
    ent_buf_printf(&j->out, "{\"id\":%.*s,\"actors\":[", ENT_STR_ARG(id));
    for (size_t i = 0; i < doc.n_mentions; i++)
      if (j->all || stands(&doc.mentions[i]))
        print_mention(&doc, &doc.mentions[i], &first, &j->out);
    ent_buf_c(&j->out, "]}\n");
  }
  json_decref(record);
  return cli_write(&j->out);
}

/* All lines of a stream; false when output failed. */
static bool mark_all(job *j, FILE *in)
{
  char *line = NULL;
  size_t cap = 0;
  bool ok = true;
  for (ssize_t n; ok && (n = getline(&line, &cap, in)) >= 0;) {
    j->line++;
    if (strspn(line, " \t\r\n") == (size_t)n)
      continue;
    if ((size_t)n > MAX_LINE)
      fail_line(j, "the line is too long");
    else
      ok = mark(j, line, (size_t)n);
  }
  if (ferror(in))
    fail_line(j, strerror(errno));
  free(line);
  return ok;
}

static int parse_options(int argc, char **argv, ent_reader_options *reader, bool *all)
{
  static const struct option names[] = {{"all", no_argument, NULL, 'a'},
                                        {"data", required_argument, NULL, 'D'},
                                        {"petrarch-actors", required_argument, NULL, 'A'},
                                        {"petrarch-agents", required_argument, NULL, 'G'},
                                        {NULL, 0, NULL, 0}};
  for (int c; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    switch (c) {
    case 'a': *all = true; break;
    case 'D': reader->user_data = optarg; break;
    case 'A': reader->petrarch_actors = optarg; break;
    case 'G': reader->petrarch_agents = optarg; break;
    default: return cli_bad_option("actors", c, argv);
    }
  return argc - optind <= 1 ? CLI_OK : cli_usage("actors", "one file, please");
}

int cmd_actors(int argc, char **argv)
{
  ent_reader_options options = {.warn = cli_tell_warning};
  job j = {.out = ENT_BUF_INIT((size_t)1 << 30), .name = "standard input"};
  int code = parse_options(argc, argv, &options, &j.all);
  if (code != CLI_OK)
    return code;
  FILE *in = stdin;
  if (optind < argc && strcmp(argv[optind], "-") != 0) {
    j.name = argv[optind];
    in = fopen(j.name, "rb");
    if (!in) {
      cli_message("%s: %s", j.name, strerror(errno));
      return CLI_FAILED;
    }
  }
  ent_error err = {0};
  ent_reader *reader = NULL;
  j.arena = ent_arena_new(0);
  ent_status status = j.arena ? ent_reader_open(&options, &reader, &err)
                              : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK) {
    j.reader = reader;
    j.failed |= !mark_all(&j, in);
  } else {
    cli_error(&err);
  }
  if (in != stdin)
    fclose(in);
  ent_buf_done(&j.out);
  ent_arena_free(j.arena);
  ent_reader_close(reader);
  return status != ENT_OK ? cli_exit(&err) : j.failed ? CLI_FAILED : CLI_OK;
}
