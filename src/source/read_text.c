/* Plain text: the bytes themselves, decoded. */
#include "source/reader.h"

ent_status enti_read_text(const enti_input *input, ent_str bytes, uint64_t base, ent_document **ret, ent_error *err)
{
  enti_decoded decoded;
  enti_draft draft;
  ent_status status = enti_decode(bytes, base, input->charset, &decoded, err);
  if (status)
    return status;
  status = enti_draft_init(&draft, ENT_STR("text"), err);
  if (!status) {
    draft.guess_title = true;
    draft.origin = &decoded.map;
    draft.origin_length = (uint32_t)decoded.text.n;
    enti_draft_add(&draft, decoded.text, 0, decoded.text.n);
    status = enti_input_finish(input, &draft, 0, ret, err);
    enti_draft_done(&draft);
  }
  enti_decoded_done(&decoded);
  return status;
}
