/* The paths of the API and what each takes. docs/api.md and docs/openapi.json say the same; tests/cli/serve-api.sh checks
 * that they do. */
#include "serve/api.h"

#include "base/metric.h"

#define ACTOR(name, required) {name, ENTI_ACTOR, required, 0, 0, 0, NULL}
#define DATE(name) {name, ENTI_DATE, false, 0, 0, 0, NULL}
#define PAGE(most, usual) {"offset", ENTI_NUMBER, false, 0, 10000000, 0, NULL}, {"limit", ENTI_NUMBER, false, 1, most, usual, NULL}

static const char *const kinds[] = {"event", "tie", "status", "threat", "intent", "cause", "assessment", "contradiction", NULL};
static const char *const orders[] = {"oldest", "newest", NULL};
static const char *const bys[] = {"year", "month", NULL};
static const char *const alliances[] = {"defense", "any", NULL};
static const char *const yes_no[] = {"no", "yes", NULL};

static const enti_parameter search[] = {{"q", ENTI_TEXT, true, 0, 200, 0, NULL}, {"limit", ENTI_NUMBER, false, 1, 50, 10, NULL}};
static const enti_parameter actor[] = {ACTOR("id", true), DATE("on")};
static const enti_parameter facts[] = {ACTOR("a", true), ACTOR("b", false), DATE("from"), DATE("to"), PAGE(500, 100)};
static const enti_parameter timeline[] = {ACTOR("a", true), ACTOR("b", false), {"kind", ENTI_TEXT, false, 0, 60, 0, NULL},
                                          DATE("from"), DATE("to"), DATE("on"), PAGE(1000, 300)};
static const enti_parameter partners[] = {ACTOR("a", true), DATE("on"), {"limit", ENTI_NUMBER, false, 1, 500, 100, NULL}};
static const enti_parameter closeness[] = {ACTOR("a", true), ACTOR("b", true), DATE("from"), DATE("to"),
                                           {"by", ENTI_WORD, false, 0, 0, 0, bys}, {"causes", ENTI_WORD, false, 0, 0, 0, yes_no},
                                           {"store", ENTI_WORD, false, 0, 0, 1, yes_no}};
static const enti_parameter posture[] = {ACTOR("a", true), {"from", ENTI_NUMBER, false, 1816, 2100, 1990, NULL},
                                         {"to", ENTI_NUMBER, false, 1816, 2100, 2026, NULL}};
static const enti_parameter network[] = {ACTOR("a", true), DATE("on")};
static const enti_parameter alliance[] = {{"year", ENTI_NUMBER, true, 1816, 2100, 0, NULL},
                                          {"kind", ENTI_WORD, false, 0, 0, 0, alliances}};
static const enti_parameter claims[] = {ACTOR("a", false), ACTOR("b", false), {"kind", ENTI_WORD, false, 0, 0, 0, kinds},
                                        {"code", ENTI_TEXT, false, 0, 60, 0, NULL}, DATE("from"), DATE("to"),
                                        {"document", ENTI_HASH, false, 0, 0, 0, NULL},
                                        {"order", ENTI_WORD, false, 0, 0, 0, orders}, PAGE(200, 50)};
static const enti_parameter document[] = {{"id", ENTI_HASH, true, 0, 0, 0, NULL},
                                          {"at", ENTI_NUMBER, false, 0, 16777216, 0, NULL}};
static const enti_parameter contradictions[] = {ACTOR("a", false), ACTOR("b", false), PAGE(200, 50)};
static const enti_parameter read[] = {DATE("date"), {"source", ENTI_TEXT, false, 0, 200, 0, NULL}};

#define TAKES(list) list, sizeof list / sizeof *list

static const enti_path paths[] = {
    {"/api/version", "GET", enti_answer_version, NULL, 0, NULL, false},
    {"/api/search", "GET", enti_answer_search, TAKES(search), NULL, false},
    {"/api/actor", "GET", enti_answer_actor, TAKES(actor), NULL, false},
    {"/api/facts", "GET", enti_answer_facts, TAKES(facts), NULL, false},
    {"/api/sources", "GET", enti_answer_sources, NULL, 0, NULL, false},
    {"/api/timeline", "GET", enti_answer_timeline, TAKES(timeline), NULL, false},
    {"/api/partners", "GET", enti_answer_partners, TAKES(partners), NULL, false},
    {"/api/closeness", "GET", enti_answer_closeness, TAKES(closeness), NULL, true},
    {"/api/posture", "GET", enti_answer_posture, TAKES(posture), NULL, false},
    {"/api/network", "GET", enti_answer_network, TAKES(network), NULL, false},
    {"/api/alliances", "GET", enti_answer_alliances, TAKES(alliance), NULL, false},
    {"/api/claims", "GET", enti_answer_claims, TAKES(claims), NULL, false},
    {"/api/document", "GET", enti_answer_document, TAKES(document), NULL, false},
    {"/api/contradictions", "GET", enti_answer_contradictions, TAKES(contradictions), NULL, true},
    {"/api/read", "POST", enti_answer_read, TAKES(read), NULL, true},
    {"/metrics", "GET", enti_answer_metrics, NULL, 0, ENTI_METRIC_TYPE, false},
};

const enti_path *enti_paths(size_t *ret_n)
{
  *ret_n = sizeof paths / sizeof *paths;
  return paths;
}
