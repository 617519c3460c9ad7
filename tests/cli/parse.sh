# entente parse: CoNLL-U comes back line for line with new annotation; text is split, tagged and parsed.
cat >in.conllu <<'EOF'
# sent_id = one
# text = Japan doesn't agree.
1	Japan	?	?	?	Number=Sing	77	wrong	_	A=b
2-3	doesn't	_	_	_	_	_	_	_	_
2	does	_	_	_	_	_	_	_	_
3	n't	_	_	_	_	_	_	_	_
3.1	now	_	_	_	_	_	_	3:dep	_
4	agree	_	_	_	_	_	_	_	SpaceAfter=No
5	.	_	_	_	_	_	_	_	_

# only a comment

1	Talks	_	_	_	_	_	_	_	_
2	ended	_	_	_	_	_	_	_	_

EOF
expect 0 "$entente" parse --input conllu in.conllu
cp out first
[ "$(wc -l <first)" = "$(wc -l <in.conllu)" ] || fail "lines were lost or added: $(cat first)"
cut -f1,2,6,9,10 in.conllu >kept.in
cut -f1,2,6,9,10 first >kept.out
diff kept.in kept.out || fail "what is not annotation has changed"
[ "$(awk -F'\t' '$1 ~ /^[0-9]+$/ && $7 == 0 && $8 == "root"' first | wc -l)" = 2 ] || fail "not one root a sentence"
grep -Pq '^2\tended\tend\tVERB\tVBD\t_\t0\troot\t' first || fail "ended: $(cat first)"
grep -Pq "^3\tn't\tnot\tPART\t" first || fail "n't: $(cat first)"
"$entente" parse --input conllu - <in.conllu | diff - first || fail 'standard input gives something else'

# a sentence that cannot be read is named; the others are read
{ printf '1\tbad\n\n'; cat in.conllu; printf '2\tx\t_\t_\t_\t_\t_\t_\t_\t_\n'; } >bad.conllu
expect 1 "$entente" parse --input conllu bad.conllu
diff out first || fail 'a bad sentence has changed the others'
has err 'bad.conllu:1:'
has err 'bad.conllu:18:'
[ "$(wc -l <err)" = 2 ] || fail "one line for each bad sentence: $(cat err)"

printf 'The “treaty” was signed by Peru. It failed.\xff' >text
expect 0 "$entente" parse text
[ "$(grep -c '^# text' out)" -ge 2 ] || fail "sentences: $(cat out)"
grep -Pq '^6\tsigned\tsign\tVERB\tVBN\t_\t0\troot\t' out || fail "signed: $(cat out)"
grep -Pq '\tnsubj:pass\t' out || fail "no passive: $(cat out)"
: >empty
expect 0 "$entente" parse empty
[ ! -s out ] || fail 'something out of nothing'
expect 1 "$entente" parse nowhere.txt
has err 'nowhere.txt'
expect 2 "$entente" parse --input html text
expect 2 "$entente" parse text text
