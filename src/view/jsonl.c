/* Not written yet. */
typedef int enti_jsonl_is_empty;
