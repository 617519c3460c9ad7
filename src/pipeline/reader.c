/* Not written yet. */
typedef int enti_reader_is_empty;
