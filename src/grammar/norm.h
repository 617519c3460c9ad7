/* The plain form of a token: its characters with typographic quotes, dashes and spaces made ASCII (ent_token.norm). */
#ifndef ENTI_GRAMMAR_NORM_H
#define ENTI_GRAMMAR_NORM_H

#include <entente/document.h>

/* Points into form where nothing changes, else into the arena (p NULL when out of memory). */
ent_str enti_grammar_norm(ent_arena *arena, ent_str form);
/* The flags of ent_token that follow from norm alone: capital, all capitals, digits. */
uint8_t enti_grammar_case_flags(ent_str norm);

#endif
