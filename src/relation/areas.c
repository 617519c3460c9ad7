/* The area of a tie, by the words of its note and of the names in it: the table of words that coding uses
 * (data/ties/issues.tsv), so that a tie and a claim about it fall into the same area. */
#include "relation/areas.h"

#include "event/rule.h"

static ent_str area_of_word(const ent_pack *pack, ent_str word)
{
  ent_str bytes = ent_pack_section(pack, "event.issue");
  const enti_issue_word *words = (const void *)bytes.p;
  uint32_t id = ent_vocab_find(ent_pack_vocab(pack), word);
  size_t low = 0, n = bytes.n / sizeof *words, high = n;
  while (id && low < high) {
    size_t mid = low + (high - low) / 2;
    if (words[mid].word < id)
      low = mid + 1;
    else
      high = mid;
  }
  return id && low < n && words[low].word == id ? ent_pack_string(pack, words[low].issue) : ENT_STR_NONE;
}

static bool is_letter(char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
}

/* The first of its words that tells an area. Longer words than any of the table are cut, and so not found. */
static ent_str area_in(const ent_pack *pack, ent_str text)
{
  char word[32];
  for (size_t i = 0, n; i < text.n; i += n + 1) {
    for (n = 0; i + n < text.n && is_letter(text.p[i + n]); n++)
      if (n < sizeof word)
        word[n] = (char)(text.p[i + n] | (text.p[i + n] == '-' ? 0 : 32));
    ent_str area = n ? area_of_word(pack, (ent_str){word, n < sizeof word ? n : sizeof word}) : ENT_STR_NONE;
    if (area.n)
      return area;
  }
  return ENT_STR_NONE;
}

ent_str enti_area_of(const ent_sources *sources, const ent_dyad_tie *tie)
{
  ent_thing thing;
  ent_actor_info info;
  ent_str area = ENT_STR_NONE;
  if (!sources->pack)
    return ENT_STR_NONE;
  if (ent_reference_thing(sources->reference, tie->fact.object, &thing))
    area = area_in(sources->pack, thing.name);
  if (!area.n)
    area = area_in(sources->pack, tie->fact.note);
  if (!area.n && ent_actors_info(sources->actors, tie->fact.object, ENT_NO_DATE, &info) && !info.cow.n)
    area = area_in(sources->pack, info.name);
  if (area.n)
    return area;
  switch (tie->kind) {
  case ENT_TIE_ALLIANCE: case ENT_TIE_BASE: case ENT_TIE_ARMS: return ENT_STR("defence");
  case ENT_TIE_RELATIONS: return ENT_STR("diplomacy");
  default: return ENT_STR("general");
  }
}
