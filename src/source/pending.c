/* Kinds whose readers are not written yet. */
#include "source/reader.h"
static ent_status none(ent_error *err) { return ent_fail(err, ENT_EINPUT, ENT_NO_OFFSET, "this kind is not read yet"); }
ent_status enti_read_pdf(const enti_input *i, ent_str b, uint64_t s, ent_document **r, ent_error *e) { (void)i;(void)b;(void)s;(void)r; return none(e); }
ent_status enti_open_warc(const enti_input *i, enti_reader **r, ent_error *e) { (void)i;(void)r; return none(e); }
