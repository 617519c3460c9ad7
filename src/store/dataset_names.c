/* The columns of the tables of relations, as schema.sql has them. */
#include "store/dataset_private.h"

static const char *const columns[ENT_TABLE_COUNT][ENT_TABLE_COLUMNS + 1] = {
    [ENT_TABLE_STATE] = {"system", "state", "start", "end", "abbreviation", "name"},
    [ENT_TABLE_PLEDGE] = {"year", "a", "b", "defense", "offense", "neutral", "nonagg", "consul"},
    [ENT_TABLE_TREATY] = {"alliance", "state", "phase", "start", "end", "defense", "offense", "neutral", "nonagg", "consul"},
    [ENT_TABLE_AGREEMENT] = {"year", "a", "b", "general", "sector", "any"},
    [ENT_TABLE_TRADE] = {"a", "b", "year", "flow1", "flow2"},
    [ENT_TABLE_IGO] = {"a", "b", "year", "n"},
    [ENT_TABLE_IGO_MEMBER] = {"organisation", "state", "year", "status"},
    [ENT_TABLE_DISPUTE] = {"dispute", "a", "b", "year", "ongoing", "onset", "fatality", "hostility", "reciprocated"},
    [ENT_TABLE_RIVALRY] = {"rivalry", "a", "b", "start", "end", "name"},
    [ENT_TABLE_CAPABILITY] = {"state", "year", "milex", "milper", "irst", "pec", "tpop", "upop", "cinc"},
    [ENT_TABLE_VOTE] = {"year", "roll_call", "state", "vote", "date"},
    [ENT_TABLE_IDEAL_POINT] = {"basis", "state", "year", "value", "q05", "q95", "n_votes"},
    [ENT_TABLE_MENTION] = {"event", "document", "sentence", "place", "time", "publisher", "confidence", "tone"},
    [ENT_TABLE_REPLACED] = {"relation", "row", "file"}};

const char *const *ent_dataset_columns(ent_dataset_table table)
{
  return columns[(unsigned)table < ENT_TABLE_COUNT ? table : 0];
}
