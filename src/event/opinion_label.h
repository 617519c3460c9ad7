/* The classes that the second opinion tells apart: PLOVER's sixteen types, "no event", and three classes on which the
 * ontologies differ (an occupation is ASSAULT in CAMEO and COERCE in PLOVER 2021; repression the other way round). */
#ifndef ENTI_OPINION_LABEL_H
#define ENTI_OPINION_LABEL_H

#include <entente/opinion.h>

typedef enum enti_label {
  ENTI_LABEL_AGREE = 0, ENTI_LABEL_CONSULT, ENTI_LABEL_SUPPORT, ENTI_LABEL_CONCEDE, ENTI_LABEL_COOPERATE,
  ENTI_LABEL_AID, ENTI_LABEL_RETREAT, ENTI_LABEL_REQUEST, ENTI_LABEL_ACCUSE, ENTI_LABEL_REJECT, ENTI_LABEL_THREATEN,
  ENTI_LABEL_PROTEST, ENTI_LABEL_SANCTION, ENTI_LABEL_MOBILIZE, ENTI_LABEL_COERCE, ENTI_LABEL_ASSAULT,
  ENTI_LABEL_OCCUPY,  /* occupation, blockade, siege */
  ENTI_LABEL_REPRESS, /* repression by force, destruction of property */
  ENTI_LABEL_APOLOGIZE, /* CAMEO 055: SUPPORT there, CONCEDE in PLOVER */
  ENTI_LABEL_NONE,
  ENTI_LABEL_COUNT
} enti_label;

/* Label of a name in training text ("AGREE" … "OCCUPY" "REPRESS" "APOLOGIZE" "NONE"); ENTI_LABEL_COUNT: unknown. */
enti_label enti_label_parse(ent_str name);
const char *enti_label_name(unsigned label);
/* The CAMEO code that stands for the label as a whole: "050". */
const char *enti_label_cameo(unsigned label);
/* The type's name under an ontology; labels that share a name are one type there. "" for NONE. */
const char *enti_label_root(unsigned label, ent_ontology ontology);
int enti_label_quad(unsigned label, ent_ontology ontology);

#endif
