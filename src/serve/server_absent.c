/* In place of server.c where the program is built without libmicrohttpd: the API is there, the network is not. */
#include <entente/serve.h>

bool ent_server_available(void)
{
  return false;
}

ent_status ent_server_start(ent_api *api, const ent_server_options *options, ent_server **ret, ent_error *err)
{
  (void)api;
  (void)options;
  (void)ret;
  return ent_fail(err, ENT_EUSAGE, ENT_NO_OFFSET, "this program was built without libmicrohttpd: install libmicrohttpd-dev and build it again");
}

uint16_t ent_server_port(const ent_server *server)
{
  (void)server;
  return 0;
}

void ent_server_stop(ent_server *server)
{
  (void)server;
}
