/* Names of tags, relations and claim words, as CoNLL-U and the interchange format write them. */
#include <entente/document.h>

static const char *const upos_names[ENT_POS_COUNT] = {
    "_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
    "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

static const char *const xpos_names[ENT_X_COUNT] = {
    "_", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS", "NNP", "NNPS", "PDT",
    "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ",
    "WDT", "WP", "WP$", "WRB", "ADD", "AFX", "GW", "HYPH", "-LRB-", "-RRB-", "NFP", "XX", ",", ".", ":", "``",
    "''", "$", "#"};

static const char *const rel_names[ENT_REL_COUNT] = {
    "_", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc",
    "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass", "csubj:outer", "dep",
    "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark",
    "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:pass", "nsubj:outer", "nummod", "obj", "obl",
    "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp"};

const char *ent_upos_text(unsigned upos)
{
  return upos < ENT_POS_COUNT ? upos_names[upos] : "_";
}

const char *ent_xpos_text(unsigned xpos)
{
  return xpos < ENT_X_COUNT ? xpos_names[xpos] : "_";
}

const char *ent_rel_text(unsigned rel)
{
  return rel < ENT_REL_COUNT ? rel_names[rel] : "_";
}

static unsigned find(const char *const *names, unsigned n, ent_str s)
{
  for (unsigned i = 1; i < n; i++)
    if (ent_str_eq(ent_str_of(names[i]), s))
      return i;
  return 0;
}

ent_upos ent_upos_parse(ent_str s)
{
  return (ent_upos)find(upos_names, ENT_POS_COUNT, s);
}

ent_xpos ent_xpos_parse(ent_str s)
{
  return (ent_xpos)find(xpos_names, ENT_X_COUNT, s);
}

static ent_str before_colon(ent_str s)
{
  ent_str base = s;
  for (size_t i = 0; i < s.n; i++)
    if (s.p[i] == ':')
      return ent_str_slice(base, 0, i);
  return base;
}

ent_rel ent_rel_parse(ent_str s)
{
  unsigned rel = find(rel_names, ENT_REL_COUNT, s);
  return (ent_rel)(rel ? rel : find(rel_names, ENT_REL_COUNT, before_colon(s)));
}

/* By the order of ent_rel: a subtype follows its relation. Asked for every token, so a table. */
static const uint8_t rel_base[ENT_REL_COUNT] = {
    [ENT_ACL] = ENT_ACL, [ENT_ACL_RELCL] = ENT_ACL, [ENT_ADVCL] = ENT_ADVCL, [ENT_ADVCL_RELCL] = ENT_ADVCL,
    [ENT_ADVMOD] = ENT_ADVMOD, [ENT_AMOD] = ENT_AMOD, [ENT_APPOS] = ENT_APPOS, [ENT_AUX_REL] = ENT_AUX_REL,
    [ENT_AUX_PASS] = ENT_AUX_REL, [ENT_CASE] = ENT_CASE, [ENT_CC] = ENT_CC, [ENT_CC_PRECONJ] = ENT_CC,
    [ENT_CCOMP] = ENT_CCOMP, [ENT_COMPOUND] = ENT_COMPOUND, [ENT_COMPOUND_PRT] = ENT_COMPOUND,
    [ENT_CONJ] = ENT_CONJ, [ENT_COP] = ENT_COP, [ENT_CSUBJ] = ENT_CSUBJ, [ENT_CSUBJ_PASS] = ENT_CSUBJ,
    [ENT_CSUBJ_OUTER] = ENT_CSUBJ, [ENT_DEP] = ENT_DEP, [ENT_DET_REL] = ENT_DET_REL,
    [ENT_DET_PREDET] = ENT_DET_REL, [ENT_DISCOURSE] = ENT_DISCOURSE, [ENT_DISLOCATED] = ENT_DISLOCATED,
    [ENT_EXPL] = ENT_EXPL, [ENT_FIXED] = ENT_FIXED, [ENT_FLAT] = ENT_FLAT, [ENT_GOESWITH] = ENT_GOESWITH,
    [ENT_IOBJ] = ENT_IOBJ, [ENT_LIST] = ENT_LIST, [ENT_MARK] = ENT_MARK, [ENT_NMOD] = ENT_NMOD,
    [ENT_NMOD_DESC] = ENT_NMOD, [ENT_NMOD_POSS] = ENT_NMOD, [ENT_NMOD_UNMARKED] = ENT_NMOD,
    [ENT_NSUBJ] = ENT_NSUBJ, [ENT_NSUBJ_PASS] = ENT_NSUBJ, [ENT_NSUBJ_OUTER] = ENT_NSUBJ,
    [ENT_NUMMOD] = ENT_NUMMOD, [ENT_OBJ] = ENT_OBJ, [ENT_OBL] = ENT_OBL, [ENT_OBL_AGENT] = ENT_OBL,
    [ENT_OBL_UNMARKED] = ENT_OBL, [ENT_ORPHAN] = ENT_ORPHAN, [ENT_PARATAXIS] = ENT_PARATAXIS,
    [ENT_PUNCT_REL] = ENT_PUNCT_REL, [ENT_REPARANDUM] = ENT_REPARANDUM, [ENT_ROOT] = ENT_ROOT,
    [ENT_VOCATIVE] = ENT_VOCATIVE, [ENT_XCOMP] = ENT_XCOMP};

ent_rel ent_rel_base(unsigned rel)
{
  return rel < ENT_REL_COUNT ? (ent_rel)rel_base[rel] : ENT_REL_NONE;
}

const char *ent_claim_kind_text(ent_claim_kind kind)
{
  static const char *const names[] = {"",       "event",  "tie",   "status",    "threat",
                                      "intent", "cause", "assessment", "contradiction"};
  return (unsigned)kind < sizeof names / sizeof *names ? names[kind] : "";
}

const char *ent_modality_text(ent_modality modality)
{
  static const char *const names[] = {"", "actual", "past", "ongoing", "intended", "hypothetical", "denied",
                                      "historical", "sport"};
  return (unsigned)modality < sizeof names / sizeof *names ? names[modality] : "";
}

const char *ent_aspect_text(ent_aspect aspect)
{
  static const char *const names[] = {"", "begins", "stands", "ends"};
  return (unsigned)aspect < sizeof names / sizeof *names ? names[aspect] : "";
}

const char *ent_basis_text(ent_basis basis)
{
  static const char *const names[] = {"", "text", "metadata", "given", "publication", "file"};
  return (unsigned)basis < sizeof names / sizeof *names ? names[basis] : "";
}
