/* Not written yet. */
typedef int enti_pipeline_is_empty;
