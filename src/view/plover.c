/* Not written yet. */
typedef int enti_plover_is_empty;
