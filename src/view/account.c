/* Not written yet. */
typedef int enti_account_is_empty;
