/* Votes of a year as they come, one a row → a matrix of states by roll calls, the profiles of similarity. */
#include <entente/measure.h>

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
  int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
  return (x > y) - (x < y);
}

/* Sorts in place and drops what occurs twice; returns how many are left. */
static size_t make_distinct(int32_t *numbers, size_t n)
{
  size_t kept = 0;
  if (n)
    qsort(numbers, n, sizeof *numbers, by_number);
  for (size_t i = 0; i < n; i++)
    if (kept == 0 || numbers[kept - 1] != numbers[i])
      numbers[kept++] = numbers[i];
  return kept;
}

static ent_status list_both(const ent_vote *votes, size_t n, ent_arena *arena, ent_vote_table *table, ent_error *err)
{
  table->states = ent_arena_array(arena, n ? n : 1, sizeof *table->states);
  table->roll_calls = ent_arena_array(arena, n ? n : 1, sizeof *table->roll_calls);
  if (!table->states || !table->roll_calls)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++) {
    if (votes[i].vote < 1 || votes[i].vote > 3)
      return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "vote %zu is %d, not 1, 2 or 3", i, votes[i].vote);
    table->states[i] = votes[i].state;
    table->roll_calls[i] = votes[i].roll_call;
  }
  table->n_states = make_distinct(table->states, n);
  table->n_roll_calls = make_distinct(table->roll_calls, n);
  return ENT_OK;
}

ent_status ent_vote_table_make(const ent_vote *votes, size_t n, ent_arena *arena, ent_vote_table *ret, ent_error *err)
{
  ent_vote_table table = {0};
  ent_status status = list_both(votes, n, arena, &table, err);
  if (status != ENT_OK)
    return status;
  table.votes = ent_arena_array(arena, table.n_states ? table.n_states : 1, table.n_roll_calls ? table.n_roll_calls : 1);
  if (!table.votes)
    return ent_fail(err, ENT_ENOMEM, ENT_NO_OFFSET, "out of memory");
  for (size_t i = 0; i < n; i++) {
    size_t row = ent_state_index(table.states, table.n_states, votes[i].state);
    size_t column = ent_state_index(table.roll_calls, table.n_roll_calls, votes[i].roll_call);
    uint8_t *cell = &table.votes[row * table.n_roll_calls + column];
    if (*cell == 0)
      *cell = votes[i].vote;
  }
  *ret = table;
  return ENT_OK;
}
