/* Interviews: who asks and who answers, from labels ("Q:", "Der Spiegel:") or from paragraphs that are questions. */
#include "source/ascii.h"
#include "source/layout_lines.h"

#include <string.h>

#define MOST_SPEAKERS 12
#define LONGEST_LABEL 40

typedef struct speaker {
  ent_str name;
  size_t paragraphs, questions;
} speaker;

typedef struct talk {
  enti_lines *l;
  speaker speakers[MOST_SPEAKERS];
  size_t n;
  size_t paragraphs, labelled, questions; /* of the text that is not marked */
} talk;

/* "Q: ", "Volodymyr Zelensky: ": bytes of the name; 0 where the paragraph has no label. */
static size_t label(ent_str s)
{
  size_t words = 1;
  if (!s.n || !(enti_is_upper(s.p[0]) || (unsigned char)s.p[0] >= 0xC3))
    return 0;
  for (size_t i = 0; i < s.n && i <= LONGEST_LABEL; i++) {
    if (s.p[i] == ':')
      return words <= 4 && i + 1 < s.n && enti_is_blank(s.p[i + 1]) ? i : 0;
    if (!enti_is_letter(s.p[i]) && !enti_is_digit(s.p[i]) && !strchr(" .'-", s.p[i]))
      return 0;
    words += s.p[i] == ' ';
  }
  return 0;
}

/* "Q." and "A." without a colon, at the beginning of paragraphs. */
static size_t letter_label(ent_str s)
{
  return s.n > 3 && (s.p[0] == 'Q' || s.p[0] == 'A') && s.p[1] == '.' && s.p[2] == ' ' ? 1 : 0;
}

static size_t any_label(ent_str s)
{
  size_t n = label(s);
  return n ? n : letter_label(s);
}

static bool asks(ent_str s)
{
  static const char *const closing[] = {"\"", "'", ")", "*", "\xE2\x80\x9D", "\xE2\x80\x99"};
  for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
    if (ent_str_ends(s, ent_str_of(closing[i])))
      s.n -= strlen(closing[i]);
  return s.n && s.p[s.n - 1] == '?';
}

static speaker *find_speaker(talk *t, ent_str name)
{
  for (size_t i = 0; i < t->n; i++)
    if (ent_str_eq(t->speakers[i].name, name))
      return &t->speakers[i];
  if (t->n == MOST_SPEAKERS)
    return NULL;
  t->speakers[t->n] = (speaker){.name = name};
  return &t->speakers[t->n++];
}

static void look(talk *t)
{
  const enti_lines *l = t->l;
  for (size_t i = 0; i < l->n; i = enti_paragraph_end(l, i)) {
    if (l->lines[i].mark)
      continue;
    ent_str p = enti_paragraph_text(l, i, enti_paragraph_end(l, i));
    size_t n = any_label(p);
    speaker *s = n ? find_speaker(t, ent_str_slice(p, 0, n)) : NULL;
    t->paragraphs++;
    t->questions += asks(p) && p.n < 400;
    if (s) {
      t->labelled++;
      s->paragraphs++;
      s->questions += asks(p);
    }
  }
}

static bool named_as_question(ent_str name)
{
  return ent_str_eq(name, ENT_STR("Q")) || enti_eq_nocase(name, "question") || enti_eq_nocase(name, "interviewer") ||
         (name.n <= 3 && name.p[0] == 'Q' && enti_is_digit(name.p[name.n - 1]));
}

static bool named_as_answer(ent_str name)
{
  return ent_str_eq(name, ENT_STR("A")) || enti_eq_nocase(name, "answer") ||
         (name.n <= 3 && name.p[0] == 'A' && enti_is_digit(name.p[name.n - 1]));
}

/* Two labels that come again, on a good part of the paragraphs: people talking, not "Note:" and "Background:". */
static bool is_talk(const talk *t)
{
  size_t again = 0, letters = 0;
  for (size_t i = 0; i < t->n; i++) {
    again += t->speakers[i].paragraphs >= 2;
    letters += named_as_question(t->speakers[i].name);
  }
  return (again >= 2 && t->labelled >= 4 && t->labelled * 10 >= t->paragraphs * 4) || letters;
}

static bool is_interviewer(const talk *t, const speaker *s)
{
  if (named_as_question(s->name))
    return true;
  if (named_as_answer(s->name))
    return false;
  for (size_t i = 0; i < t->n; i++)
    if (named_as_question(t->speakers[i].name))
      return false;
  return s->questions * 2 > s->paragraphs;
}

static void mark_paragraph(enti_lines *l, size_t i, const char *why)
{
  size_t last = enti_paragraph_end(l, i);
  enti_lines_add(l, l->lines[i].start, l->lines[last - 1].end, ENT_REGION_QUESTION, why);
  for (size_t j = i; j < last; j++)
    l->lines[j].mark = ENT_REGION_QUESTION;
}

/* Label, colon and blanks: the answer itself begins behind them. */
static void mark_label(enti_lines *l, size_t i, ent_str p, size_t n)
{
  n++;
  while (n < p.n && enti_is_blank(p.p[n]))
    n++;
  enti_lines_add(l, l->lines[i].start, l->lines[i].start + (uint32_t)n, ENT_REGION_DATELINE, "speaker");
}

static void mark_labelled(talk *t)
{
  enti_lines *l = t->l;
  for (size_t i = 0; i < l->n; i = enti_paragraph_end(l, i)) {
    if (l->lines[i].mark)
      continue;
    ent_str p = enti_paragraph_text(l, i, enti_paragraph_end(l, i));
    size_t n = any_label(p);
    const speaker *s = n ? find_speaker(t, ent_str_slice(p, 0, n)) : NULL;
    if (!s || (s->paragraphs < 2 && !named_as_question(s->name) && !named_as_answer(s->name)))
      continue;
    if (is_interviewer(t, s))
      mark_paragraph(l, i, "question of an interviewer");
    else
      mark_label(l, i, p, n);
  }
}

/* Without labels: paragraphs that are one question each, again and again, with answers between them. */
static void mark_bare_questions(talk *t)
{
  enti_lines *l = t->l;
  if (t->questions < 3 || t->questions * 5 < t->paragraphs)
    return;
  for (size_t i = 0; i < l->n; i = enti_paragraph_end(l, i)) {
    ent_str p = enti_paragraph_text(l, i, enti_paragraph_end(l, i));
    if (!l->lines[i].mark && asks(p) && p.n < 400)
      mark_paragraph(l, i, "question");
  }
}

void enti_layout_talk(enti_lines *l)
{
  talk t = {.l = l};
  look(&t);
  if (is_talk(&t))
    mark_labelled(&t);
  else
    mark_bare_questions(&t);
}
