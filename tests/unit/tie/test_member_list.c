/* Lists of memberships on a document made by hand: a title and a list. */
#include "unit/unit.h"

#include "tie/member_list.h"

static void add(ent_document *doc, const char *const *words, size_t n, ent_sentence_kind kind, ent_buf *text)
{
  ent_sentence *s = &doc->sentences[doc->n_sentences++];
  *s = (ent_sentence){.first = (uint32_t)doc->n_tokens, .n = (uint32_t)n, .start = (uint32_t)text->n, .kind = kind};
  for (size_t k = 0; k < n; k++) {
    bool actor = words[k][0] == '@' || words[k][0] == '*'; /* "@": an organisation, "*": a state */
    ent_token *t = &doc->tokens[doc->n_tokens];
    *t = (ent_token){.start = (uint32_t)text->n, .sentence = (uint32_t)doc->n_sentences - 1, .fold = ent_str_of(words[k])};
    ent_buf_c(text, words[k] + actor);
    t->end = (uint32_t)text->n;
    ent_buf_char(text, ' ');
    if (actor) {
      ent_actor_ref *ref = ent_arena_alloc(doc->arena, sizeof *ref);
      *ref = (ent_actor_ref){.id = ent_str_of(words[k] + 1), .org = words[k][0] == '@' ? ENT_STR("IGO") : ENT_STR_NONE};
      doc->mentions[doc->n_mentions++] = (ent_mention){.first = (uint32_t)doc->n_tokens, .last = (uint32_t)doc->n_tokens,
                                                       .head = (uint32_t)doc->n_tokens, .start = t->start, .end = t->end,
                                                       .actors = ref, .n_actors = 1, .confidence = 1};
    }
    doc->n_tokens++;
  }
  s->end = doc->tokens[doc->n_tokens - 1].end;
}

static ent_document *entry(const char *const *title, size_t n_title, const char *const *list, size_t n_list)
{
  ent_arena *arena = ent_arena_new(0);
  ent_document *doc = ent_arena_alloc(arena, sizeof *doc);
  ent_buf text = ENT_BUF_INIT(1 << 16);
  doc->arena = arena;
  doc->tokens = ent_arena_array(arena, n_title + n_list, sizeof *doc->tokens);
  doc->mentions = ent_arena_array(arena, n_title + n_list, sizeof *doc->mentions);
  doc->sentences = ent_arena_array(arena, 2, sizeof *doc->sentences);
  add(doc, title, n_title, ENT_SENTENCE_TITLE, &text);
  add(doc, list, n_list, ENT_SENTENCE_BODY, &text);
  doc->text = ent_arena_str(arena, ent_buf_view(&text));
  ent_buf_done(&text);
  return doc;
}

static void expect(const ent_document *doc, size_t i, const char *code, const char *org)
{
  assert_true(i < doc->n_claims);
  assert_true(ent_str_eq(doc->claims[i].code, ent_str_of(code)));
  assert_true(ent_str_eq(doc->claims[i].target[0].id, ent_str_of(org)));
}

static const char *const samoa[] = {"*WSM"}, *const both[] = {"*WSM", "and", "*TON"};
static const char *const label[] = {"international", "organization", "participation", ":", "@ADB", ",", "@ASEAN", "(",
                                    "observer", ")", ",", "@ICC", "(", "not", "a", "party", ")", ",", "@UN"};
static const char *const prose[] = {"the", "participation", "of", "@UN", "was", "welcome", "to", "@ADB"};
#define N(words) (sizeof(words) / sizeof *(words))

static void each_item_is_a_status(void **state)
{
  ent_error err = {0};
  (void)state;
  ent_document *doc = entry(samoa, N(samoa), label, N(label));
  assert_ok(enti_member_lists(doc, &err), &err);
  assert_int_equal(doc->n_claims, 4);
  expect(doc, 0, "member", "ADB");
  expect(doc, 1, "observer", "ASEAN");
  expect(doc, 2, "non-member", "ICC");
  expect(doc, 3, "member", "UN");
  assert_true(ent_str_eq(doc->claims[0].source[0].id, ENT_STR("WSM")));
  ent_arena_free(doc->arena);
}

static void whose_list_must_be_clear(void **state)
{
  ent_error err = {0};
  (void)state;
  ent_document *doc = entry(both, N(both), label, N(label));
  assert_ok(enti_member_lists(doc, &err), &err);
  assert_int_equal(doc->n_claims, 0);
  ent_arena_free(doc->arena);
}

static void prose_is_no_list(void **state)
{
  ent_error err = {0};
  (void)state;
  ent_document *doc = entry(samoa, N(samoa), prose, N(prose));
  assert_ok(enti_member_lists(doc, &err), &err);
  assert_int_equal(doc->n_claims, 0);
  ent_arena_free(doc->arena);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(each_item_is_a_status), cmocka_unit_test(whose_list_must_be_clear),
                                     cmocka_unit_test(prose_is_no_list)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
