/* A small folder of actor tables, written anew for each test, so that a test can spoil one of them. */
#ifndef ACTOR_SMALL_H
#define ACTOR_SMALL_H

#include "../unit.h"

#include "actor_fixture.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct small_tables {
  char dir[64];
} small_tables;

static const char *const small_files[][2] = {
    {"actors/states.tsv",
     "id\tname\tkind\tstart\tend\tiso2\tiso3\tisonum\tcowabb\tcow\tgw\tcameo\tfips\tsource\n"
     "ARN\tArnor\tstate\t1900\t1950\tAR\tARN\t001\tARO\t901\t\tARN\tAN\tt\n"
     "ARN\tArnor\tstate\t1951\t\tAR\tARN\t001\tARO\t901\t902\tARN\tAN\tt\n"
     "GON\tGondor\tstate\t1900\t\tGO\tGON\t002\tGND\t903\t903\tGDR\tGN\tt\n"
     "DAG\tDagolath\tformer\t1900\t1949-12-31\t\t\t\t\t\t\t\t\tt\n"},
    {"actors/state_names.tsv",
     "id\tname\tkind\tfrom\tto\tsector\tcase\tsource\n"
     "ARN\tArnor\tname\t\t\t\t\tt\nARN\tArnorian\tadjective\t\t\t\t\tt\nARN\tAnnuminas\tcapital\t\t\t\t\tt\n"
     "GON\tGondor\tname\t\t\t\t\tt\nGON\tGondorian\tadjective\t\t\t\t\tt\nGON\tGO\tshort\t\t\t\texact\tt\n"
     "DAG\tDagolath\tname\t\t\t\t\tt\nDAG\tTelemar\tcapital\t\t1949\t\t\tt\nGON\tTelemar\tcapital\t1950\t\t\t\tt\n"},
    {"actors/orgs.tsv",
     "id\tname\tnames\ttype\tsector\tcountry\tparent\tstart\tend\tsource\tchecked\n"
     "LEA\tLeague of Realms\t\tIGO\t\t\t\t1960\t\tt\t\nTOW\tTower Guard\t\tOTH\tMIL\tGON\t\t\t\tt\t\n"
     "PALANTIR\tPalantir Post\t\tMED\tJRN\t\t\t\t\tt\t\n"},
    {"actors/people_test.tsv",
     "person\tname\tnames\tsurname\tactor\tsector\toffice\tstart\tend\tseen\tsource\tchecked\n"
     "beren_oak\tBeren Oak\t\tOak\tARN\tGOV\thead-of-state\t2000-01-01\t2010-06-30\t\tt\t\n"
     "beren_oak\tBeren Oak\t\tOak\tLEA\tIGO\tsecretary-general\t2012\t\t2015\tt\t\n"
     "lina_oak\tLina Oak\t\tOak\tGON\tGOV\thead-of-government\t2005\t2020\t\tt\t\n"},
    {"actors/roles.tsv", "phrase\tplural\tsector\tkind\tsource\npresident\t\tGOV\tperson\tt\nprime minister\t\tGOV\tperson\tt\n"
                         "army\t\tMIL\tbody\tt\nrebel\t\tREB\tperson\tt\n"},
    {"actors/cues.tsv", "phrase\tcue\tvalue\npresident\toffice\thead-of-state\nprime minister\toffice\thead-of-government\n"
                        "it;its\tpronoun\tit\nin;at\tplace-prep\t\nformer\tformer\t\nleague\tgeneric\tLEA\n"},
    {"actors/not_actors.tsv", "phrase\tcase\tkind\tsource\nSea of Gondor\texact\tplace\tt\n"},
    {"actors/state_homes.tsv", "id\tstate\tsource\nDAG\tARN\tt\n"},
    {"actors/place_eras.tsv", "state\tbefore\tfrom\tto\tsource\nGON\tDAG\t1900\t1949\tt\n"},
    {"actors/places_test.tsv", "names\tstate\tkind\tfrom\tto\tneeds\tsource\nPelargir;Ethring\tGON\ttown\t\t\t\tt\n"},
    {"reference/memberships.tsv",
     "subject\trelation\tobject\tstart\tend\tprecision\tsource\tchecked\tnote\n"
     "ARN\tfounding-member-of\tLEA\t1960\t1990-05-01\tyear\tt\t\t\nGON\tmember-of\tLEA\t1970-01-01\t\tday\tt\t\t\n"},
    {"sources.tsv", "key\ttitle\turl\nt\ttest\t-\n"}};
#define N_SMALL (sizeof small_files / sizeof *small_files)

static inline void small_write(const small_tables *t, const char *name, const char *bytes)
{
  char path[200];
  snprintf(path, sizeof path, "%s/%s", t->dir, name);
  FILE *out = fopen(path, "w");
  assert_non_null(out);
  fputs(bytes, out);
  fclose(out);
}

static inline void small_make(small_tables *t)
{
  char path[200];
  strcpy(t->dir, "/tmp/entente-actor-XXXXXX");
  assert_non_null(mkdtemp(t->dir));
  snprintf(path, sizeof path, "%s/actors", t->dir);
  assert_int_equal(mkdir(path, 0700), 0);
  snprintf(path, sizeof path, "%s/reference", t->dir);
  assert_int_equal(mkdir(path, 0700), 0);
  for (size_t i = 0; i < N_SMALL; i++)
    small_write(t, small_files[i][0], small_files[i][1]);
}

static inline void small_remove(const small_tables *t)
{
  char path[200];
  for (size_t i = 0; i < N_SMALL; i++) {
    snprintf(path, sizeof path, "%s/%s", t->dir, small_files[i][0]);
    unlink(path);
  }
  snprintf(path, sizeof path, "%s/actors", t->dir);
  rmdir(path);
  snprintf(path, sizeof path, "%s/reference", t->dir);
  rmdir(path);
  rmdir(t->dir);
}

/* Compiles the folder; the text room's tables are the project's. */
static inline ent_status small_open(const small_tables *t, const enti_petrarch_files *petrarch, actor_fixture *x, ent_error *err)
{
  *x = (actor_fixture){0};
  const char *project = TEST_DATA, *dir = t->dir;
  enti_packer *packer = enti_packer_new();
  assert_non_null(packer);
  assert_ok(enti_text_compile(packer, &(enti_data_dirs){.dirs = &project, .n = 1}, err), err);
  ent_status status = enti_actor_compile_with(packer, &(enti_data_dirs){.dirs = &dir, .n = 1}, petrarch, err);
  if (status == ENT_OK)
    status = enti_packer_open(packer, &x->pack, err);
  if (status == ENT_OK)
    status = ent_actors_open(x->pack, &x->actors, err);
  enti_packer_free(packer);
  return status;
}

#endif
