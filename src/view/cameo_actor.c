/* Actors in CAMEO's codes (view/cameo_actor.h). */
#include "view/cameo_actor.h"

#include "view/coded.h"

#include <string.h>

#define MAX_PARENTS 6 /* from a mission to its organisation */

/* Organisations that CAMEO has letters for: its codebook 1.1b3, table 3.4. */
static const struct {
  const char *id, *group, *part;
} known[] = {
    {"UN", "UNO", ""},       {"IAEA", "UNO", "IAE"},   {"ICJ", "UNO", "ICJ"},   {"ILO", "UNO", "ILO"},
    {"UNICEF", "UNO", "KID"}, {"FAO", "UNO", "FAO"},   {"OHCHR", "UNO", "HCH"}, {"UNHCR", "UNO", "HCR"},
    {"WORLD_BANK", "UNO", "WBK"}, {"WFP", "UNO", "WFP"}, {"WHO", "UNO", "WHO"}, {"EU", "EEC", ""},
    {"EEC", "EEC", ""},      {"NATO", "NAT", ""},      {"ASEAN", "ASN", ""},    {"CIS", "CIS", ""},
    {"COE", "COE", ""},      {"OSCE", "SCE", ""},      {"EBRD", "EBR", ""},     {"EFTA", "EFT", ""},
    {"SAARC", "SAA", ""},    {"SEATO", "SOT", ""},     {"ADB", "ADB", ""},      {"AFDB", "AFB", ""},
    {"ECOWAS", "WAS", ""},   {"ECCAS", "ECA", ""},     {"COMESA", "CEM", ""},   {"IGAD", "IAD", ""},
    {"SADC", "SAD", ""},     {"OAU", "OAU", ""},       {"ARAB_LEAGUE", "ARL", ""}, {"AMU", "AMU", ""},
    {"GCC", "GCC", ""},      {"OAPEC", "APE", ""},     {"BIS_BANK", "BIS", ""}, {"COMMONWEALTH", "CWN", ""},
    {"G8", "GOE", ""},       {"G7", "GOS", ""},        {"G77", "GSS", ""},      {"ICC", "ICC", ""},
    {"IMF", "IMF", ""},      {"INTERPOL", "ITP", ""},  {"ISDB", "IDB", ""},     {"OAS", "OAS", ""},
    {"OIC", "OIC", ""},      {"NON_ALIGNED_MOVEMENT", "NON", ""}, {"OPEC", "OPC", ""}, {"PARIS_CLUB", "PRC", ""},
    {"WTO", "WTO", ""},      {"INTERPARLIAMENTARY_UNION", "IPU", ""}, {"AMNESTY", "AMN", ""},
    {"OXFAM", "XFM", ""},    {"MSF", "MSF", ""},       {"ICRC", "IRC", ""},     {"HRW", "HRW", ""},
    {"AL_QAEDA", "ALQ", ""},
};

static bool find_group(ent_str id, enti_cameo_actor *ret)
{
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (ent_str_eq(id, ent_str_of(known[i].id))) {
      ret->group = ent_str_of(known[i].group);
      ret->part = ent_str_of(known[i].part);
      return true;
    }
  return false;
}

/* The group of an organisation, or of the one that it belongs to. */
static void set_group(const ent_actors *actors, ent_str id, enti_cameo_actor *ret)
{
  ent_actor_info info;
  for (int i = 0; i < MAX_PARENTS && id.n && !find_group(id, ret); i++)
    id = ent_actors_info(actors, id, ENT_NO_DATE, &info) ? info.parent : ENT_STR_NONE;
}

/* PLOVER's sectors that CAMEO spells otherwise, or does not have. */
static ent_str cameo_sector(ent_str sector)
{
  static const char *const other[][2] = {{"JRN", "MED"}, {"MED", "HLH"}, {"SOC", ""}, {"UNK", ""}, {"PRE", ""}, {"PRM", "UAF"}};
  for (size_t i = 0; i < sizeof other / sizeof *other; i++)
    if (ent_str_eq(sector, ent_str_of(other[i][0])))
      return ent_str_of(other[i][1]);
  return sector.n == 3 ? sector : ENT_STR_NONE;
}

static void add_letters(enti_cameo_actor *a, ent_str letters)
{
  size_t n = strlen(a->code);
  if (letters.n == 3 && n + letters.n < sizeof a->code) {
    memcpy(a->code + n, letters.p, letters.n);
    a->code[n + letters.n] = 0;
  }
}

void enti_cameo_actor_of(const ent_actors *actors, const ent_actor_ref *actor, ent_date on, enti_cameo_actor *ret)
{
  ent_actor_info info;
  *ret = (enti_cameo_actor){.code = ""};
  if (!actor)
    return;
  bool found = actors && ent_actors_info(actors, actor->id, on, &info);
  ret->name = found && info.name.n ? info.name : actor->id;
  ret->sector = cameo_sector(actor->sector);
  ret->class = enti_actor_org(actor);
  if (ret->class.n && found)
    set_group(actors, actor->id, ret);
  else if (!actor->org.n && found)
    ret->country = info.cameo.n ? info.cameo : info.iso3;
  add_letters(ret, ret->country);
  add_letters(ret, ret->class);
  add_letters(ret, ret->group);
  add_letters(ret, ret->part);
  add_letters(ret, ret->sector);
}
