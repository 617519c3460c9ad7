-- The store's schema, version 3 (PRAGMA user_version; store_migrate.c migrates older ones).
--
-- Invariants
--  S1  A document is there whole or not at all: its row, names, claims and signature come in one transaction.
--  S2  Apart from `run`, `submission` and `dead_letter`, the content of every table (row ids aside) depends only on the set of documents added:
--      not on their order, nor on how often or in how many runs they came.
--  S3  Everything below `derived` can be made again from `document` and `claim` (entente doctor --rebuild).
--  S4  Every claim points to its document and to a byte range of its text.

CREATE TABLE run (              -- each start of `entente add`: what read the documents, and when
  number   INTEGER PRIMARY KEY,
  started  TEXT NOT NULL,       -- UTC, YYYY-MM-DDTHH:MM:SSZ
  program  TEXT NOT NULL,
  data     TEXT NOT NULL,       -- version of the pack
  grammar  TEXT NOT NULL
) STRICT;

CREATE TABLE document (
  hash       TEXT PRIMARY KEY,  -- over date, source, title and text
  published  TEXT NOT NULL,     -- YYYY, YYYY-MM, YYYY-MM-DD, or '' where unknown
  date_basis TEXT NOT NULL,
  source     TEXT NOT NULL,     -- publisher, or ''
  title      TEXT NOT NULL,
  language   TEXT NOT NULL,
  text       TEXT NOT NULL,
  program    TEXT NOT NULL,     -- versions that read it
  data       TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document_name (    -- under which names and addresses it came
  document TEXT NOT NULL REFERENCES document(hash) ON DELETE CASCADE,
  name     TEXT NOT NULL,
  url      TEXT NOT NULL,
  PRIMARY KEY (document, name, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  document   TEXT NOT NULL REFERENCES document(hash) ON DELETE CASCADE,
  number     INTEGER NOT NULL,  -- within the document, from 0
  kind       TEXT NOT NULL,
  code       TEXT NOT NULL,
  mode       TEXT NOT NULL,
  cameo      TEXT NOT NULL,
  contexts   TEXT NOT NULL,     -- joined with ';', as all lists here
  source     TEXT NOT NULL,
  target     TEXT NOT NULL,
  modality   TEXT NOT NULL,
  date_start TEXT NOT NULL,
  date_end   TEXT NOT NULL,
  date_basis TEXT NOT NULL,
  object     TEXT NOT NULL,
  issues     TEXT NOT NULL,
  value_in_text    TEXT NOT NULL,
  value_reference  TEXT NOT NULL,
  reference_source TEXT NOT NULL,
  attributed TEXT NOT NULL,
  sentence   INTEGER NOT NULL,
  start      INTEGER NOT NULL,  -- bytes of document.text
  "end"        INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL,
  merged     TEXT NOT NULL,     -- key of the event or tie that it belongs to; '' for other kinds
  aspect     TEXT NOT NULL DEFAULT '', -- of ties: begins, stands, ends; '' not told apart
  PRIMARY KEY (document, number),
  CHECK (start >= 0 AND "end" > start)
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_merged ON claim(merged) WHERE merged <> '';

CREATE TABLE claim_actor (      -- who takes part in a claim
  actor    TEXT NOT NULL,
  document TEXT NOT NULL,
  number   INTEGER NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('source', 'target')),
  PRIMARY KEY (actor, document, number, role),
  FOREIGN KEY (document, number) REFERENCES claim(document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX claim_actor_document ON claim_actor(document, number);

CREATE TABLE statement (        -- what texts say of places and numbers, to compare documents by
  document   TEXT NOT NULL REFERENCES document(hash) ON DELETE CASCADE,
  number     INTEGER NOT NULL,
  topic      TEXT NOT NULL,     -- NATO_SUMMIT, an organisation's id
  attribute  TEXT NOT NULL,     -- host, members
  value      TEXT NOT NULL,
  date_start TEXT NOT NULL,
  date_end   TEXT NOT NULL,
  date_basis TEXT NOT NULL,
  start      INTEGER NOT NULL,  -- bytes of document.text
  "end"        INTEGER NOT NULL,
  PRIMARY KEY (document, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_topic ON statement(topic, attribute);

-- derived: copies of one story (src/store/story.c)

CREATE TABLE signature (        -- what documents are compared by
  document  TEXT PRIMARY KEY REFERENCES document(hash) ON DELETE CASCADE,
  minhash   BLOB NOT NULL,
  story     TEXT NOT NULL       -- least hash among the documents of its story
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_story ON signature(story);

CREATE TABLE band (             -- pieces of signatures, for finding candidates
  band      INTEGER NOT NULL,
  value     INTEGER NOT NULL,
  document  TEXT NOT NULL REFERENCES document(hash) ON DELETE CASCADE,
  PRIMARY KEY (band, value, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX band_document ON band(document);

-- derived: events and ties merged from the claims (src/store/merge.c)

CREATE TABLE event (
  key         TEXT PRIMARY KEY,
  code        TEXT NOT NULL,
  source      TEXT NOT NULL,
  target      TEXT NOT NULL,
  modality    TEXT NOT NULL,
  date_start  TEXT NOT NULL,
  date_end    TEXT NOT NULL,
  n_claims    INTEGER NOT NULL,
  n_documents INTEGER NOT NULL,
  n_stories   INTEGER NOT NULL, -- copies of a story count once
  n_sources   INTEGER NOT NULL,
  confidence  REAL NOT NULL     -- of the surest claim
) STRICT, WITHOUT ROWID;

CREATE TABLE tie (
  key         TEXT PRIMARY KEY,
  kind        TEXT NOT NULL,    -- tie or status
  code        TEXT NOT NULL,
  source      TEXT NOT NULL,
  target      TEXT NOT NULL,
  object      TEXT NOT NULL,
  modality    TEXT NOT NULL,
  first_date  TEXT NOT NULL,    -- earliest start that a claim gives, '' where none does
  last_date   TEXT NOT NULL,    -- latest date that a claim gives
  n_claims    INTEGER NOT NULL,
  n_documents INTEGER NOT NULL,
  n_stories   INTEGER NOT NULL,
  n_sources   INTEGER NOT NULL,
  confidence  REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- work for many (entente submit, entente work; docs/scale.md): what was handed over and is not read yet

CREATE TABLE submission (       -- a row goes in the transaction that brings its document
  hash      TEXT PRIMARY KEY,   -- of the document, and of the name and address that it came under
  record    TEXT NOT NULL,      -- the document as a line of JSON
  submitted TEXT NOT NULL       -- UTC
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_letter (      -- documents that failed too often
  hash     TEXT PRIMARY KEY,
  record   TEXT NOT NULL,
  error    TEXT NOT NULL,       -- of the last attempt
  failures INTEGER NOT NULL,
  died     TEXT NOT NULL        -- UTC
) STRICT, WITHOUT ROWID;

-- datasets: what others have gathered (entente load; docs/datasets.md)
--
--  D1  A source's own codes stay beside the actors that they are translated to; missing is NULL, never 0.
--  D2  A row has the identity that its key says; loading it again changes nothing. Of two files that differ the one loaded
--      last counts, and dataset_replaced keeps what it took the place of (dataset_releases.c).
--  D3  Rows, roll-ups and how far the file was read change together, in one transaction.

CREATE TABLE dataset_file (     -- what was loaded
  hash     TEXT PRIMARY KEY,    -- of the file's bytes
  name     TEXT NOT NULL,
  format   TEXT NOT NULL,
  started  TEXT NOT NULL,       -- UTC
  bytes    INTEGER NOT NULL,    -- unpacked, read so far
  lines    INTEGER NOT NULL,
  rows     INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  complete INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_word (     -- words that events share: actors' ids, kinds of event, modes, publishers
  number INTEGER PRIMARY KEY,
  word   TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE dataset_code (     -- how a source names an actor, and whom that is
  number INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  code   TEXT NOT NULL,
  actor  INTEGER REFERENCES dataset_word(number), -- NULL: not known
  UNIQUE (system, code)
) STRICT;

CREATE TABLE dataset_event (
  key       INTEGER PRIMARY KEY, -- corpus, day, hash of what makes reports one event (dataset_events.c)
  corpus    INTEGER NOT NULL,    -- 1 events, 2 gdelt, 3 icews, 4 polecat, 5 phoenix, 6 plover, 7 acled
  report    ANY,                 -- the source's id of the first report
  day       INTEGER NOT NULL,    -- days since 1970-01-01
  source    INTEGER REFERENCES dataset_code(number),
  target    INTEGER REFERENCES dataset_code(number),
  code      INTEGER NOT NULL REFERENCES dataset_word(number), -- CAMEO, PLOVER: as the source has it
  mode      INTEGER REFERENCES dataset_word(number),
  quad      INTEGER,             -- the source's own
  score     REAL,                -- the source's own Goldstein value, intensity; PLOVER's score where it gives none
  mentions  INTEGER,
  sources   INTEGER,
  tone      REAL,
  place     TEXT,
  latitude  REAL,
  longitude REAL,
  publisher INTEGER REFERENCES dataset_word(number),
  document  TEXT                 -- address, story, document id
) STRICT;

CREATE TABLE dataset_report (   -- further reports of an event
  event  INTEGER NOT NULL REFERENCES dataset_event(key),
  report ANY NOT NULL,
  PRIMARY KEY (event, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_mention (  -- GDELT's mentions
  event      INTEGER NOT NULL,  -- GLOBALEVENTID
  document   TEXT NOT NULL,
  sentence   INTEGER NOT NULL,
  place      INTEGER NOT NULL,  -- byte of the action in the document, -1 unknown
  time       TEXT NOT NULL,     -- YYYYMMDDHHMMSS
  publisher  TEXT NOT NULL,
  confidence INTEGER,           -- percent
  tone       REAL,
  PRIMARY KEY (event, document, sentence, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_dyad_month ( -- roll-up: events of a dyad, directed, by month and the source's quad class
  source   INTEGER NOT NULL,    -- dataset_word of the actor
  target   INTEGER NOT NULL,
  corpus   INTEGER NOT NULL,
  month    INTEGER NOT NULL,    -- year * 12 + month - 1
  quad     INTEGER NOT NULL,    -- -1: unknown
  n        INTEGER NOT NULL,    -- with a score
  unscored INTEGER NOT NULL,
  sum      REAL NOT NULL,
  sum_sq   REAL NOT NULL,
  positive REAL NOT NULL,
  negative REAL NOT NULL,
  PRIMARY KEY (source, target, corpus, month, quad)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_month (    -- roll-up: all events of a corpus
  corpus INTEGER NOT NULL,
  month  INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (corpus, month)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_state (    -- spells of membership
  system TEXT NOT NULL,         -- cow, gw
  state  INTEGER NOT NULL,
  start  TEXT NOT NULL,
  "end"    TEXT,                  -- the last of all ends in a system is the end of the list, not of its states
  abbreviation TEXT,
  name   TEXT,
  PRIMARY KEY (system, state, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_pledge (   -- what state a has pledged to b (ATOP)
  year    INTEGER NOT NULL,
  a       INTEGER NOT NULL,     -- COW numbers, here and below
  b       INTEGER NOT NULL,
  defense INTEGER, offense INTEGER, neutral INTEGER, nonagg INTEGER, consul INTEGER,
  PRIMARY KEY (year, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_treaty (   -- a member's phase in an alliance (ATOP)
  alliance TEXT NOT NULL,
  state    INTEGER NOT NULL,
  phase    INTEGER NOT NULL,
  start    TEXT NOT NULL,
  "end"      TEXT,
  defense  INTEGER, offense INTEGER, neutral INTEGER, nonagg INTEGER, consul INTEGER,
  PRIMARY KEY (alliance, state, phase, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_agreement ( -- defence cooperation agreements in force (DCAD)
  year    INTEGER NOT NULL,
  a       INTEGER NOT NULL,
  b       INTEGER NOT NULL,
  general INTEGER, sector INTEGER, "any" INTEGER, -- by the strict rule for ends
  PRIMARY KEY (year, a, b)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_trade (    -- million US dollars
  a     INTEGER NOT NULL,
  b     INTEGER NOT NULL,
  year  INTEGER NOT NULL,
  flow1 REAL,                   -- imports of a from b
  flow2 REAL,                   -- imports of b from a
  PRIMARY KEY (a, b, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_igo (      -- organisations that both are full members of
  a    INTEGER NOT NULL,
  b    INTEGER NOT NULL,
  year INTEGER NOT NULL,
  n    INTEGER,
  PRIMARY KEY (a, b, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_igo_member ( -- 1 full, 2 associate, 3 observer
  organisation TEXT NOT NULL,
  state  INTEGER NOT NULL,
  year   INTEGER NOT NULL,
  status INTEGER NOT NULL,
  PRIMARY KEY (organisation, state, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_dispute (  -- militarised disputes
  dispute INTEGER NOT NULL,
  a       INTEGER NOT NULL,
  b       INTEGER NOT NULL,
  year    INTEGER NOT NULL,
  ongoing INTEGER, onset INTEGER, fatality INTEGER, hostility INTEGER, reciprocated INTEGER,
  PRIMARY KEY (dispute, a, b, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_rivalry (
  rivalry INTEGER NOT NULL,
  a       INTEGER NOT NULL,
  b       INTEGER NOT NULL,
  start   INTEGER NOT NULL,
  "end"     INTEGER,
  name    TEXT,
  PRIMARY KEY (rivalry, a, b, start)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_capability (
  state INTEGER NOT NULL,
  year  INTEGER NOT NULL,
  milex REAL, milper REAL, irst REAL, pec REAL, tpop REAL, upop REAL, cinc REAL,
  PRIMARY KEY (state, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_vote (     -- UN General Assembly: 1 yes, 2 abstain, 3 no
  year      INTEGER NOT NULL,
  roll_call INTEGER NOT NULL,
  state     INTEGER NOT NULL,
  vote      INTEGER NOT NULL,
  date      TEXT,
  PRIMARY KEY (year, roll_call, state)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_ideal_point ( -- basis: fp votes on final passage, all
  basis TEXT NOT NULL,
  state INTEGER NOT NULL,
  year  INTEGER NOT NULL,
  value REAL NOT NULL,
  q05   REAL, q95 REAL, n_votes INTEGER,
  PRIMARY KEY (basis, state, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE dataset_replaced (  -- rows of relations that a later file gave other values
  relation TEXT NOT NULL,       -- "pledge" …
  row      TEXT NOT NULL,       -- as CSV, the columns of that table
  file     TEXT NOT NULL,       -- which took its place: dataset_file.hash
  PRIMARY KEY (relation, row, file)
) STRICT, WITHOUT ROWID;
