/* Entente, room `grammar`: tokens → part-of-speech tags, lemmas, dependency trees (Universal Dependencies v2). */
#ifndef ENTENTE_GRAMMAR_H
#define ENTENTE_GRAMMAR_H

#include <entente/document.h>
#include <entente/pack.h>

typedef struct ent_grammar ent_grammar;

/* Maps a model. ENT_ENOTFOUND; ENT_EMODEL when truncated, altered or of another version or byte order.
 * The grammar is read-only and may be used by many threads at once. */
ENT_API ENT_CHECKED ent_status ent_grammar_open(const char *path, ent_grammar **ret, ent_error *err);
ENT_API void ent_grammar_close(ent_grammar *grammar);
/* One line: model name, version, treebank. */
ENT_API const char *ent_grammar_version(const ent_grammar *grammar);

/* Fills upos, xpos, lemma, head, rel of the tokens of sentence number `sentence` (D3). vocab (may be NULL) gives
 * lemma_word. Linear in the sentence's tokens. */
ENT_API ENT_CHECKED ent_status ent_grammar_parse_sentence(const ent_grammar *grammar, ent_document *doc, size_t sentence,
                                                          const ent_vocab *vocab, ent_error *err);
/* All sentences but boilerplate. */
ENT_API ENT_CHECKED ent_status ent_grammar_parse(const ent_grammar *grammar, ent_document *doc, const ent_vocab *vocab,
                                                 ent_error *err);

/* Appends the document's sentences as CoNLL-U. */
ENT_API void ent_conllu_write(const ent_document *doc, ent_buf *out);

/* Reads CoNLL-U sentence by sentence and keeps what it does not understand (comments, ranges, empty nodes, FEATS, DEPS, MISC),
 * so that writing gives every line of the input back with new tags, lemmas, heads and relations. */
typedef struct ent_conllu_reader ent_conllu_reader;
typedef ptrdiff_t (*ent_read_fn)(void *context, char *buffer, size_t n); /* bytes read, 0 at the end, -1 on error */
ENT_API ent_conllu_reader *ent_conllu_reader_new(ent_read_fn read, void *context, const char *name);
ENT_API void ent_conllu_reader_free(ent_conllu_reader *reader);
/* On: HEAD, LEMMA … of the file are not looked at, so that nothing there can be wrong; tokens come without annotation. */
ENT_API void ent_conllu_reader_forms_only(ent_conllu_reader *reader, bool on);
/* The next sentence as a document of its own (with gold tags, heads …, as in the file); NULL at the end. The reader
 * owns it; it lives until the next call.
 * ENT_EINPUT with line number for a malformed one; the next call goes on behind it. */
ENT_API ENT_CHECKED ent_status ent_conllu_next(ent_conllu_reader *reader, ent_document **ret_doc, ent_error *err);
/* Writes the sentence last read, in doc's present annotation, with all its other lines and columns as they were. */
ENT_API void ent_conllu_write_last(const ent_conllu_reader *reader, const ent_document *doc, ent_buf *out);

#endif
