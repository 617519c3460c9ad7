# entente read --explain: for each sentence the pattern, the words, source and target, mood and date; through `-` too.
cat >news.txt <<'TEXT'
Norway and Iceland signed a defence agreement in Oslo on 3 May 2021. France did not condemn Belarus. South Korea will send aid to Ukraine next month. The weather in Kenya was fine. The streets were empty.
TEXT
export COLUMNS=150
expect 0 "$entente" read --explain --date 2021-05-04 news.txt
cp out told
grep -q '^  SUPPORT NOR - ISL  past  2021-05-03  CAMEO 057' told || fail "the event: $(head -20 told)"
# the row that is named is the row of the table, with its example
where=$(sed -n 's/^  pattern   event\/support:[a-z-]*, data\/\(events\/support.tsv:[0-9]*\)$/\1/p' told | head -1)
[ -n "$where" ] || fail "no place of a pattern: $(grep pattern told)"
row=$(sed -n "${where##*:}p" "$root/data/${where%:*}")
example=$(sed -n 's/^  example   //p' told | head -1)
case $row in *"$example"*) ;; *) fail "line $where of the table is another one: $row" ;; esac
grep -q '^  words     "signed", with "agreement"' told || fail "words: $(grep words told)"
grep -q '^  source    NOR, "Norway" (name), found as subj' told || fail "source: $(grep source told)"
grep -q '^  date      2021-05-03, from "on 3 May 2021", stated in the text' told || fail "date: $(grep date told)"
grep -q '^  mood      negated ("condemn"): denied' told || fail "mood: $(grep mood told)"
grep -q '^  mood      still to come ("send"), so AID becomes AGREE: intended' told || fail "mood: $(grep mood told)"
grep -q '^  date      2021-06, from "next month", counted from the story' told || fail "date: $(grep date told)"
grep -q '^  nothing: no pattern applies; actors: KEN (a place)' told || fail "a sentence without a code: $(tail -5 told)"
! grep -q 'streets' told || fail "a sentence without an actor"
# one sentence
printf 'Norway visited Peru.' >one.txt
got=0
"$entente" read --explain - <one.txt >out 2>err || got=$?
[ "$got" = 0 ] && grep -q '^  CONSULT/visit NOR > PER' out || fail "standard input: $(cat out err)"
# the second opinion tells what it went by
printf 'Chile has long harboured the rebels of Peru, whom its neighbour blames for the war, and Peru resents Chile for it.\nGhana hit back at Togo with tariffs.\nMali lashed out at Niger over the border.\nJapan vowed to stand by Fiji.\n' >more.txt
expect 0 "$entente" read --explain more.txt
if grep -q 'second opinion' out; then
  grep -q '^  opinion   [A-Z]* [0-9]* of 1000, next' out && grep -q '^  features  ' out || fail "no features: $(cat out)"
fi
# patterns of the user's own, and of a dictionary
mkdir -p own/events
printf 'id\ttrigger\tpos\twhere\tsource\ttarget\tmode\tcameo\tcontexts\tform\texample\tgives\noutfox\toutfox\tv\t\tsubj\tobj\t\t100\t\t\tPeru outfoxed Chile.\tREQUEST PER>CHL past\n' >own/events/request.tsv
echo 'Peru outfoxed Chile yesterday.' >trick.txt
expect 0 "$entente" read --explain --data own trick.txt
has out 'event/request:outfox, own/events/request.tsv:2'
printf -- '--- OUTFOX [0201] ---\nOUTFOX\n- * YESTERDAY [0211]\n' >verbs.txt
expect 0 "$entente" read --explain --petrarch-verbs verbs.txt trick.txt
grep -q '^  pattern   verbs.txt:3' out && grep -qF -- '- * YESTERDAY [0211]' out || fail "a dictionary's line: $(cat out)"
# what a terminal would obey is not passed on; the same on any number of threads; wrong usage
printf 'Norway \033[31mvisited\007 Peru.\n' >hostile.txt
expect 0 "$entente" read --explain hostile.txt
! grep -q "$(printf '[\033\007]')" out || fail "control characters in the output"
"$entente" read --explain --jobs 1 news.txt one.txt more.txt >a && "$entente" read --explain --jobs 4 news.txt one.txt more.txt >b && cmp -s a b || fail "threads"
expect 2 "$entente" read --explain --format jsonl news.txt
