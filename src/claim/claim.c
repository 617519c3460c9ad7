/* Not written yet. */
#include <entente/claim.h>
typedef int enti_claim_is_empty;
