/* What both users of monthly sums ask of them first. */
#ifndef ENTI_CLOSENESS_CHECK_H
#define ENTI_CLOSENESS_CHECK_H

#include <entente/measure.h>

/* ENT_EINPUT: an option out of range, a sum that is not finite or that its count denies. */
ENT_CHECKED ent_status enti_closeness_check(const ent_month *months, size_t n, const ent_closeness_options *options,
                                            ent_error *err);

#endif
