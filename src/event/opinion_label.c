/* The labels of relations, in PLOVER and in the fifteen classes of PLV, with their quad classes. */
#include "event/opinion_label.h"

#include <string.h>

static const struct {
  const char *name, *plover, *plv, *cameo;
  int quad_plover, quad_plv;
} labels[ENTI_LABEL_COUNT] = {
    {"AGREE", "AGREE", "AGREE", "030", 1, 1},
    {"CONSULT", "CONSULT", "CONSULT", "040", 1, 1},
    {"SUPPORT", "SUPPORT", "SUPPORT", "050", 1, 1},
    {"CONCEDE", "CONCEDE", "YIELD", "080", 1, 2},
    {"COOPERATE", "COOPERATE", "COOPERATE", "060", 2, 2},
    {"AID", "AID", "AID", "070", 2, 2},
    {"RETREAT", "RETREAT", "YIELD", "087", 2, 2},
    {"REQUEST", "REQUEST", "REQUEST", "100", 3, 3},
    {"ACCUSE", "ACCUSE", "ACCUSE", "110", 3, 3},
    {"REJECT", "REJECT", "REJECT", "120", 3, 3},
    {"THREATEN", "THREATEN", "THREATEN", "130", 3, 3},
    {"PROTEST", "PROTEST", "PROTEST", "140", 4, 4},
    {"SANCTION", "SANCTION", "SANCTION", "160", 4, 4},
    {"MOBILIZE", "MOBILIZE", "MOBILIZE", "150", 4, 4},
    {"COERCE", "COERCE", "COERCE", "170", 4, 4},
    {"ASSAULT", "ASSAULT", "ASSAULT", "190", 4, 4},
    {"OCCUPY", "COERCE", "ASSAULT", "192", 4, 4},
    {"REPRESS", "ASSAULT", "COERCE", "175", 4, 4},
    {"APOLOGIZE", "CONCEDE", "SUPPORT", "055", 1, 1},
    {"NONE", "", "", "", 0, 0},
};

enti_label enti_label_parse(ent_str name)
{
  unsigned i = 0;
  while (i < ENTI_LABEL_COUNT && !ent_str_eq(name, ent_str_of(labels[i].name)))
    i++;
  return (enti_label)i;
}

const char *enti_label_name(unsigned label)
{
  return label < ENTI_LABEL_COUNT ? labels[label].name : "";
}

const char *enti_label_cameo(unsigned label)
{
  return label < ENTI_LABEL_COUNT ? labels[label].cameo : "";
}

const char *enti_label_root(unsigned label, ent_ontology ontology)
{
  if (label >= ENTI_LABEL_COUNT)
    return "";
  return ontology == ENT_PLV ? labels[label].plv : labels[label].plover;
}

int enti_label_quad(unsigned label, ent_ontology ontology)
{
  if (label >= ENTI_LABEL_COUNT)
    return 0;
  return ontology == ENT_PLV ? labels[label].quad_plv : labels[label].quad_plover;
}
