/* Who is a state in a year, and what it has pledged to whom: rows of a file → the symmetric matrices that similarity,
 * posture and networks start from. */
#include <entente/measure.h>

#include <stdlib.h>
#include <string.h>

static int by_number(const void *a, const void *b)
{
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

void ent_states_of_year(const ent_state_spell *spells, size_t n, int32_t year, int32_t *ret_states, size_t *ret_n)
{
  size_t found = 0, kept = 0;
  for (size_t i = 0; i < n; i++)
    if (spells[i].start <= year && (spells[i].open || year <= spells[i].end))
      ret_states[found++] = spells[i].state;
  if (found)
    qsort(ret_states, found, sizeof *ret_states, by_number);
  for (size_t i = 0; i < found; i++)
    if (kept == 0 || ret_states[kept - 1] != ret_states[i])
      ret_states[kept++] = ret_states[i];
  *ret_n = kept;
}

size_t ent_state_index(const int32_t *states, size_t n, int32_t state)
{
  size_t low = 0, high = n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (states[middle] < state)
      low = middle + 1;
    else
      high = middle;
  }
  return low < n && states[low] == state ? low : SIZE_MAX;
}

static ent_status check_ascending(const int32_t *states, size_t n, ent_error *err)
{
  for (size_t i = 1; i < n; i++)
    if (states[i - 1] >= states[i])
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "states are not ascending: %d before %d", states[i - 1], states[i]);
  return ENT_OK;
}

ent_status ent_pledge_matrix(const ent_pledge *pledges, size_t n, const int32_t *states, size_t n_states,
                             uint8_t *flags, size_t *ret_outside, ent_error *err)
{
  size_t outside = 0;
  ent_status status = check_ascending(states, n_states, err);
  for (size_t i = 0; status == ENT_OK && i < n; i++)
    if (pledges[i].flags & ~ENT_PLEDGE_ANY)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "pledge %zu: unknown flags %#x", i, pledges[i].flags);
  if (status != ENT_OK)
    return status;
  if (n_states)
    memset(flags, 0, n_states * n_states);
  for (size_t i = 0; i < n; i++) {
    size_t from = ent_state_index(states, n_states, pledges[i].from);
    size_t to = ent_state_index(states, n_states, pledges[i].to);
    if (from == SIZE_MAX || to == SIZE_MAX || from == to) {
      outside++;
      continue;
    }
    flags[from * n_states + to] |= pledges[i].flags;
    flags[to * n_states + from] |= pledges[i].flags;
  }
  if (ret_outside)
    *ret_outside = outside;
  return ENT_OK;
}

static uint8_t alliance_value(uint8_t flags)
{
  if (flags & (ENT_PLEDGE_DEFENSE | ENT_PLEDGE_OFFENSE))
    return 3;
  if (flags & (ENT_PLEDGE_NEUTRAL | ENT_PLEDGE_NONAGG))
    return 2;
  return flags & ENT_PLEDGE_CONSUL ? 1 : 0;
}

void ent_alliance_values(const uint8_t *flags, size_t n, uint8_t *values)
{
  for (size_t i = 0; i < n * n; i++)
    values[i] = alliance_value(flags[i]);
  for (size_t i = 0; i < n; i++)
    values[i * n + i] = 3;
}

void ent_alliance_partners(const uint8_t *flags, size_t n, size_t row, uint8_t mask, size_t *ret_partners,
                           size_t *ret_n)
{
  size_t found = 0;
  for (size_t j = 0; j < n; j++)
    if (j != row && flags[row * n + j] & mask)
      ret_partners[found++] = j;
  *ret_n = found;
}

void ent_alliance_edges(const uint8_t *flags, size_t n, uint8_t mask, uint32_t *ret_edges, size_t *ret_n)
{
  size_t found = 0;
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n; j++)
      if (flags[i * n + j] & mask) {
        ret_edges[2 * found] = (uint32_t)i;
        ret_edges[2 * found + 1] = (uint32_t)j;
        found++;
      }
  *ret_n = found;
}
