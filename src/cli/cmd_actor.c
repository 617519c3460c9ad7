/* entente actor: how a name is resolved, and why. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <string.h>

const char cmd_actor_help[] =
    "usage: entente actor [OPTIONS] QUERY\n\n"
    "How a name is resolved, and why: all its readings, best first, with the codes of each actor\n"
    "in all systems. QUERY is a name (\"South Korea\", \"Yoon\", \"the Kremlin\"), an id (KOR, NATO)\n"
    "or a code (cow:732, gw:732, iso2:KR, cameo:ROK, fips:KS).\n\n"
    "  --on DATE              as of that day; without it, over all times\n"
    "  --format text          for people (default)\n"
    "  --format json          one array\n"
    "  --data DIR             tables of your own, on top of the built-in ones\n"
    "  --petrarch-actors FILE a PETRARCH actor dictionary on top\n"
    "  --petrarch-agents FILE a PETRARCH agent dictionary on top\n\n"
    "Exit code: 0 also when nobody is called so, 1 failed, 2 wrong usage.\n";

enum format { TEXT, JSON };
static const char *const formats[] = {"text", "json", NULL};

typedef struct options {
  ent_date on;
  enum format format;
  ent_reader_options reader;
} options;

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {{"on", required_argument, NULL, 'o'},
                                        {"format", required_argument, NULL, 'f'},
                                        {"data", required_argument, NULL, 'D'},
                                        {"petrarch-actors", required_argument, NULL, 'A'},
                                        {"petrarch-agents", required_argument, NULL, 'G'},
                                        {NULL, 0, NULL, 0}};
  *o = (options){.reader.warn = cli_tell_warning};
  for (int c, choice; (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    switch (c) {
    case 'o':
      if (!cli_date("actor", "--on", optarg, &o->on))
        return CLI_USAGE;
      break;
    case 'f':
      if ((choice = cli_choice("actor", "--format", optarg, formats)) < 0)
        return CLI_USAGE;
      o->format = (enum format)choice;
      break;
    case 'D': o->reader.user_data = optarg; break;
    case 'A': o->reader.petrarch_actors = optarg; break;
    case 'G': o->reader.petrarch_agents = optarg; break;
    default: return cli_bad_option("actor", c, argv);
    }
  return argc - optind == 1 ? CLI_OK : cli_usage("actor", "one name, please (in quotes where it has several words)");
}

/* Codes of an actor in all systems, those that it has. */
static void codes(const ent_actor_info *info, bool json, ent_buf *out)
{
  const struct { const char *name; ent_str code; } all[] = {
      {"iso2", info->iso2}, {"iso3", info->iso3}, {"isonum", info->isonum}, {"cowabb", info->cowabb},
      {"cow", info->cow},   {"gw", info->gw},     {"cameo", info->cameo},   {"fips", info->fips}};
  bool first = true;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (!all[i].code.n)
      continue;
    if (json) {
      ent_buf_printf(out, "%s\"%s\":", first ? "" : ",", all[i].name);
      ent_buf_json(out, all[i].code);
    } else {
      ent_buf_printf(out, "%s%s %.*s", first ? "    " : "  ", all[i].name, ENT_STR_ARG(all[i].code));
    }
    first = false;
  }
  if (!json && !first)
    ent_buf_char(out, '\n');
}

static void period(ent_date from, ent_date to, ent_buf *out)
{
  char a[16], b[16];
  if (ent_date_known(from) || ent_date_known(to))
    ent_buf_printf(out, ", %s to %s", ent_date_known(from) ? ent_date_format(from, a) : "the beginning",
                   ent_date_known(to) ? ent_date_format(to, b) : "now");
}

static void print_text(const ent_actors *actors, const ent_actor_reading *r, ent_date on, ent_buf *out)
{
  ent_actor_info info;
  bool known = ent_actors_info(actors, r->actor.id, on, &info);
  ent_buf_printf(out, "  %.*s%s%.*s", ENT_STR_ARG(r->actor.id), r->actor.sector.n ? "." : "", ENT_STR_ARG(r->actor.sector));
  if (known)
    ent_buf_printf(out, "  %.*s (%.*s)", ENT_STR_ARG(info.name), ENT_STR_ARG(info.kind));
  ent_buf_printf(out, "\n    by %s \"%.*s\"", r->via, ENT_STR_ARG(r->name));
  period(r->from, r->to, out);
  ent_buf_printf(out, "; confidence %.2f%s\n", (double)r->confidence,
                 r->last_known ? "; last known to hold the office before that day" : "");
  if (known)
    codes(&info, false, out);
}

static void print_json(const ent_actors *actors, const ent_actor_reading *r, ent_date on, ent_buf *out)
{
  ent_actor_info info;
  char day[16];
  ent_buf_c(out, "{\"id\":");
  ent_buf_json(out, r->actor.id);
  ent_buf_c(out, ",\"sector\":");
  ent_buf_json(out, r->actor.sector);
  ent_buf_c(out, ",\"form\":");
  ent_buf_json(out, r->name);
  ent_buf_printf(out, ",\"via\":\"%s\",\"from\":\"%s\"", r->via, ent_date_format(r->from, day));
  ent_buf_printf(out, ",\"to\":\"%s\",\"last_known\":%s,\"confidence\":%.2f", ent_date_format(r->to, day),
                 r->last_known ? "true" : "false", (double)r->confidence);
  if (ent_actors_info(actors, r->actor.id, on, &info)) {
    ent_buf_c(out, ",\"name\":");
    ent_buf_json(out, info.name);
    ent_buf_c(out, ",\"kind\":");
    ent_buf_json(out, info.kind);
    ent_buf_c(out, ",\"codes\":{");
    codes(&info, true, out);
    ent_buf_char(out, '}');
  }
  ent_buf_char(out, '}');
}

static void print(const options *o, const ent_actors *actors, const ent_actor_reading *readings, size_t n, ent_buf *out)
{
  for (size_t i = 0; i < n; i++)
    if (o->format == JSON) {
      ent_buf_c(out, i ? "," : "[");
      print_json(actors, &readings[i], o->on, out);
    } else {
      print_text(actors, &readings[i], o->on, out);
    }
  if (o->format == JSON)
    ent_buf_c(out, n ? "]\n" : "[]\n");
}

int cmd_actor(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  const ent_actor_reading *readings = NULL;
  size_t n = 0;
  ent_arena *arena = ent_arena_new(0);
  ent_buf out = ENT_BUF_INIT((size_t)1 << 26);
  ent_status status = arena ? ent_reader_open(&o.reader, &reader, &err)
                            : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = ent_actors_resolve(ent_reader_actors(reader), ent_str_of(argv[optind]), o.on, arena, &readings, &n, &err);
  if (status == ENT_OK) {
    if (n == 0) {
      char day[16];
      cli_message("nobody is called \"%s\"%s%s", argv[optind], ent_date_known(o.on) ? " on " : "", ent_date_format(o.on, day));
    }
    print(&o, ent_reader_actors(reader), readings, n, &out);
    if (!cli_write(&out))
      status = ent_fail(&err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  }
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&out);
  ent_arena_free(arena);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
