/* The formats, one object each. */
#ifndef ENTI_DATASET_RELATIONS_H
#define ENTI_DATASET_RELATIONS_H

#include "dataset/format.h"

extern const format format_atop, format_atop_ddyr, format_atop_dy, format_atop_member, format_trade, format_igo,
    format_igo_state, format_igo_dyad, format_mid, format_rivalry, format_nmc, format_dcad, format_cow_states,
    format_gw_states, format_un_votes, format_ideal_points, format_ideal_points_session;
extern const format format_atop_alliance, format_un_votes_dated;
extern const format format_gdelt_gkg, format_gdelt_gkg1, format_atop_sy, format_igo_year, format_igo_sums, format_dcad_main,
    format_un_votes_r, format_un_roll_calls_r, format_un_issues_r, format_un_agreement, format_cow_alliances; /* refused */
extern const format format_gdelt1, format_gdelt2, format_gdelt_mentions, format_icews, format_polecat, format_phoenix,
    format_petrarch, format_acled, format_events, format_plover, format_ngec, format_phoenix_cline;

#endif
