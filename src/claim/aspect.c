/* Does a tie or status begin, stand or end in its claim? "Finland joined NATO in 2023" begins it, "Iceland was a member in
 * 1960" tells that it stood, "closed its base" ends it; the timelines of the store need to know. Told by the frames that
 * the claim's word hangs on, up to the verb of its clause, and by "since".
 *
 * Gets wrong: beginnings told by a verb that frames.tsv does not have ("clinched membership") are taken for standing. */
#include "claim/verdict.h"

#define MAX_CLIMB 6

static const enti_frame begins[] = {FRAME_BEGINS, FRAME_JOIN, FRAME_RELATIONS, FRAME_RESTORE, FRAME_FOUND, FRAME_SIGN,
                                    FRAME_BEGIN,  FRAME_FORCE, FRAME_MISSION, FRAME_ANNEX,    FRAME_INVADE};
static const enti_frame ends[] = {FRAME_LEAVE, FRAME_END, FRAME_BREAK, FRAME_SUSPEND};

static bool hit_at(const enti_scene *s, uint32_t token, const enti_frame *frames, size_t n)
{
  for (size_t i = 0; i < s->n_hits; i++)
    for (size_t k = 0; k < n && s->hits[i].anchor == token; k++)
      if (s->hits[i].frame == frames[k])
        return true;
  return false;
}

static ent_aspect by_frames(const enti_scene *s, uint32_t token)
{
  for (int i = 0; i < MAX_CLIMB; i++) {
    const ent_token *t = enti_scene_token(s, token);
    if (hit_at(s, token, ends, sizeof ends / sizeof *ends))
      return ENT_ASPECT_ENDS;
    if (hit_at(s, token, begins, sizeof begins / sizeof *begins))
      return ENT_ASPECT_BEGINS;
    if (t->upos == ENT_VERB || t->head == ENT_NONE || t->head < s->first || t->head >= s->end)
      break;
    token = t->head;
  }
  return ENT_ASPECT_STANDS;
}

/* "since 2005": the time that the claim is dated by. */
static bool is_since(const enti_scene *s, const ent_claim *c)
{
  for (size_t i = 0; i < s->doc->n_times; i++) {
    const ent_timex *t = &s->doc->times[i];
    if (t->first >= s->first && t->first < s->end && t->role == ENT_TIME_SINCE && ent_date_known(t->from) &&
        ent_date_cmp(t->from, c->from) == 0)
      return true;
  }
  return false;
}

void enti_find_aspects(enti_scene *s)
{
  ent_claim *claims = s->doc->claims;
  while (s->next_claim < s->doc->n_claims && claims[s->next_claim].sentence < s->sentence)
    s->next_claim++;
  for (size_t i = s->next_claim; i < s->doc->n_claims && claims[i].sentence == s->sentence; i++) {
    ent_claim *c = &claims[i];
    if ((c->kind != ENT_TIE && c->kind != ENT_STATUS) || c->trigger < s->first || c->trigger >= s->end)
      continue;
    c->aspect = ent_date_known(c->from) && is_since(s, c) ? ENT_ASPECT_BEGINS : by_frames(s, c->trigger);
  }
}
