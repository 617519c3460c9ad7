/* Writes CoNLL-U: a document as new, or the sentence last read with our annotation in place of its own. */
#include "grammar/conllu.h"

#include <string.h>

static void add_number(ent_buf *out, uint64_t v)
{
  char digits[20];
  size_t n = sizeof digits;
  do
    digits[--n] = (char)('0' + v % 10);
  while (v /= 10);
  ent_buf_add(out, digits + n, sizeof digits - n);
}

/* A field must not be empty nor hold a tab or line break. */
static void add_field(ent_buf *out, ent_str s)
{
  size_t start = out->n;
  if (s.n == 0)
    ent_buf_char(out, '_');
  ent_buf_str(out, s);
  if (!out->failed)
    for (size_t i = start; i < out->n; i++)
      if (out->p[i] == '\t' || out->p[i] == '\n' || out->p[i] == '\r')
        out->p[i] = ' ';
}

static void add_head(ent_buf *out, const ent_token *t, uint32_t first)
{
  if (t->rel == ENT_REL_NONE && t->head == ENT_NONE)
    ent_buf_char(out, '_');
  else
    add_number(out, t->head == ENT_NONE ? 0 : t->head - first + 1);
}

static void add_tags(ent_buf *out, const ent_token *t)
{
  add_field(out, t->lemma);
  ent_buf_char(out, '\t');
  ent_buf_c(out, ent_upos_text(t->upos));
  ent_buf_char(out, '\t');
  ent_buf_c(out, ent_xpos_text(t->xpos));
  ent_buf_char(out, '\t');
}

static void add_tree(ent_buf *out, const ent_token *t, uint32_t first)
{
  add_head(out, t, first);
  ent_buf_char(out, '\t');
  ent_buf_c(out, ent_rel_text(t->rel));
  ent_buf_char(out, '\t');
}

static void write_token(const ent_document *doc, const ent_sentence *s, uint32_t i, ent_buf *out)
{
  const ent_token *t = &doc->tokens[s->first + i];
  bool last = s->first + i + 1 == doc->n_tokens;
  bool space = last || t[1].flags & (ENT_TOKEN_SPACE_BEFORE | ENT_TOKEN_NEW_LINE);
  add_number(out, i + 1);
  ent_buf_char(out, '\t');
  add_field(out, ent_str_slice(doc->text, t->start, t->end));
  ent_buf_char(out, '\t');
  add_tags(out, t);
  ent_buf_c(out, "_\t");
  add_tree(out, t, s->first);
  ent_buf_c(out, space ? "_\t_\n" : "_\tSpaceAfter=No\n");
}

void ent_conllu_write(const ent_document *doc, ent_buf *out)
{
  for (size_t k = 0; k < doc->n_sentences; k++) {
    const ent_sentence *s = &doc->sentences[k];
    if (s->n == 0)
      continue;
    ent_buf_c(out, "# sent_id = ");
    add_number(out, k + 1);
    ent_buf_c(out, "\n# text = ");
    add_field(out, ent_str_slice(doc->text, s->start, s->end));
    ent_buf_char(out, '\n');
    for (uint32_t i = 0; i < s->n; i++)
      write_token(doc, s, i, out);
    ent_buf_char(out, '\n');
  }
}

static void write_word(const ent_conllu_reader *r, const enti_conllu_line *line, const ent_token *t, ent_buf *out)
{
  const char *p = r->bytes + r->at + line->start;
  ent_buf_add(out, p, line->column[2]); /* ID and FORM with their tabs */
  add_tags(out, t);
  ent_buf_add(out, p + line->column[5], line->length[5] + 1);
  add_tree(out, t, 0);
  ent_buf_add(out, p + line->column[8], line->n - line->column[8]);
  ent_buf_char(out, '\n');
}

void ent_conllu_write_last(const ent_conllu_reader *r, const ent_document *doc, ent_buf *out)
{
  size_t word = 0;
  for (size_t i = 0; i < r->n_lines; i++) {
    const enti_conllu_line *line = &r->lines[i];
    if (line->kind == ENTI_CONLLU_WORD && word < doc->n_tokens)
      write_word(r, line, &doc->tokens[word++], out);
    else {
      ent_buf_add(out, r->bytes + r->at + line->start, line->n);
      ent_buf_char(out, '\n');
    }
  }
  ent_buf_char(out, '\n');
}
