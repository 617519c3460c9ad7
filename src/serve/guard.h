/* Who may ask: the name by which we are asked (against DNS rebinding), the page that asks (against other sites), the
 * token. */
#ifndef ENTI_GUARD_H
#define ENTI_GUARD_H

#include <entente/serve.h>

/* Is a Host header's name, port aside, one of ours: localhost, a loopback address, one of `hosts`? */
bool enti_guard_host(ent_str host, const char *const *hosts, size_t n_hosts);
/* True for requests of our own page and of programs that are no browsers: an Origin names the very host and port that is
 * asked, and Sec-Fetch-Site says so too. */
bool enti_guard_origin(const ent_request *request);
/* Does "Bearer …" hold the token? Takes as long for a wrong one whatever is right about it. */
bool enti_guard_token(ent_str authorization, ent_str token);

#endif
