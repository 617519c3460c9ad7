# entente relate: a row out for every row in, in order; wrong rows are named by their line.
table() { printf 'id\tsentence\tsource_span\ttarget_span\tmore\n'; cat; }
row() { # ID SENTENCE SOURCE TARGET: spans of the first occurrence, in bytes
  python3 - "$@" <<'EOF'
import sys
i, s, a, b = sys.argv[1:5]
b8 = s.encode()
span = lambda x: '%d:%d' % (b8.index(x.encode()), b8.index(x.encode()) + len(x.encode())) if x else ''
print('\t'.join([i, s, span(a), span(b), '"x']))
EOF
}
{ row 1 'Iran condemned Iraq for the attack.' Iran Iraq
  row 2 'The Côte d’Ivoire army bombed rebel positions in the north on Monday.' 'The Côte d’Ivoire army' 'rebel positions'
  row 3 'France will send humanitarian aid to "Chad".' France Chad
  row 4 'Turkey released two Greek soldiers on Tuesday.' Turkey 'two Greek soldiers'
  row 5 'Egypt has lifted a three-month state of emergency.' Egypt ''
  row 6 'Sudan refused to lift the embargo on Kenya.' Sudan Kenya
  row 7 'Japan sold Peru a ship.' Japan Peru
} | table >in.tsv
expect 0 "$entente" relate --ontology plv in.tsv
[ "$(cut -f1 out | tr '\n' ' ')" = 'id 1 2 3 4 5 6 7 ' ] || fail "ids: $(cut -f1 out | tr '\n' ' ')"
head -n 1 out | grep -qx "$(printf 'id\troot\tquad\tconfidence')" || fail 'header'
[ "$(cut -f2,3 out | sed -n '2,7p' | tr '\t\n' '  ')" = 'ACCUSE 3 ASSAULT 4 AGREE 1 YIELD 2 YIELD 2 REJECT 3 ' ] ||
  fail "types: $(cut -f2,3 out | tr '\t\n' '  ')"
awk -F'\t' 'NR > 1 && !($4 >= 0 && $4 <= 1 && $2 != "" && $3 >= 1 && $3 <= 4) { exit 1 }' out || fail 'a column is out of range'
cp out first
expect 0 "$entente" relate --ontology plv in.tsv
cmp -s out first || fail 'two runs differ'
# standard input and the other ontology: RETREAT and CONCEDE by their own names
got=0
"$entente" relate - <in.tsv >out 2>err || got=$?
[ "$got" = 0 ] || fail "standard input: $(cat err)"
has out "$(printf '4\tRETREAT\t2')"
has out "$(printf '5\tCONCEDE\t1')"
expect 0 "$entente" relate --explain in.tsv
has out '^# .*words on the way'
[ "$(grep -vc '^#' out)" = 8 ] || fail 'explanations are comments'
# CRLF, a byte order mark, pieces, columns in another order
printf '\xef\xbb\xbfsource_span\ttarget_span\tid\tsentence\r\n0:4,5:9\t16:20\tx\tIran Fars struck Iraq.\r\n' >in2.tsv
sed -i 's/16:20/17:21/' in2.tsv
expect 0 "$entente" relate in2.tsv
[ "$(wc -l <out)" = 2 ] || fail 'one row'
# wrong rows keep their places
{ row 1 'Iran condemned Iraq.' Iran Iraq
  printf '2\tIran condemned Iraq.\t0:4\t15:99\t\n3\tIran condemned Iraq.\t4:4\t15:19\t\n4\tIran condemned Iraq.\t\t\t\n5\tIran\n'
  printf '6\tÉire met.\t1:3\t\t\n7\tIran condemned Iraq.\tx\t15:19\t\n8\tIran \xff Iraq.\t0:4\t\t\n'
  row 9 'Iran condemned Iraq.' Iran Iraq
} | table >bad.tsv
expect 1 "$entente" relate bad.tsv
[ "$(cut -f1 out | tr '\n' ' ')" = 'id 1 2 3 4 5 6 7 8 9 ' ] || fail "ids of wrong rows: $(cut -f1 out | tr '\n' ' ')"
for line in 3 4 5 6 7 8 9; do has err "bad.tsv:$line: "; done
hasnt err 'bad.tsv:2:'
hasnt err 'bad.tsv:10:'
grep -q "$(printf '^9\tACCUSE\t3\t')" out || fail 'the row after wrong ones'
[ "$(grep -c "$(printf '^[2-8]\t\t\t$')" out)" = 7 ] || fail 'wrong rows have no type'
# the header, the file, the model
printf 'id\tsentence\tsource_span\n' >head.tsv
expect 1 "$entente" relate head.tsv
has err 'head.tsv:1: .*target_span'
: >empty.tsv
expect 1 "$entente" relate empty.tsv
has err 'empty.tsv'
expect 1 "$entente" relate none.tsv
expect 2 "$entente" relate --ontology cameo in.tsv
has err 'plover'
expect 2 "$entente" relate in.tsv in.tsv
expect 1 "$entente" relate --model none.model in.tsv
head -c 5000 "$root/data/events/relations.model" >short.model
expect 1 "$entente" relate --model short.model in.tsv
has err 'short.model'
# on the developers' sentences, where they are: not under what this model has reached
if [ -n "$shared" ] && [ -z "${SANITIZED:-}" ]; then
  gold=$shared/data/events/relations_plv_dev.tsv
  "$entente" relate --ontology plv "$gold" >pred.tsv 2>err || fail "developers' sentences: $(head -n 3 err)"
  python3 "$shared/tools/score_relations.py" "$gold" pred.tsv >score || fail 'scoring'
  awk '/^root/ { r = $5 } /^quad/ { q = $5 } END { exit !(r >= 0.80 && q >= 0.89) }' score || fail "$(grep macro score)"
fi
