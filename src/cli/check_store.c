/* entente check --store: which documents of the store contradict each other. */
#include "cli/check_store.h"

#include "cli/cli.h"
#include "cli/print_claims.h"

static void put_names(const ent_actors *actors, ent_str ids, ent_buf *out)
{
  ent_str id;
  for (bool first = true; ids.n && ent_str_split(&ids, ';', &id); first = false) {
    ent_actor_info info;
    if (!first)
      ent_buf_c(out, ", ");
    cli_put_line(out, actors && ent_actors_info(actors, id, ENT_NO_DATE, &info) ? info.name : id);
  }
}

static void put_side(char name, ent_str said, const ent_step_claim *claims, size_t n, size_t support, const ent_view_style *style,
                     ent_buf *out)
{
  ent_buf_printf(out, "  %c  %.*s  (%zu source%s)\n", name, ENT_STR_ARG(said), support, support == 1 ? "" : "s");
  for (size_t i = 0; i < n; i++)
    cli_put_claim(out, &claims[i], 5, style);
}

static void put_account(const ent_conflict *c, const ent_actors *actors, const ent_view_style *style, ent_buf *out)
{
  ent_buf_printf(out, "%s%s%s  %.*s: ", style->colour ? "\033[1m" : "", c->why, style->colour ? "\033[0m" : "",
                 ENT_STR_ARG(c->family));
  put_names(actors, c->source, out);
  if (c->target.n) {
    ent_buf_c(out, style->ascii ? " - " : " – ");
    put_names(actors, c->target, out);
  }
  ent_buf_char(out, '\n');
  put_side('A', c->said_a, c->a, c->n_a, c->support_a, style, out);
  put_side('B', c->said_b, c->b, c->n_b, c->support_b, style, out);
  if (c->reference.n)
    ent_buf_printf(out, "  base: %.*s [%.*s]\n", ENT_STR_ARG(c->reference), ENT_STR_ARG(c->reference_source));
  ent_buf_char(out, '\n');
}

static void json_side(const char *name, ent_str said, const ent_step_claim *claims, size_t n, size_t support, ent_buf *out)
{
  ent_buf_printf(out, ",\"%s\":{", name);
  cli_json_key(out, "said", said);
  ent_buf_printf(out, ",\"support\":%zu,\"claims\":[", support);
  for (size_t i = 0; i < n; i++) {
    if (i)
      ent_buf_char(out, ',');
    cli_json_claim(out, &claims[i]);
  }
  ent_buf_c(out, "]}");
}

static void put_json(const ent_conflict *c, ent_buf *out)
{
  ent_buf_char(out, '{');
  cli_json_key(out, "why", ent_str_of(c->why));
  cli_json_key(out, "family", c->family);
  cli_json_ids(out, "source", c->source);
  cli_json_ids(out, "target", c->target);
  json_side("a", c->said_a, c->a, c->n_a, c->support_a, out);
  json_side("b", c->said_b, c->b, c->n_b, c->support_b, out);
  cli_json_key(out, "reference", c->reference);
  cli_json_key(out, "reference_source", c->reference_source);
  ent_buf_c(out, "}\n");
}

int check_store(const char *path, bool jsonl, const ent_reader *reader, const ent_view_style *style)
{
  ent_error err = {0};
  ent_store *store = NULL;
  const ent_conflict *conflicts = NULL;
  size_t n = 0;
  ent_buf out = ENT_BUF_INIT((size_t)1 << 30);
  ent_arena *arena = ent_arena_new(0);
  ent_status status = arena ? cli_open_store(path, ENT_STORE_READ_ONLY, &store, &err)
                            : ent_fail(&err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  if (status == ENT_OK)
    status = ent_store_conflicts(store, ent_reader_reference(reader), arena, &conflicts, &n, &err);
  for (size_t i = 0; i < n && status == ENT_OK; i++) {
    if (jsonl)
      put_json(&conflicts[i], &out);
    else
      put_account(&conflicts[i], ent_reader_actors(reader), style, &out);
    if (out.n > (1u << 20) && !cli_write(&out))
      status = ent_fail(&err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  }
  if (status == ENT_OK && !n)
    cli_message("no two documents of the store contradict each other in what can be compared");
  if (status == ENT_OK && !cli_write(&out))
    status = ent_fail(&err, ENT_ECANCELLED, ENT_NO_OFFSET, "output failed");
  if (status != ENT_OK && status != ENT_ECANCELLED)
    cli_error(&err);
  ent_buf_done(&out);
  ent_store_close(store);
  ent_arena_free(arena);
  return status == ENT_OK ? CLI_OK : cli_exit(&err);
}
