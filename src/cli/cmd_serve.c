/* entente serve: the page and the API, for a browser on this machine. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

const char cmd_serve_help[] =
    "usage: entente serve [OPTIONS]\n\n"
    "A page for the browser, and the JSON API below it (docs/api.md): search for an actor or two, see how close\n"
    "they are and since when, and follow each figure to its sentence. Runs until it is stopped (Ctrl-C).\n\n"
    "  --store PATH       the store (default: as for `entente add`; without one the built-in facts alone)\n"
    "  --port N           port (default 8650; 0: any free one)\n"
    "  --listen ADDR      numeric address to listen at (default: this machine alone). Any other needs\n"
    "                     --token-file, and a proxy in front for TLS: see the manual\n"
    "  --token-file FILE  a secret of 16 bytes or more that every request must carry\n"
    "  --host NAME        a name by which one may ask besides localhost (up to 8)\n"
    "  --threads N        requests answered at once (default 4)\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 stopped, 1 failed, 2 wrong usage.\n";

#define HOSTS 8
#define TOKEN 512 /* bytes at most */

typedef struct options {
  const char *store, *listen, *token_file;
  const char *hosts[HOSTS + 1];
  size_t n_hosts;
  long port, threads;
  ent_reader_options reader;
} options;

static bool is_loopback(const char *address)
{
  return !address || strncmp(address, "127.", 4) == 0 || strcmp(address, "::1") == 0;
}

static int parse_options(int argc, char **argv, options *o)
{
  static const struct option names[] = {{"store", required_argument, NULL, 'S'}, {"port", required_argument, NULL, 'p'},
                                        {"listen", required_argument, NULL, 'l'}, {"token-file", required_argument, NULL, 't'},
                                        {"host", required_argument, NULL, 'h'}, {"threads", required_argument, NULL, 'n'},
                                        {"data", required_argument, NULL, 'D'}, {NULL, 0, NULL, 0}};
  *o = (options){.port = 8650, .threads = 4, .reader = {.warn = cli_tell_warning}};
  for (int c; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    switch (c) {
    case 'S': o->store = optarg; break;
    case 'l': o->listen = optarg; break;
    case 't': o->token_file = optarg; break;
    case 'D': o->reader.user_data = optarg; break;
    case 'h':
      if (o->n_hosts == HOSTS)
        return cli_usage("serve", "more than %d names", HOSTS);
      o->hosts[o->n_hosts++] = optarg;
      break;
    case 'p':
      if (!cli_number("serve", "--port", optarg, 0, 65535, &o->port))
        return CLI_USAGE;
      break;
    case 'n':
      if (!cli_number("serve", "--threads", optarg, 1, 64, &o->threads))
        return CLI_USAGE;
      break;
    default: return cli_bad_option("serve", c, argv);
    }
  if (optind < argc)
    return cli_usage("serve", "no operands, please");
  if (!is_loopback(o->listen) && !o->token_file)
    return cli_usage("serve", "--listen %s: others could read all that is in the store; --token-file is needed", o->listen);
  return CLI_OK;
}

/* White space off both ends: editors put a line break behind it. */
static ent_status read_token(const char *path, char token[TOKEN], ent_str *ret, ent_error *err)
{
  *ret = ENT_STR_NONE;
  if (!path)
    return ENT_OK;
  FILE *f = fopen(path, "rb");
  if (!f)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", path, strerror(errno));
  size_t n = fread(token, 1, TOKEN, f);
  bool failed = ferror(f);
  fclose(f);
  if (failed)
    return ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: cannot be read", path);
  ent_str s = ent_str_trim((ent_str){token, n});
  if (n == TOKEN || s.n < 16)
    return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "%s: a token has 16 to %d bytes", path, TOKEN - 1);
  for (size_t i = 0; i < s.n; i++)
    if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] > '~')
      return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "%s: a token is made of printable ASCII characters without blanks", path);
  *ret = s;
  return ENT_OK;
}

/* The store's path, where there is one: that none has been made yet is no reason not to show the facts. */
static ent_status find_store(const options *o, ent_arena *arena, const char **ret, ent_error *err)
{
  ent_store *store;
  ent_str place;
  *ret = o->store;
  if (o->store)
    return ENT_OK;
  ent_status status = ent_store_default_path(arena, &place, err);
  if (status != ENT_OK)
    return status;
  status = ent_store_open(place.p, ENT_STORE_READ_ONLY, &store, err);
  if (status == ENT_OK)
    ent_store_close(store);
  *ret = status == ENT_OK ? place.p : NULL;
  if (status == ENT_ENOTFOUND)
    cli_message("no store yet (`entente add` makes one): showing the built-in facts alone");
  return status == ENT_ENOTFOUND ? ENT_OK : status;
}

static void tell(const options *o, const ent_server *server)
{
  bool six = o->listen && strchr(o->listen, ':');
  fprintf(stderr, "Entente is at http://%s%s%s:%u/ (Ctrl-C ends it)\n", six ? "[" : "", o->listen ? o->listen : "localhost",
          six ? "]" : "", ent_server_port(server));
}

static ent_status serve(const options *o, const ent_reader *reader, ent_arena *arena, const sigset_t *ends, ent_error *err)
{
  char token[TOKEN];
  const char *hosts[HOSTS + 1];
  ent_api *api = NULL;
  ent_server *server = NULL;
  size_t n_hosts = o->n_hosts;
  memcpy(hosts, o->hosts, sizeof hosts);
  if (o->listen)
    hosts[n_hosts++] = o->listen;
  ent_api_options how = {.reader = reader, .workers = (unsigned)o->threads, .hosts = hosts, .n_hosts = n_hosts};
  ent_server_options net = {.listen = o->listen, .port = (uint16_t)o->port};
  ent_status status = read_token(o->token_file, token, &how.token, err);
  if (status == ENT_OK)
    status = find_store(o, arena, &how.store, err);
  if (status == ENT_OK)
    status = ent_api_open(&how, &api, err);
  if (status == ENT_OK)
    status = ent_server_start(api, &net, &server, err);
  if (status == ENT_OK) {
    int signal_number;
    tell(o, server);
    sigwait(ends, &signal_number);
  }
  ent_server_stop(server);
  ent_api_close(api);
  return status;
}

int cmd_serve(int argc, char **argv)
{
  options o;
  int code = parse_options(argc, argv, &o);
  if (code != CLI_OK)
    return code;
  ent_error err = {0};
  ent_reader *reader = NULL;
  ent_arena *arena = ent_arena_new(0);
  sigset_t ends; /* blocked before any thread starts, so that they wait for us */
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, NULL);
  ent_status status = arena ? ent_reader_open(&o.reader, &reader, &err)
                            : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = serve(&o, reader, arena, &ends, &err);
  if (status != ENT_OK)
    cli_error(&err);
  ent_arena_free(arena);
  ent_reader_close(reader);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
