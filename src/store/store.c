/* Not written yet. */
typedef int enti_store_is_empty;
