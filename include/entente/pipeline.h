/* Entente, room `pipeline`: opens all knowledge once, and takes a document through the rooms in order. */
#ifndef ENTENTE_PIPELINE_H
#define ENTENTE_PIPELINE_H

#include <entente/actor.h>
#include <entente/claim.h>
#include <entente/event.h>
#include <entente/grammar.h>
#include <entente/petrarch.h>
#include <entente/source.h>
#include <entente/tie.h>

typedef struct ent_reader ent_reader;

/* How far a document is read: what is not wanted is not looked for. Events are the same either way. */
typedef enum ent_depth { ENT_READ_ALL, ENT_READ_EVENTS } ent_depth;

typedef struct ent_reader_options {
  const char *data_dir;  /* compiled data; NULL: $ENTENTE_DATA, beside the program, then the installed place */
  const char *user_data; /* --data DIR: tables that go on top; NULL: none */
  const char *petrarch_actors, *petrarch_agents; /* PETRARCH dictionaries that go on top; NULL: none */
  const char *petrarch_verbs; /* the same for verbs; entente/petrarch.h */
  ent_depth depth;
  void (*warn)(void *context, const char *line); /* a line of theirs that cannot be used; may be NULL */
  void *context;
} ent_reader_options;

/* Maps pack and model. Read-only afterwards: one reader serves any number of threads. options may be NULL. */
ENT_API ENT_CHECKED ent_status ent_reader_open(const ent_reader_options *options, ent_reader **ret, ent_error *err);
ENT_API void ent_reader_close(ent_reader *reader);

ENT_API const ent_pack *ent_reader_pack(const ent_reader *reader);
ENT_API const ent_grammar *ent_reader_grammar(const ent_reader *reader);
ENT_API const ent_actors *ent_reader_actors(const ent_reader *reader);
ENT_API const ent_events *ent_reader_events(const ent_reader *reader);
ENT_API const ent_reference *ent_reader_reference(const ent_reader *reader);
ENT_API const ent_petrarch_verbs *ent_reader_verbs(const ent_reader *reader); /* NULL without a dictionary */
ENT_API const char *ent_reader_data_dir(const ent_reader *reader);

/* One document through text, grammar, actor, event, tie and claim, as far as the reader was asked to. */
ENT_API ENT_CHECKED ent_status ent_reader_read(const ent_reader *reader, ent_document *doc, ent_error *err);

/* What ent_pipeline_run tells its caller. Called from one thread at a time, in the order of the input. */
typedef struct ent_pipeline_sink {
  /* A document that was read; the pipeline frees it afterwards. A status other than ENT_OK stops the run. */
  ent_status (*document)(void *context, ent_document *doc, ent_error *err);
  /* A file or record that could not be read; the run goes on. */
  void (*failed)(void *context, const ent_error *err);
  /* A file that was passed over, with the reason; may be NULL. */
  void (*skipped)(void *context, const char *line);
  void *context;
  /* Is a document to be read? Asked when its text, title, date and hash are there; may be NULL: all are. */
  bool (*wanted)(void *context, const ent_document *doc);
} ent_pipeline_sink;

/* Reads all documents of n paths with `jobs` threads (0: one for each core), hands them to the sink in order.
 * At most a few documents a thread are in memory. Returns the sink's or the first fatal failure; files that could
 * not be read are no failure here (the sink counts them). */
ENT_API ENT_CHECKED ent_status ent_pipeline_run(const ent_reader *reader, const char *const *paths, size_t n,
                                                const ent_source_options *options, unsigned jobs,
                                                const ent_pipeline_sink *sink, ent_error *err);

#endif
