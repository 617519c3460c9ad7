/* Entente, room `source`: bytes → documents.
 *
 * A source is opened on a path, a folder or standard input and gives documents one after another; memory does not
 * grow with the number of documents. Kinds are recognised by content: plain text, HTML, JSON, JSONL, PETRARCH XML,
 * RSS and Atom, PDF, WARC; compressed and packed ones as they are (.gz .zst .zip .tar). */
#ifndef ENTENTE_SOURCE_H
#define ENTENTE_SOURCE_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_source ent_source;

typedef struct ent_source_options {
  ent_date date;          /* --date: for documents that state none themselves; unknown: not given */
  ent_str name;           /* --source: likewise */
  size_t max_bytes;       /* of one document's original bytes; more is ENT_ELIMIT */
  bool hidden;            /* read hidden files of folders (default true) */
  const ent_pack *pack;   /* patterns of boilerplate (data/source); NULL: only what structure tells */
} ent_source_options;

#define ENT_SOURCE_OPTIONS_INIT ((ent_source_options){.max_bytes = ENT_MAX_DOCUMENT, .hidden = true})

/* path: a file, a folder (all regular files below it, in order of name), or "-" for standard input.
 * ENT_ENOTFOUND, ENT_EIO when it cannot be opened. Free with ent_source_close. */
ENT_API ENT_CHECKED ent_status ent_source_open(const char *path, const ent_source_options *options,
                                               ent_source **ret, ent_error *err);
ENT_API void ent_source_close(ent_source *source);

/* The next document: *ret_doc is filled and owns an arena that the caller frees with ent_document_free; NULL at the
 * end. A failure concerns one file or record (named in err, with byte offset); calling again goes on with the next
 * one. ret_doc->regions has title, headings, datelines and boilerplate marked. */
ENT_API ENT_CHECKED ent_status ent_source_next(ent_source *source, ent_document **ret_doc, ent_error *err);

/* Files passed over without being read (links out of the folder, FIFOs, devices), one line each with the reason;
 * NULL when there is no further one. The string lives until the source is closed. */
ENT_API const char *ent_source_skipped(ent_source *source);

/* One document from bytes in memory, kind recognised as above (only kinds that hold one document).
 * name: for messages and as id. Copies what it needs. */
ENT_API ENT_CHECKED ent_status ent_document_from_bytes(ent_str bytes, ent_str name, const ent_source_options *options,
                                                       ent_document **ret_doc, ent_error *err);

#endif
