-- The store's schema, version 1 (PRAGMA user_version; store_open.c migrates older ones).
--
-- Invariants
--  S1  A document is there whole or not at all: its row, names, claims and signature come in one transaction.
--  S2  Apart from `run`, the content of every table (row ids aside) depends only on the set of documents added:
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
  end        INTEGER NOT NULL,
  rule       TEXT NOT NULL,
  confidence REAL NOT NULL,
  merged     TEXT NOT NULL,     -- key of the event or tie that it belongs to; '' for other kinds
  PRIMARY KEY (document, number),
  CHECK (start >= 0 AND end > start)
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
