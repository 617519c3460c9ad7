/* Reading the labelled sentences and making examples of them. */
#include "examples.h"

#include "base/table.h"
#include "event/opinion_features.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const ent_error *err)
{
  fprintf(stderr, "train_relations: %s\n", err->message);
  exit(1);
}

/* Takes the marks out of a sentence and notes where they stood. False: a mark is open or inside another. */
static bool unmark(ent_str marked, char *out, size_t *ret_n, ent_span *source, ent_span *target)
{
  size_t n = 0;
  ent_span *open = NULL;
  *source = *target = (ent_span){.n = 0};
  for (size_t i = 0; i < marked.n; i++) {
    char c = marked.p[i];
    if (c == '<' || c == '[') {
      ent_span *span = c == '<' ? source : target;
      if (open || span->n == ENT_MAX_SPAN_PIECES)
        return false;
      open = span;
      span->pieces[span->n].start = (uint32_t)n;
    } else if (c == '>' || c == ']') {
      if (open != (c == '>' ? source : target))
        return false;
      open->pieces[open->n++].end = (uint32_t)n;
      open = NULL;
    } else {
      out[n++] = c;
    }
  }
  *ret_n = n;
  return !open && (source->n || target->n);
}

static void keep_feature(void *context, ent_str feature)
{
  tr_examples *e = context;
  if (e->n_features == e->cap_features) {
    e->cap_features = e->cap_features ? 2 * e->cap_features : 1 << 20;
    e->features = realloc(e->features, e->cap_features * sizeof *e->features);
  }
  e->features[e->n_features++] = enti_feature_key(feature);
}

static ent_document *read_sentence(const ent_reader *reader, ent_str text)
{
  ent_error err;
  ent_document *doc = ent_document_new();
  doc->text = ent_arena_str(doc->arena, text);
  ent_status status = ent_text_split(doc, ent_reader_pack(reader), &err);
  if (status == ENT_OK)
    status = ent_grammar_parse(ent_reader_grammar(reader), doc, ent_pack_vocab(ent_reader_pack(reader)), &err);
  if (status != ENT_OK)
    fail(&err);
  return doc;
}

static void add_example(tr_examples *examples, const ent_reader *reader, const enti_opinion_words *words,
                        const enti_table *table, enti_label label, ent_str marked, float weight)
{
  static char text[8192];
  size_t n;
  ent_span source, target;
  if (marked.n >= sizeof text || !unmark(marked, text, &n, &source, &target)) {
    fprintf(stderr, "train_relations: %.*s:%zu: the marks do not pair\n", ENT_STR_ARG(table->name), table->line);
    exit(1);
  }
  ent_document *doc = read_sentence(reader, (ent_str){text, n});
  enti_frame frame;
  uint32_t first = (uint32_t)examples->n_features;
  if (enti_frame_build(doc, words, &source, &target, &frame))
    enti_opinion_features(&frame, keep_feature, examples);
  if (examples->n == examples->cap) {
    examples->cap = examples->cap ? 2 * examples->cap : 4096;
    examples->items = realloc(examples->items, examples->cap * sizeof *examples->items);
  }
  examples->items[examples->n++] =
      (tr_example){(uint8_t)label, weight, first, (uint32_t)examples->n_features - first};
  ent_document_free(doc);
}

void tr_examples_read(tr_examples *examples, const ent_reader *reader, const enti_opinion_words *words,
                      const char *path, float weight)
{
  enti_table table;
  ent_error err;
  size_t root, sentence;
  bool more;
  ent_arena *arena = ent_arena_new(0);
  if (enti_table_open(&table, path, arena, &err) != ENT_OK || enti_table_column(&table, "root", &root, &err) != ENT_OK ||
      enti_table_column(&table, "sentence", &sentence, &err) != ENT_OK)
    fail(&err);
  for (;;) {
    if (enti_table_next(&table, &more, &err) != ENT_OK)
      fail(&err);
    if (!more)
      break;
    enti_label label = enti_label_parse(enti_table_get(&table, root));
    if (label == ENTI_LABEL_COUNT) {
      enti_table_fail(&table, &err, "\"%.*s\" is no type", ENT_STR_ARG(enti_table_get(&table, root)));
      fail(&err);
    }
    add_example(examples, reader, words, &table, label, enti_table_get(&table, sentence), weight);
  }
  ent_arena_free(arena);
}
