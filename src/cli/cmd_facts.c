/* entente facts: browses the reference base with its sources. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <stdlib.h>
#include <string.h>

const char cmd_facts_help[] =
    "usage: entente facts [OPTIONS] [ACTOR|THING]\n\n"
    "The facts of the built-in reference base: all, or those in which an actor (KOR, \"South Korea\",\n"
    "NATO) or a thing (NATO_SUMMIT_2023, USA_KOR_MDT) takes part.\n\n"
    "  --on DATE       only what stood or happened then\n"
    "  --kind KIND     membership, partnership, treaty, summit, exercise, operation, mission,\n"
    "                  recognition, war, base, arms, sanctions, other\n"
    "  --format text   for people (default)\n"
    "  --format csv    subject,relation,object,start,end,precision,source,checked,note\n"
    "  --format jsonl  one object a line\n"
    "  --data DIR      tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 also when nothing is known, 1 failed, 2 wrong usage.\n";

enum format { TEXT, CSV, JSONL };
static const char *const formats[] = {"text", "csv", "jsonl", NULL};
enum kind { ANY = -1, MEMBERSHIP, PARTNERSHIP, TREATY, SUMMIT, EXERCISE, OPERATION, MISSION, RECOGNITION, WAR, BASE, ARMS,
            SANCTIONS, OTHER };
static const char *const kinds[] = {"membership", "partnership", "treaty",      "summit", "exercise", "operation", "mission",
                                    "recognition", "war",        "base",        "arms",   "sanctions", "other",    NULL};

/* standing: goes on until its end; else it happened, and an unknown end is that of its start. */
static const struct { const char *relation; enum kind kind; bool standing; } relations[] = {
    {"member-of", MEMBERSHIP, true},        {"founding-member-of", MEMBERSHIP, true},
    {"applied-to", MEMBERSHIP, false},      {"candidate-of", MEMBERSHIP, true},
    {"invited-to", MEMBERSHIP, false},      {"signed-accession", MEMBERSHIP, false},
    {"withdrew-from", MEMBERSHIP, false},   {"suspended-from", MEMBERSHIP, true},
    {"suspended", MEMBERSHIP, false},       {"observer-of", MEMBERSHIP, true},
    {"partner-of", PARTNERSHIP, true},      {"dialogue-with", PARTNERSHIP, true},
    {"status-in", PARTNERSHIP, true},       {"mission-to", MISSION, true},
    {"signed", TREATY, false},              {"ratified", TREATY, false},
    {"in-force", TREATY, true},             {"terminated", TREATY, false},
    {"held-in", SUMMIT, false},             {"hosted", SUMMIT, false},
    {"attended", SUMMIT, false},            {"participated-in", EXERCISE, false},
    {"contributed-to", OPERATION, true},    {"led-by", OTHER, true},
    {"founded", OTHER, false},              {"seated-in", OTHER, true},
    {"recognised", RECOGNITION, true},      {"diplomatic-relations-with", RECOGNITION, true},
    {"broke-relations-with", RECOGNITION, false}, {"restored-relations-with", RECOGNITION, false},
    {"no-relations-with", RECOGNITION, true}, {"at-war-with", WAR, true},             {"ceasefire-with", WAR, false},
    {"invaded", WAR, false},                {"annexed", WAR, false},
    {"base-in", BASE, true},                {"supplied-arms-to", ARMS, false},
    {"sanctioned", SANCTIONS, true},
};
#define N_RELATIONS (sizeof relations / sizeof *relations)

typedef struct options {
  ent_date on;
  int kind;
  enum format format;
  ent_reader_options reader;
} options;

static size_t relation_of(const ent_fact *f)
{
  size_t i = 0;
  while (i < N_RELATIONS && !ent_str_eq(f->relation, ent_str_of(relations[i].relation)))
    i++;
  return i;
}

static bool about(const ent_fact *f, const char *word)
{
  size_t n = strlen(word);
  return (f->subject.n >= n && memmem(f->subject.p, f->subject.n, word, n)) ||
         (f->object.n >= n && memmem(f->object.p, f->object.n, word, n));
}

/* Who held or hosted what is told by the thing: a summit by its id, else an exercise. */
static int kind_of(const ent_fact *f)
{
  size_t i = relation_of(f);
  int kind = i < N_RELATIONS ? (int)relations[i].kind : OTHER;
  if ((kind == SUMMIT || ent_str_eq(f->relation, ENT_STR("invited-to"))) && about(f, "SUMMIT"))
    return SUMMIT;
  return kind == SUMMIT ? EXERCISE : kind;
}

static bool stands_on(const ent_fact *f, ent_date on)
{
  if (!ent_date_known(on))
    return true;
  size_t i = relation_of(f);
  bool standing = i < N_RELATIONS && relations[i].standing;
  if (!ent_date_known(f->start) && !(standing && ent_date_known(f->end)))
    return false;
  if (ent_date_known(f->start) && f->start.day > ent_date_last(on))
    return false;
  if (ent_date_known(f->end))
    return ent_date_last(f->end) >= on.day;
  return standing || ent_date_last(f->start) >= on.day;
}

static void csv_field(ent_buf *out, ent_str s, bool last)
{
  ent_buf_csv(out, s);
  ent_buf_char(out, last ? '\n' : ',');
}

#define N_FIELDS 9
static const char *const columns[N_FIELDS] = {"subject", "relation",  "object", "start", "end",
                                              "precision", "source", "checked", "note"};

static void fields_of(const ent_fact *f, char start[16], char end[16], ent_str out[N_FIELDS])
{
  out[0] = f->subject;
  out[1] = f->relation;
  out[2] = f->object;
  out[3] = ent_str_of(ent_date_format(f->start, start));
  out[4] = ent_str_of(ent_date_format(f->end, end));
  out[5] = f->precision;
  out[6] = f->source;
  out[7] = f->checked ? ENT_STR("yes") : ENT_STR("");
  out[8] = f->note;
}

static void print_text(const ent_str v[N_FIELDS], ent_buf *out)
{
  ent_buf_printf(out, "%.*s %.*s %.*s", ENT_STR_ARG(v[0]), ENT_STR_ARG(v[1]), ENT_STR_ARG(v[2]));
  if (v[3].n || v[4].n)
    ent_buf_printf(out, "  %.*s%s%.*s", ENT_STR_ARG(v[3]), v[4].n && !ent_str_eq(v[3], v[4]) ? " to " : "",
                   v[4].n && !ent_str_eq(v[3], v[4]) ? (int)v[4].n : 0, v[4].p ? v[4].p : "");
  else
    ent_buf_c(out, "  undated");
  if (v[8].n)
    ent_buf_printf(out, "  (%.*s)", ENT_STR_ARG(v[8]));
  ent_buf_printf(out, "  [%.*s%s]\n", ENT_STR_ARG(v[6]), v[7].n ? ", checked" : "");
}

static void print_fact(const ent_fact *f, enum format format, ent_buf *out)
{
  char start[16], end[16];
  ent_str v[N_FIELDS];
  fields_of(f, start, end, v);
  if (format == TEXT) {
    print_text(v, out);
    return;
  }
  for (int i = 0; i < N_FIELDS; i++) {
    if (format == CSV) {
      csv_field(out, v[i], i + 1 == N_FIELDS);
      continue;
    }
    ent_buf_printf(out, "%s\"%s\":", i ? "," : "{", columns[i]);
    ent_buf_json(out, v[i]);
  }
  if (format == JSONL)
    ent_buf_c(out, "}\n");
}

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {{"on", required_argument, NULL, 'o'},
                                        {"kind", required_argument, NULL, 'k'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"data", required_argument, NULL, 'D'},
                                        {NULL, 0, NULL, 0}};
  *o = (options){.kind = ANY};
  for (int c, choice; (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    switch (c) {
    case 'o':
      if (!cli_date("facts", "--on", optarg, &o->on))
        return CLI_USAGE;
      break;
    case 'k':
      if ((o->kind = cli_choice("facts", "--kind", optarg, kinds)) < 0)
        return CLI_USAGE;
      break;
    case 'f':
      if ((choice = cli_choice("facts", "--format", optarg, formats)) < 0)
        return CLI_USAGE;
      o->format = (enum format)choice;
      break;
    case 'D': o->reader.user_data = optarg; break;
    default: return cli_bad_option("facts", c, argv);
    }
  return argc - optind <= 1 ? CLI_OK : cli_usage("facts", "one actor or thing, please");
}

/* Facts of a thing by its id, else of the actor so called; NULL *ret: of all. */
static ent_status choose(const ent_reader *reader, const char *name, ent_date on, ent_arena *arena, const uint32_t **ret,
                         size_t *ret_n, ent_error *err)
{
  const ent_reference *reference = ent_reader_reference(reader);
  *ret = NULL;
  *ret_n = ent_reference_count(reference);
  if (!name)
    return ENT_OK;
  static const uint32_t none[1];
  ent_str id = ent_str_of(name);
  *ret = ent_reference_of(reference, id, ret_n);
  if (*ret_n == 0) {
    ent_status status = cli_resolve(reader, name, on, arena, &id, err);
    if (status != ENT_OK)
      return status;
    *ret = ent_reference_of(reference, id, ret_n);
  }
  if (*ret_n == 0)
    *ret = none;
  return ENT_OK;
}

static bool print_all(const options *o, const ent_reference *reference, const uint32_t *of, size_t n, ent_buf *out)
{
  size_t printed = 0;
  if (o->format == CSV)
    for (int i = 0; i < N_FIELDS; i++)
      csv_field(out, ent_str_of(columns[i]), i + 1 == N_FIELDS);
  for (size_t i = 0; i < n; i++) {
    ent_fact f = ent_reference_fact(reference, of ? of[i] : i);
    if (!stands_on(&f, o->on) || (o->kind != ANY && kind_of(&f) != o->kind))
      continue;
    print_fact(&f, o->format, out);
    printed++;
    if (out->n > (1u << 20) && !cli_write(out))
      return false;
  }
  if (!printed)
    cli_message("the reference base has no such fact");
  return cli_write(out);
}

int cmd_facts(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  const uint32_t *of = NULL;
  size_t n = 0;
  ent_arena *arena = ent_arena_new(0);
  ent_buf out = ENT_BUF_INIT((size_t)1 << 28);
  ent_status status = arena ? ent_reader_open(&o.reader, &reader, &err)
                            : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = choose(reader, optind < argc ? argv[optind] : NULL, o.on, arena, &of, &n, &err);
  if (status == ENT_OK && !print_all(&o, ent_reader_reference(reader), of, n, &out))
    status = ent_fail(&err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&out);
  ent_arena_free(arena);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
