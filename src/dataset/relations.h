/* The formats, one object each. */
#ifndef ENTI_DATASET_RELATIONS_H
#define ENTI_DATASET_RELATIONS_H

#include "dataset/format.h"

extern const format format_atop, format_atop_ddyr, format_atop_dy, format_atop_member, format_trade, format_igo,
    format_igo_state, format_igo_dyad, format_mid, format_rivalry, format_nmc, format_dcad, format_cow_states,
    format_gw_states, format_un_votes, format_ideal_points, format_ideal_points_session;
extern const format format_gdelt1, format_gdelt2, format_gdelt_mentions, format_icews, format_polecat, format_phoenix,
    format_petrarch, format_acled, format_events, format_plover;

#endif
