/* Values put together: the composite with its range over the weights, a group from its members, the verdict in words. */
#include <entente/measure.h>

#include <math.h>

static ent_status check(const ent_component *components, size_t n, ent_error *err)
{
  for (size_t i = 0; i < n; i++) {
    const ent_component *c = &components[i];
    if (isinf(c->value) || !(0 <= c->least && c->least <= c->weight && c->weight <= c->most && isfinite(c->most)))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET,
                      "component %zu: value %g, weights %g ≤ %g ≤ %g: the value is finite, the weights in order", i,
                      c->value, c->least, c->weight, c->most);
  }
  return ENT_OK;
}

/* Σ w c / Σ w is monotone in each weight, so its extremes lie at bounds: heavy for all components on one side of some
 * threshold, light for the rest. Every component is tried as the threshold. sign: 1 greatest, -1 least. */
static double extreme(const ent_component *components, size_t n, double sign)
{
  double best = -INFINITY;
  for (size_t t = 0; t < n; t++) {
    double sum = 0, total = 0;
    for (size_t i = 0; i < n; i++) {
      if (isnan(components[i].value))
        continue;
      bool heavy = sign * components[i].value >= sign * components[t].value;
      double w = heavy ? components[i].most : components[i].least;
      sum += w * sign * components[i].value;
      total += w;
    }
    if (total > 0 && sum / total > best)
      best = sum / total;
  }
  return sign * best;
}

ent_status ent_composite_of(const ent_component *components, size_t n, ent_composite *ret, ent_error *err)
{
  ent_composite result = {NAN, NAN, NAN, 0};
  double sum = 0, total = 0;
  ent_status status = check(components, n, err);
  for (size_t i = 0; status == ENT_OK && i < n; i++) {
    if (isnan(components[i].value))
      continue;
    result.n_used++;
    sum += components[i].weight * components[i].value;
    total += components[i].weight;
  }
  if (status == ENT_OK && result.n_used && total <= 0)
    status = ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "the weights of the composite sum to 0");
  if (status != ENT_OK)
    return status;
  if (result.n_used) {
    result.value = sum / total;
    result.lo = extreme(components, n, -1);
    result.hi = extreme(components, n, 1);
  }
  *ret = result;
  return ENT_OK;
}

ent_status ent_spread_of(const double *values, size_t n, ent_spread *ret, ent_error *err)
{
  ent_spread spread = {0, NAN, NAN, 0};
  for (size_t i = 0; i < n; i++) {
    if (isinf(values[i]))
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "value %zu is %g", i, values[i]);
    if (isnan(values[i]))
      continue;
    spread.n_used++;
    spread.mean += (values[i] - spread.mean) / (double)spread.n_used;
    spread.least = fmin(spread.least, values[i]); /* of a NaN and a number, fmin takes the number */
    spread.most = fmax(spread.most, values[i]);
  }
  if (spread.n_used == 0)
    spread.mean = NAN;
  *ret = spread;
  return ENT_OK;
}

ent_change_band ent_closeness_change(const ent_closeness_month *from, const ent_closeness_month *to, double z)
{
  double change = to->value - from->value, half = z * hypot(from->se, to->se);
  return (ent_change_band){change, change - half, change + half};
}

ent_trend ent_trend_of(const ent_change_band *components, size_t n)
{
  bool closer = false, apart = false;
  for (size_t i = 0; i < n; i++) {
    closer = closer || components[i].lo > 0; /* a NaN is neither */
    apart = apart || components[i].hi < 0;
  }
  if (closer && apart)
    return ENT_COMPONENTS_DISAGREE;
  if (closer)
    return ENT_CLOSER;
  return apart ? ENT_APART : ENT_NO_CLEAR_CHANGE;
}

const char *ent_trend_text(ent_trend verdict)
{
  static const char *const words[] = {"no clear change", "closer", "apart", "components disagree"};
  return (size_t)verdict < sizeof words / sizeof *words ? words[verdict] : "";
}
