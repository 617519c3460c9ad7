/* entente parse: the grammar of a text, or of sentences that are cut into words already, as CoNLL-U. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char cmd_parse_help[] =
    "usage: entente parse [OPTIONS] [FILE|-]\n\n"
    "Prints the sentences of a plain text with lemmas, tags, heads and relations (Universal\n"
    "Dependencies) as CoNLL-U. Without an operand: standard input.\n\n"
    "  --input text       running text (default); an empty line ends a paragraph\n"
    "  --input conllu     sentences in CoNLL-U; every line comes back, with LEMMA, UPOS, XPOS,\n"
    "                     HEAD and DEPREL of its words replaced. Only FORM is read\n\n"
    "Exit code: 0 all read, 1 some sentence or the file could not be read, 2 wrong usage.\n";

enum input { TEXT, CONLLU };
static const char *const inputs[] = {"text", "conllu", NULL};

#define OUTPUT_AT_ONCE ((size_t)1 << 18)
#define TEXT_AT_ONCE ((size_t)4 << 20) /* of a longer text this much is read together, cut at a paragraph */

typedef struct job {
  const ent_reader *reader;
  const char *name;
  int file;
  ent_buf out;
} job;

static ptrdiff_t read_bytes(void *context, char *buffer, size_t n)
{
  ptrdiff_t got;
  do
    got = read(((job *)context)->file, buffer, n);
  while (got < 0 && errno == EINTR);
  return got;
}

/* ---- CoNLL-U ------------------------------------------------------------------------------------------------- */

/* One sentence: *ret_more false at the end. */
static ent_status parse_sentence(job *j, ent_conllu_reader *reader, bool *ret_more, ent_error *err)
{
  ent_document *doc = NULL;
  ent_status status = ent_conllu_next(reader, &doc, err);
  *ret_more = status != ENT_OK || doc;
  if (status != ENT_OK || !doc)
    return status;
  status = ent_grammar_parse(ent_reader_grammar(j->reader), doc, NULL, err);
  if (status == ENT_OK)
    ent_conllu_write_last(reader, doc, &j->out);
  if (status == ENT_OK && j->out.failed)
    status = ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", j->name);
  return status;
}

/* A sentence that cannot be read is told and left out; the rest is read. */
static int parse_conllu(job *j)
{
  ent_conllu_reader *reader = ent_conllu_reader_new(read_bytes, j, j->name);
  if (!reader) {
    cli_message("out of memory");
    return CLI_FAILED;
  }
  ent_conllu_reader_forms_only(reader, true);
  int code = CLI_OK;
  for (bool more = true; more;) {
    ent_error err = {0};
    if (parse_sentence(j, reader, &more, &err) != ENT_OK) {
      cli_error(&err);
      code = CLI_FAILED;
      if (err.status != ENT_EINPUT)
        break;
    }
    if (j->out.n >= OUTPUT_AT_ONCE && !cli_write(&j->out)) {
      code = CLI_FAILED;
      break;
    }
  }
  ent_conllu_reader_free(reader);
  return cli_write(&j->out) ? code : CLI_FAILED;
}

/* ---- text ---------------------------------------------------------------------------------------------------- */

/* Valid UTF-8 in the arena: bytes that are none become U+FFFD. */
static ent_str valid_text(ent_arena *arena, ent_str s)
{
  if (ent_utf8_valid(s) == s.n)
    return s;
  char *out = ent_arena_alloc(arena, s.n * 3 + 1);
  size_t n = 0;
  for (size_t at = 0; out && at < s.n;)
    n += ent_utf8_put(ent_utf8_next(s, &at), out + n);
  return (ent_str){out, out ? n : 0};
}

static ent_status parse_piece(job *j, ent_str piece, ent_error *err)
{
  ent_arena *arena = ent_arena_new(0);
  ent_document doc = {.arena = arena, .path = ent_str_of(j->name), .kind = ENT_STR("text")};
  ent_status status = ENT_ENOMEM;
  if (arena)
    doc.text = valid_text(arena, piece);
  if (doc.text.p)
    status = ent_text_split(&doc, ent_reader_pack(j->reader), err);
  else
    ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", j->name);
  if (status == ENT_OK)
    status = ent_grammar_parse(ent_reader_grammar(j->reader), &doc, ent_pack_vocab(ent_reader_pack(j->reader)), err);
  if (status == ENT_OK) {
    ent_conllu_write(&doc, &j->out);
    if (!cli_write(&j->out))
      status = ent_fail(err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  }
  ent_arena_free(arena);
  return status;
}

/* Where to cut a full buffer: behind the last empty line, else line, else space, else where it ends. */
static size_t cut_of(const char *p, size_t n)
{
  const char *at = memrchr(p, '\n', n);
  while (at && at > p && at[-1] != '\n')
    at = memrchr(p, '\n', (size_t)(at - p));
  if (!at || at == p)
    at = memrchr(p, '\n', n);
  if (!at)
    at = memrchr(p, ' ', n);
  if (at && at > p)
    return (size_t)(at - p) + 1;
  while (n > 1 && ((unsigned char)p[n - 1] & 0xC0) == 0x80) /* no character is cut in two */
    n--;
  return n > 1 && (unsigned char)p[n - 1] >= 0xC0 ? n - 1 : n;
}

static ent_status parse_text(job *j, ent_error *err)
{
  char *bytes = malloc(TEXT_AT_ONCE);
  if (!bytes)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "%s: out of memory", j->name);
  size_t n = 0;
  ent_status status = ENT_OK;
  for (bool ended = false; status == ENT_OK && !ended;) {
    ptrdiff_t got = read_bytes(j, bytes + n, TEXT_AT_ONCE - n);
    if (got < 0) {
      status = ent_fail(err, ENT_EIO, ENT_NO_OFFSET, "%s: %s", j->name, strerror(errno));
      break;
    }
    n += (size_t)got;
    ended = got == 0;
    if (!ended && n < TEXT_AT_ONCE)
      continue;
    size_t cut = ended ? n : cut_of(bytes, n);
    if (cut)
      status = parse_piece(j, (ent_str){bytes, cut}, err);
    memmove(bytes, bytes + cut, n - cut);
    n -= cut;
  }
  free(bytes);
  return status;
}

/* ---- command ------------------------------------------------------------------------------------------------- */

static int run_job(job *j, enum input input)
{
  if (input == CONLLU)
    return parse_conllu(j);
  ent_error err = {0};
  ent_status status = parse_text(j, &err);
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  return status == ENT_OK ? CLI_OK : CLI_FAILED;
}

static int open_and_run(const char *path, enum input input)
{
  ent_error err = {0};
  ent_reader *reader;
  bool standard = strcmp(path, "-") == 0;
  job j = {.name = standard ? "standard input" : path, .file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC),
           .out = ENT_BUF_INIT((size_t)4 << 30)};
  if (j.file < 0) {
    cli_message("%s: %s", path, strerror(errno));
    return CLI_FAILED;
  }
  int code = CLI_FAILED;
  if (ent_reader_open(&(ent_reader_options){0}, &reader, &err) == ENT_OK) {
    j.reader = reader;
    code = run_job(&j, input);
    ent_reader_close(reader);
  } else
    cli_error(&err);
  if (!standard)
    close(j.file);
  ent_buf_done(&j.out);
  return code;
}

int cmd_parse(int argc, char **argv)
{
  static const struct option names[] = {{"input", required_argument, NULL, 'i'}, {NULL, 0, NULL, 0}};
  enum input input = TEXT;
  for (int c, choice; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;) {
    if (c != 'i')
      return cli_bad_option("parse", c, argv);
    if ((choice = cli_choice("parse", "--input", optarg, inputs)) < 0)
      return CLI_USAGE;
    input = (enum input)choice;
  }
  if (argc - optind > 1)
    return cli_usage("parse", "one file at most");
  return open_and_run(optind < argc ? argv[optind] : "-", input);
}
