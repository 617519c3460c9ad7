/* entente check: what a text says, against the built-in reference base; what the documents of a store say, against each
 * other (check_store.c). */
#include "cli/check_store.h"
#include "cli/cli.h"
#include "cli/commands.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

const char cmd_check_help[] =
    "usage: entente check [OPTIONS] [FILE|-]\n"
    "       entente check --store [PATH] [OPTIONS]\n\n"
    "Checks what a text says against the reference base: dates of summits and where they were\n"
    "held, accessions and memberships, treaties, statuses, foundings, operations, numbers. Each\n"
    "statement that can be checked is consistent, contradicted (with what is known, and its\n"
    "source) or unknown. Without an operand: standard input.\n\n"
    "An input whose first character is { is read as lines of JSON {\"id\":…, \"claim\":\"…\",\n"
    "\"date\":…}, one claim each; further keys are ignored.\n\n"
    "With --store: which claims of which documents of the store cannot both be true (dates,\n"
    "memberships and statuses, hosts, numbers of members), side by side, with what the base knows.\n"
    "Copies of a story count once; a coarser date contradicts no finer one.\n\n"
    "  --store [PATH]     compare the documents of the store (default: $ENTENTE_STORE, else\n"
    "                     $XDG_DATA_HOME/entente/entente.db)\n"
    "  --format account   for people (default)\n"
    "  --format jsonl     {id, claim, verdict, correction, source, evidence} a line\n"
    "  --date DATE        when it was said, for claims that have no date\n"
    "                     (YYYY, YYYY-MM or YYYY-MM-DD)\n"
    "  --data DIR         tables of your own, on top of the built-in ones\n\n"
    "Exit code: 0 all checked, 1 something could not be read, 2 wrong usage.\n";

#define MAX_LINE ((size_t)64 << 20)

enum format { ACCOUNT, JSONL };
static const char *const formats[] = {"account", "jsonl", NULL};

typedef struct job {
  enum format format;
  ent_date date;
  bool compare;       /* --store */
  const char *store;  /* NULL: the default */
  ent_reader_options options;
  const ent_reader *reader;
  ent_view_style style;
  ent_buf out;
  const char *name;
  size_t line;
  bool failed;
} job;

/* ---- output ---- */

static ent_str evidence_of(const ent_document *doc, const ent_finding *f)
{
  return f ? ent_str_slice(doc->text, f->start, f->end) : ENT_STR("");
}

static void put_field(ent_buf *out, const char *key, ent_str value)
{
  ent_buf_printf(out, ",\"%s\":", key);
  ent_buf_json(out, value);
}

static void put_json(job *j, ent_str id, ent_str claim, const ent_document *doc, ent_verdict verdict,
                     const ent_finding *why)
{
  bool wrong = verdict == ENT_CONTRADICTED;
  ent_buf_printf(&j->out, "{\"id\":%.*s", ENT_STR_ARG(id));
  put_field(&j->out, "claim", claim);
  put_field(&j->out, "verdict", ent_str_of(ent_verdict_text(verdict)));
  put_field(&j->out, "correction", wrong ? why->value_reference : ENT_STR(""));
  put_field(&j->out, "source", why ? why->ref_source : ENT_STR(""));
  put_field(&j->out, "evidence", evidence_of(doc, why));
  ent_buf_c(&j->out, "}\n");
}

static const char *colour_of(const job *j, ent_verdict verdict)
{
  static const char *const colours[] = {"\033[2m", "\033[32m", "\033[31m"};
  return j->style.colour ? colours[verdict] : "";
}

static void put_time_off(job *j, const ent_finding *f)
{
  if (f->verdict != ENT_CONTRADICTED || !f->days_off)
    return;
  int days = (int)f->days_off;
  if (days >= 730)
    ent_buf_printf(&j->out, " (off by %d years)", (days + 182) / 365);
  else if (days >= 60)
    ent_buf_printf(&j->out, " (off by %d months)", (days + 15) / 30);
  else
    ent_buf_printf(&j->out, " (off by %d day%s)", days, days == 1 ? "" : "s");
}

static void put_finding(job *j, const ent_document *doc, const ent_finding *f)
{
  const char *end = j->style.colour ? "\033[0m" : "";
  ent_str text = evidence_of(doc, f);
  ent_buf_printf(&j->out, "%s%s%s %.*s: %.*s\n", colour_of(j, f->verdict), ent_verdict_text(f->verdict), end,
                 ENT_STR_ARG(f->type), ENT_STR_ARG(f->value_in_text));
  ent_buf_printf(&j->out, "  known: %.*s", ENT_STR_ARG(f->value_reference));
  put_time_off(j, f);
  if (f->ref_source.n)
    ent_buf_printf(&j->out, " [%.*s]", ENT_STR_ARG(f->ref_source));
  ent_buf_printf(&j->out, "\n  \"%.*s\" (bytes %u to %u)\n", ENT_STR_ARG(text), f->start, f->end);
}

static void put_claim(job *j, ent_str claim, const ent_document *doc, ent_verdict verdict, const ent_finding *why)
{
  if (why)
    put_finding(j, doc, why);
  else
    ent_buf_printf(&j->out, "%s%s%s: \"%.*s\"\n", colour_of(j, verdict), ent_verdict_text(verdict),
                   j->style.colour ? "\033[0m" : "", ENT_STR_ARG(claim));
}

/* ---- checking ---- */

static ent_status check(const job *j, ent_document *doc, const ent_finding **ret, size_t *ret_n, ent_error *err)
{
  ent_status status = ent_reader_read(j->reader, doc, err);
  return status == ENT_OK ? ent_check_document(ent_reader_reference(j->reader), doc, ret, ret_n, err) : status;
}

static void fail_line(job *j, const char *why)
{
  cli_message("%s:%zu: %s", j->name, j->line, why);
  j->failed = true;
}

/* The record's fields into the document; the reason why not, NULL: fine. Other keys are not looked at. */
static const char *take_fields(const job *j, const json_t *record, ent_document *doc, ent_str *ret_id)
{
  const json_t *claim = json_object_get(record, "claim"), *date = json_object_get(record, "date");
  const json_t *id = json_object_get(record, "id");
  if (!json_is_object(record))
    return "not an object";
  if (!json_is_string(claim))
    return "no string \"claim\"";
  if (date && !json_is_string(date) && !json_is_null(date))
    return "\"date\" is no string";
  ent_str day = json_is_string(date) ? ent_str_of(json_string_value(date)) : ENT_STR("");
  doc->date = j->date;
  if (day.n && !ent_date_parse(day, &doc->date))
    return "\"date\" is no date (YYYY, YYYY-MM or YYYY-MM-DD)";
  doc->date_basis = ent_date_known(doc->date) ? ENT_BASIS_GIVEN : ENT_BASIS_NONE;
  doc->text = ent_arena_str(doc->arena, (ent_str){json_string_value(claim), json_string_length(claim)});
  char *dump = id ? json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT) : NULL;
  *ret_id = ent_arena_str(doc->arena, ent_str_of(dump ? dump : "null"));
  free(dump);
  return doc->text.n > ENT_MAX_DOCUMENT ? "longer than a document may be" : NULL;
}

static void check_record(job *j, const json_t *record)
{
  ent_error err = {0};
  ent_str id = ENT_STR("");
  const ent_finding *findings, *why = NULL;
  size_t n;
  ent_document *doc = ent_document_new();
  const char *reason = doc ? take_fields(j, record, doc, &id) : "out of memory";
  if (reason)
    fail_line(j, reason);
  else if (check(j, doc, &findings, &n, &err) != ENT_OK)
    fail_line(j, err.message);
  else {
    ent_verdict verdict = ent_check_verdict(findings, n, &why);
    if (j->format == JSONL)
      put_json(j, id, doc->text, doc, verdict, why);
    else
      put_claim(j, doc->text, doc, verdict, why);
  }
  ent_document_free(doc);
}

static bool check_line(job *j, const char *line, size_t n)
{
  json_error_t bad;
  json_t *record = json_loadb(line, n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &bad);
  if (record)
    check_record(j, record);
  else
    fail_line(j, bad.text);
  json_decref(record);
  return cli_write(&j->out);
}

static void check_lines(job *j, FILE *in)
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
      ok = check_line(j, line, (size_t)n);
  }
  j->failed = j->failed || !ok;
  free(line);
}

/* A sentence that nothing was found in says nothing that can be checked: it is passed over, so that "unknown" stands
 * only where a whole text had nothing. */
static void put_document(job *j, ent_document *doc, const ent_finding *findings, size_t n)
{
  ent_str id = ENT_STR("null");
  for (size_t i = 0; i < n; i++) {
    const ent_finding *f = &findings[i];
    if (j->format == JSONL)
      put_json(j, id, evidence_of(doc, f), doc, f->verdict, f);
    else
      put_finding(j, doc, f);
  }
  if (!n && j->format == ACCOUNT)
    ent_buf_c(&j->out, "unknown: nothing in this text can be checked against the reference base\n");
}

static void check_text(job *j, FILE *in)
{
  char piece[65536];
  ent_error err = {0};
  ent_document *doc = NULL;
  ent_buf bytes = ENT_BUF_INIT(ENT_MAX_DOCUMENT);
  ent_source_options options = ENT_SOURCE_OPTIONS_INIT;
  const ent_finding *findings;
  size_t n;
  options.date = j->date;
  options.pack = ent_reader_pack(j->reader);
  for (size_t got; (got = fread(piece, 1, sizeof piece, in)) > 0;)
    ent_buf_add(&bytes, piece, got);
  ent_status status = bytes.failed
                          ? ent_fail(&err, ENT_ELIMIT, ENT_NO_OFFSET, "%s: longer than a document may be", j->name)
                          : ent_document_from_bytes(ent_buf_view(&bytes), ent_str_of(j->name), &options, &doc, &err);
  if (status == ENT_OK)
    status = check(j, doc, &findings, &n, &err);
  if (status == ENT_OK)
    put_document(j, doc, findings, n);
  else
    cli_error(&err);
  j->failed = status != ENT_OK || !cli_write(&j->out);
  ent_document_free(doc);
  ent_buf_done(&bytes);
}

/* Lines of JSON begin with a brace, texts do not. */
static void check_stream(job *j, FILE *in)
{
  int c = fgetc(in);
  if (c != EOF)
    ungetc(c, in);
  if (c == '{')
    check_lines(j, in);
  else
    check_text(j, in);
  if (ferror(in)) {
    cli_message("%s: %s", j->name, strerror(errno));
    j->failed = true;
  }
}

static int parse_options(int argc, char **argv, job *j)
{
  static const struct option names[] = {{"format", required_argument, NULL, 'f'},
                                        {"date", required_argument, NULL, 'd'},
                                        {"data", required_argument, NULL, 'D'},
                                        {"store", optional_argument, NULL, 'S'},
                                        {NULL, 0, NULL, 0}};
  for (int c, choice; (c = getopt_long(argc, argv, ":f:", names, NULL)) != -1;)
    switch (c) {
    case 'f':
      if ((choice = cli_choice("check", "--format", optarg, formats)) < 0)
        return CLI_USAGE;
      j->format = (enum format)choice;
      break;
    case 'd':
      if (!cli_date("check", "--date", optarg, &j->date))
        return CLI_USAGE;
      break;
    case 'S':
      j->compare = true;
      j->store = optarg;
      break;
    case 'D':
      j->options.user_data = optarg;
      break;
    default:
      return cli_bad_option("check", c, argv);
    }
  if (argc - optind > 1)
    return cli_usage("check", j->compare ? "one store, please" : "one file, please");
  if (j->compare && optind < argc) { /* "--store PATH" as well as "--store=PATH" */
    if (j->store)
      return cli_usage("check", "a text is checked without --store");
    j->store = argv[optind];
  }
  return CLI_OK;
}

static int compare_documents(const job *j)
{
  ent_error err = {0};
  ent_reader *reader = NULL;
  if (ent_reader_open(&j->options, &reader, &err) != ENT_OK) {
    cli_error(&err);
    return cli_exit(&err);
  }
  int code = check_store(j->store, j->format == JSONL, reader, &j->style);
  ent_reader_close(reader);
  return code;
}

int cmd_check(int argc, char **argv)
{
  job j = {.format = ACCOUNT, .style = cli_style(), .out = ENT_BUF_INIT((size_t)1 << 30), .name = "standard input"};
  int code = parse_options(argc, argv, &j);
  if (code != CLI_OK)
    return code;
  if (j.compare)
    return compare_documents(&j);
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
  ent_status status = ent_reader_open(&j.options, &reader, &err);
  j.reader = reader;
  if (status == ENT_OK)
    check_stream(&j, in);
  else
    cli_error(&err);
  if (in != stdin)
    fclose(in);
  ent_buf_done(&j.out);
  ent_reader_close(reader);
  return status != ENT_OK ? cli_exit(&err) : j.failed ? CLI_FAILED : CLI_OK;
}
