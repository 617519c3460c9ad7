/* Who may ask (guard.h). */
#include "serve/guard.h"

#include <strings.h>

/* "name:port", "[::1]:8650" → name, without brackets. Empty where it is neither. */
static ent_str name_of(ent_str host)
{
  size_t n = 0;
  if (host.n && host.p[0] == '[') {
    while (n < host.n && host.p[n] != ']')
      n++;
    return n == host.n || (n + 1 < host.n && host.p[n + 1] != ':') ? ENT_STR_NONE : ent_str_slice(host, 1, n);
  }
  while (n < host.n && host.p[n] != ':')
    n++;
  for (size_t i = n + 1; i < host.n; i++)
    if (host.p[i] < '0' || host.p[i] > '9')
      return ENT_STR_NONE;
  return ent_str_slice(host, 0, n);
}

static bool same_name(ent_str a, const char *b)
{
  ent_str s = ent_str_of(b);
  return a.n == s.n && a.n && strncasecmp(a.p, s.p, a.n) == 0;
}

bool enti_guard_host(ent_str host, const char *const *hosts, size_t n_hosts)
{
  ent_str name = name_of(host);
  if (same_name(name, "localhost") || same_name(name, "127.0.0.1") || same_name(name, "::1"))
    return true;
  for (size_t i = 0; i < n_hosts; i++)
    if (same_name(name, hosts[i]))
      return true;
  return false;
}

bool enti_guard_origin(const ent_request *r)
{
  ent_str site = r->fetch_site, origin = r->origin;
  if (site.n && !ent_str_eq(site, ENT_STR("same-origin")) && !ent_str_eq(site, ENT_STR("none")))
    return false;
  if (!origin.n)
    return true;
  size_t scheme = ent_str_starts(origin, ENT_STR("http://")) ? 7 : ent_str_starts(origin, ENT_STR("https://")) ? 8 : 0;
  ent_str of = ent_str_slice(origin, scheme, origin.n);
  return scheme && of.n && of.n == r->host.n && strncasecmp(of.p, r->host.p, of.n) == 0;
}

bool enti_guard_token(ent_str authorization, ent_str token)
{
  const ent_str prefix = ENT_STR("Bearer ");
  ent_str given = ent_str_starts(authorization, prefix) ? ent_str_slice(authorization, prefix.n, authorization.n) : ENT_STR_NONE;
  /* every byte of what was given is looked at; only its length shows in the time */
  volatile unsigned differs = given.n != token.n || !token.n;
  for (size_t i = 0; i < given.n; i++)
    differs |= (unsigned)((unsigned char)given.p[i] ^ (unsigned char)token.p[token.n ? i % token.n : 0]);
  return !differs;
}
