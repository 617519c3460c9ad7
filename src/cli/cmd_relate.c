/* entente relate: the relation between two marked actors, for each row of a table. */
#include "cli/cli.h"
#include "cli/commands.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

const char cmd_relate_help[] =
    "usage: entente relate [OPTIONS] [FILE|-]\n\n"
    "Says what one marked actor does to another. In: a table (TSV, no quoting) whose header names\n"
    "the columns id, sentence, source_span and target_span; a span is start:end in bytes of the\n"
    "sentence (UTF-8), several pieces joined with \",\"; one of the two may be empty. Out: a table\n"
    "with id, root, quad and confidence, one row for each row, in order.\n\n"
    "  --ontology plover  the 16 types of PLOVER 2021 (default)\n"
    "  --ontology plv     15 types: CONCEDE and RETREAT are YIELD\n"
    "  --explain          after each row, as comments, the words and features that decided\n"
    "  --model FILE       a model of your own (docs/relations.md)\n\n"
    "Exit code: 0 all read, 1 a row or the file could not be read (the line is named), 2 wrong usage.\n";

static const char *const ontologies[] = {"plover", "plv", NULL};

#define MAX_LINE ((size_t)1 << 20)
#define OUTPUT_AT_ONCE ((size_t)1 << 18)

typedef struct job {
  const char *name;
  const ent_reader *reader;
  ent_opinions *opinions;
  ent_ontology ontology;
  bool explain;
  size_t id, sentence, source, target; /* columns */
  size_t columns, line;
  ent_buf out;
} job;

static ent_status line_fail(const job *j, ent_error *err, const char *why)
{
  return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s:%zu: %s", j->name, j->line, why);
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static ent_str field_of(ent_str line, size_t column)
{
  ent_str rest = line, field = ENT_STR_NONE;
  for (size_t i = 0; ent_str_split(&rest, '\t', &field); i++)
    if (i == column)
      return field;
  return ENT_STR_NONE;
}

static size_t count_fields(ent_str line)
{
  size_t n = 1;
  for (size_t i = 0; i < line.n; i++)
    n += line.p[i] == '\t';
  return n;
}

static ent_status read_header(job *j, ent_str line, ent_error *err)
{
  static const char *const names[] = {"id", "sentence", "source_span", "target_span"};
  size_t *const columns[] = {&j->id, &j->sentence, &j->source, &j->target};
  j->columns = count_fields(line);
  for (size_t i = 0; i < 4; i++) {
    size_t at = 0;
    while (at < j->columns && !ent_str_eq(field_of(line, at), ent_str_of(names[i])))
      at++;
    if (at == j->columns)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s:%zu: the header has no column \"%s\"", j->name, j->line, names[i]);
    *columns[i] = at;
  }
  return ENT_OK;
}

static bool read_number(ent_str s, uint32_t *ret)
{
  uint64_t value = 0;
  if (!s.n || s.n > 10)
    return false;
  for (size_t i = 0; i < s.n; i++) {
    if (s.p[i] < '0' || s.p[i] > '9')
      return false;
    value = value * 10 + (uint64_t)(s.p[i] - '0');
  }
  *ret = (uint32_t)value;
  return value <= UINT32_MAX;
}

static bool on_boundary(ent_str s, uint32_t offset)
{
  return offset == s.n || (offset < s.n && ((unsigned char)s.p[offset] & 0xC0) != 0x80);
}

/* "3:10,14:20" */
static ent_status read_span(const job *j, const char *what, ent_str text, ent_str sentence, ent_span *ret, ent_error *err)
{
  ent_span span = {.n = 0};
  for (ent_str rest = text, piece; text.n && ent_str_split(&rest, ',', &piece);) {
    ent_str end = piece, start;
    uint32_t a, b;
    bool fine = ent_str_split(&end, ':', &start) && read_number(start, &a) && read_number(end, &b) && a < b &&
                b <= sentence.n && on_boundary(sentence, a) && on_boundary(sentence, b);
    if (!fine || span.n == ENT_MAX_SPAN_PIECES)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "%s:%zu: %s \"%.*s\" does not lie in the sentence of %zu bytes", j->name,
                      j->line, what, ENT_STR_ARG(text), sentence.n);
    span.pieces[span.n].start = a;
    span.pieces[span.n++].end = b;
  }
  *ret = span;
  return ENT_OK;
}

static ent_status parse(const job *j, ent_document *doc, ent_error *err)
{
  const ent_reader *r = j->reader;
  const ent_pack *pack = ent_reader_pack(r);
  ent_status status = ent_text_split(doc, pack, err);
  if (status == ENT_OK)
    status = ent_grammar_parse(ent_reader_grammar(r), doc, ent_pack_vocab(pack), err);
  return status;
}

static void print(job *j, ent_str id, const ent_opinion *o, const ent_buf *why)
{
  ent_buf_printf(&j->out, "%.*s\t%.*s\t%d\t%d.%03d\n", ENT_STR_ARG(id), ENT_STR_ARG(o->root), o->quad,
                 o->confidence / 1000, o->confidence % 1000);
  for (ent_str rest = ent_buf_view(why), line; why->n && ent_str_split(&rest, '\n', &line);)
    if (line.n)
      ent_buf_printf(&j->out, "# %.*s\n", ENT_STR_ARG(line));
}

static ent_status judge(job *j, ent_str line, ent_error *err)
{
  ent_str sentence = field_of(line, j->sentence);
  ent_span source, target;
  if (ent_utf8_valid(sentence) < sentence.n)
    return line_fail(j, err, "the sentence is no UTF-8");
  ent_status status = read_span(j, "source_span", field_of(line, j->source), sentence, &source, err);
  if (status == ENT_OK)
    status = read_span(j, "target_span", field_of(line, j->target), sentence, &target, err);
  if (status == ENT_OK && !source.n && !target.n)
    status = line_fail(j, err, "neither source_span nor target_span is filled");
  if (status != ENT_OK)
    return status;
  ent_document *doc = ent_document_new();
  ent_buf why = ENT_BUF_INIT(1 << 20);
  ent_opinion opinion;
  if (!doc)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  doc->text = ent_arena_str(doc->arena, sentence);
  status = parse(j, doc, err);
  if (status == ENT_OK)
    status = ent_opinions_judge(j->opinions, doc, &source, &target, j->ontology, &opinion, j->explain ? &why : NULL, err);
  if (status == ENT_OK)
    print(j, field_of(line, j->id), &opinion, &why);
  else
    status = ent_fail_in(err, status, "%s:%zu", j->name, j->line);
  ent_buf_done(&why);
  ent_document_free(doc);
  return status;
}

/* A row that cannot be read keeps its place in the output, without a type. */
static bool read_row(job *j, ent_str line)
{
  ent_error err = {0};
  if (count_fields(line) < j->columns)
    line_fail(j, &err, "too few fields");
  else if (judge(j, line, &err) == ENT_OK)
    return true;
  cli_error(&err);
  ent_buf_printf(&j->out, "%.*s\t\t\t\n", ENT_STR_ARG(field_of(line, j->id)));
  return false;
}

/* ---- the file ------------------------------------------------------------------------------------------------------ */

static int read_lines(job *j, FILE *file)
{
  char *bytes = NULL;
  size_t cap = 0;
  int code = CLI_OK;
  ent_error err = {0};
  for (ssize_t n; code != CLI_USAGE && (n = getline(&bytes, &cap, file)) >= 0;) {
    ent_str line = {bytes, (size_t)n};
    while (line.n && (line.p[line.n - 1] == '\n' || line.p[line.n - 1] == '\r'))
      line.n--;
    j->line++;
    if (j->line == 1 && ent_str_starts(line, ENT_STR("\xef\xbb\xbf")))
      line = ent_str_slice(line, 3, line.n);
    if (j->line == 1 && read_header(j, line, &err) != ENT_OK) {
      cli_error(&err);
      code = CLI_FAILED;
      break;
    }
    if (j->line == 1)
      ent_buf_c(&j->out, "id\troot\tquad\tconfidence\n");
    else if (line.n > MAX_LINE || !read_row(j, line))
      code = CLI_FAILED;
    if (j->out.n >= OUTPUT_AT_ONCE && !cli_write(&j->out))
      break;
  }
  if (ferror(file) || !j->line) {
    cli_message("%s: %s", j->name, ferror(file) ? "cannot be read" : "is empty; a header is needed");
    code = CLI_FAILED;
  }
  free(bytes);
  return cli_write(&j->out) ? code : CLI_FAILED;
}

static int read_file(job *j, const char *path)
{
  bool standard = strcmp(path, "-") == 0;
  FILE *file = standard ? stdin : fopen(path, "rb");
  j->name = standard ? "standard input" : path;
  if (!file) {
    cli_message("%s: cannot be opened", path);
    return CLI_FAILED;
  }
  int code = read_lines(j, file);
  if (!standard)
    fclose(file);
  return code;
}

static int relate(job *j, const char *model, const char *path)
{
  ent_error err = {0};
  ent_reader *reader = NULL;
  char beside[PATH_MAX + 32];
  ent_status status = ent_reader_open(NULL, &reader, &err);
  if (status == ENT_OK) {
    snprintf(beside, sizeof beside, "%s/relations.model", ent_reader_data_dir(reader));
    status = ent_opinions_open(model ? model : beside, &j->opinions, &err);
  }
  j->reader = reader;
  int code = CLI_OK;
  if (status == ENT_OK)
    code = read_file(j, path);
  else
    cli_error(&err);
  ent_opinions_close(j->opinions);
  ent_reader_close(reader);
  ent_buf_done(&j->out);
  return status == ENT_OK ? code : cli_exit(&err);
}

int cmd_relate(int argc, char **argv)
{
  static const struct option names[] = {{"ontology", required_argument, NULL, 'o'}, {"explain", no_argument, NULL, 'e'},
                                        {"model", required_argument, NULL, 'm'},    {NULL, 0, NULL, 0}};
  job j = {.out = ENT_BUF_INIT(64 << 20)};
  const char *model = NULL;
  for (int c, at; (c = getopt_long(argc, argv, ":", names, NULL)) != -1;)
    switch (c) {
    case 'o':
      at = cli_choice("relate", "--ontology", optarg, ontologies);
      if (at < 0)
        return CLI_USAGE;
      j.ontology = at == 1 ? ENT_PLV : ENT_PLOVER;
      break;
    case 'e': j.explain = true; break;
    case 'm': model = optarg; break;
    default: return cli_bad_option("relate", c, argv);
    }
  if (argc - optind > 1)
    return cli_usage("relate", "one file at a time; what is \"%s\" for?", argv[optind + 1]);
  return relate(&j, model, optind < argc ? argv[optind] : "-");
}
