# entente load: formats recognised, bad rows listed, files loaded twice or in pieces, interrupted, cut short.
F=$root/tests/fixtures/dataset
dump() { # every dataset table but the files, rows in order
  python3 - "$1" <<'END_PYTHON'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
words = dict(db.execute("SELECT number, word FROM dataset_word"))
codes = {n: (s, c, words.get(a)) for n, s, c, a in db.execute("SELECT * FROM dataset_code")}
print(sorted(map(str, codes.values())))
for (t,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'dataset_%' ORDER BY 1").fetchall():
    if t in ("dataset_file", "dataset_word", "dataset_code"):
        continue
    for row in db.execute(f"SELECT * FROM {t}").fetchall():
        row = list(row)
        if t == "dataset_event":  # numbers of words depend on the order of files
            row[4], row[5] = codes.get(row[4]), codes.get(row[5])
            row[6], row[7], row[16] = words.get(row[6]), words.get(row[7]), words.get(row[16])
        if t == "dataset_dyad_month":
            row[0], row[1] = words[row[0]], words[row[1]]
        print(t, row)
END_PYTHON
}
sql() { python3 -c 'import sqlite3, sys; print(*[x for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]) for x in r])' "$@"; }

# every layout; what is taken from it
expect 0 "$entente" load --store all.db "$F/gdelt2.tsv" "$F/gdelt1.tsv" "$F/mentions.tsv" "$F/icews.tab" "$F/phoenix.tsv" \
  "$F/petrarch.tsv" "$F/polecat.tsv" "$F/plover.jsonl" "$F/atop.csv" "$F/states.csv" "$F/nmc.csv" "$F/votes.csv" "$F/quotes.csv"
has err 'gdelt2.tsv: 5 rows, 0 rejected'
has err 'icews.tab: 3 rows, 0 rejected'
has err 'plover.jsonl: 2 rows, 1 rejected'
has err 'votes.csv: 6 rows, 1 rejected'
has err 'quotes.csv: 3 rows, 3 rejected'
[ "$(sql all.db "SELECT format FROM dataset_file ORDER BY 1" | tr ' ' '\n' | sort -u | wc -l)" = 13 ] || fail "not 13 formats: $(sql all.db 'SELECT format FROM dataset_file')"
# GDELT 2.0 and 1.0: one event of two reports; a code is text; unknown actors are unknown; one's own quad
[ "$(sql all.db "SELECT count(*) FROM dataset_report r JOIN dataset_event e ON e.key = r.event WHERE e.corpus = 2")" -ge 1 ] || fail "no further report"
[ "$(sql all.db "SELECT DISTINCT quad FROM dataset_event e JOIN dataset_word w ON w.number = e.code WHERE w.word = '042'")" = 1 ] || fail "quad of 042"
[ "$(sql all.db "SELECT count(*) FROM dataset_event WHERE corpus = 2 AND source IS NULL")" = 2 ] || fail "unknown actor"
[ "$(sql all.db "SELECT w.word FROM dataset_code c JOIN dataset_word w ON w.number = c.actor WHERE c.system = 'cameo' AND c.code = 'KOS'")" = XKX ] || fail "Kosovo"
[ "$(sql all.db "SELECT w.word FROM dataset_code c JOIN dataset_word w ON w.number = c.actor WHERE c.system = 'cameo' AND c.code = 'IGOUNO'")" = UN ] || fail "the UN"
[ "$(sql all.db "SELECT w.word FROM dataset_code c JOIN dataset_word w ON w.number = c.actor WHERE c.system = 'icews' AND c.code = 'Citizen (Norway)'")" = NOR ] || fail "a Norwegian"
[ "$(sql all.db "SELECT count(*) FROM dataset_event WHERE corpus = 3")" = 2 ] || fail "a repeated row of ICEWS"
[ "$(sql all.db "SELECT count(*) FROM dataset_event WHERE corpus = 4")" = 6 ] || fail "pairs of POLECAT"
[ "$(sql all.db "SELECT milex IS NULL, cinc FROM dataset_capability WHERE state IN (1, 4) ORDER BY state")" = "1 0.4 0 0.1" ] || fail "-9 is missing, 1E-1 a number"
[ "$(sql all.db "SELECT count(*) FROM dataset_vote")" = 4 ] || fail "votes"
# alliances with their members, R's votes joined with roll calls, the NGEC coder, Phoenix with a header
expect 0 "$entente" load --store more.db "$F/atop_alliance.csv" "$F/unvotes.csv" "$F/ngec.jsonl" "$F/phoenix_cline.csv"
has err 'atop_alliance.csv: 3 rows, 1 rejected'
has err 'unvotes.csv: 3 rows, 2 rejected'
has err 'ngec.jsonl: 2 rows, 1 rejected'
has err 'phoenix_cline.csv: 2 rows, 1 rejected'
[ "$(sql more.db "SELECT state, start, coalesce(end, 'open') FROM dataset_treaty WHERE phase = -1 AND alliance = '9001' ORDER BY 1")" = "2 1953-10-01 open 732 1953-10-01 open" ] || fail "an alliance"
[ "$(sql more.db "SELECT count(*) FROM dataset_treaty WHERE alliance = '9004.5' AND end = '1991-07'")" = 3 ] || fail "three members, an end in a month"
[ "$(sql more.db "SELECT year, state, vote FROM dataset_vote ORDER BY 1, 2")" = "1975 260 3 2015 2 1 2015 732 2" ] || fail "votes, West Germany as of the day: $(sql more.db 'SELECT * FROM dataset_vote')"
[ "$(sql more.db "SELECT count(*) FROM dataset_event WHERE corpus = 4")" = 2 ] || fail "NGEC: a pair each"
[ "$(sql more.db "SELECT place FROM dataset_event WHERE corpus = 4 AND place <> ''")" = Vilnius ] || fail "NGEC: no place"
# two releases in one store: the last one counts, what it replaced can be seen, what it leaves out stays
H=ccode,year,milex,milper,irst,pec,tpop,upop,cinc
printf '%s\n' $H 2,2000,10,20,-9,4,5,6,0.5 20,2000,1,2,3,4,5,6,0.1 20,2000,1,2,3,4,5,6,0.3 >first.csv
printf '%s\n' $H 2,2000,11,-9,3,4,5,6,0.25 2,2001,1,2,3,4,5,6,0.2 >second.csv
expect 0 "$entente" load --store two.db first.csv second.csv
[ "$(sql two.db 'SELECT state, year, milex, milper, irst, cinc FROM dataset_capability ORDER BY 1, 2')" = \
  "2 2000 11.0 20.0 3.0 0.25 2 2001 1.0 2.0 3.0 0.2 20 2000 1.0 2.0 3.0 0.1" ] || fail "releases: $(sql two.db 'SELECT * FROM dataset_capability')"
expect 0 "$entente" export replaced --store two.db
[ "$(wc -l <out)" = 2 ] || fail "not one row was replaced: $(cat out)"
has out 'capability,"2,2000,10.0,20.0,,4.0,5.0,6.0,0.5"'
expect 0 "$entente" load --store two.db first.csv
[ "$(sql two.db 'SELECT cinc FROM dataset_capability WHERE state = 2 AND year = 2000')" = 0.25 ] || fail "the older release came back"
# known, and refused with what to load instead
refused() { printf '%s\n' "$2" "$3" >refused.csv; expect 1 "$entente" load --store x.db refused.csv; has err "not loaded: $1"; }
refused 'it says that a state had allies' 'state,year,atopally,defense,offense,neutral,nonagg,consul,number' '2,1950,1,1,0,0,0,0,3'
refused 'it names states by words' 'ioname,orgname,year,afghanistan,albania,longorgname' 'AAAID,x,1990,0,1,y'
refused 'in which years' 'ccode1,ccode2,signYear,EIFYear,DCAid' '2,20,1990,1991,5'
refused 'it has no dates' 'rcid,country,country_code,vote' '5389,United States,US,yes'
refused 'their maintainer' 'version4id,ccode,defense,neutrality,nonaggression,entente' '1,2,1,0,0,0'
python3 -c 'print("\t".join(["20170101073000-1", "20170101073000"] + ["x"] * 25))' >gkg.csv
expect 1 "$entente" load --store x.db gkg.csv
has err 'not who did what to whom'
expect 1 "$entente" load --store x.db --as gdelt-gkg "$F/gdelt2.tsv"
# rejected rows: file, line, reason
list=$(ls all.db-rejected/quotes.csv.*)
grep -q "quotes.csv	4	" "$list" || fail "line 4 is not listed: $(cat "$list")"
grep -q "quotes.csv	6	3 columns, not 6" "$list" || fail "line 6: $(cat "$list")"
grep -q "quotes.csv	7	text behind a closing quote" "$list" || fail "line 7: $(cat "$list")"
expect 0 "$entente" load --store bad.db "$F/gdelt2_bad.tsv"
tail -n 1 err | grep -q 'gdelt2_bad.tsv: 3 rows, 2 rejected, bad.db-rejected/gdelt2_bad.tsv\.[0-9a-f]*\.tsv$' || fail "last line: $(tail -n 1 err)"

# twice, packed, in another order: the same
dump all.db >first
cp "$F/gdelt2.tsv" copy.tsv
echo >>copy.tsv
gzip -c "$F/icews.tab" >i.tab.gz
expect 0 "$entente" load --store all.db "$F/gdelt2.tsv" copy.tsv i.tab.gz "$F/atop.csv" "$F/votes.csv"
has err 'gdelt2.tsv: 5 rows, 0 rejected'
dump all.db >again
cmp first again || fail "loading again changed the store"
expect 0 "$entente" load --store b.db "$F/atop.csv" "$F/gdelt2.tsv" "$F/polecat.tsv"
expect 0 "$entente" load --store c.db "$F/polecat.tsv" "$F/gdelt2.tsv"
expect 0 "$entente" load --store c.db "$F/atop.csv"
dump b.db >b
dump c.db >c
cmp <(sort b) <(sort c) || fail "another order gave another store"

# what cannot be read, is cut short, has no row, is no format
expect 1 "$entente" load --store x.db none.csv
has err 'none.csv'
expect 1 "$entente" load --store x.db "$F/atop.csv" none.csv
[ "$(sql x.db 'SELECT count(*) FROM dataset_pledge')" = 6 ] || fail "the other file was not loaded"
gzip -c "$F/gdelt2.tsv" | head -c 200 >cut.tsv.gz
expect 1 "$entente" load --store x.db cut.tsv.gz
head -c 400 "$F/gdelt2.tsv" >cut.tsv
expect 1 "$entente" load --store x.db cut.tsv
has err 'cut short'
printf 'date,source,target,event\n' >none.csv
expect 1 "$entente" load --store x.db none.csv
printf 'a,b,c\n1,2,3\n' >other.csv
expect 1 "$entente" load --store x.db other.csv
has err 'no format'
: >empty.csv
expect 1 "$entente" load --store x.db empty.csv
expect 2 "$entente" load --as nothing "$F/atop.csv"
expect 2 "$entente" load --store x.db
expect 0 "$entente" load --list
has out gdelt2

# killed at any moment, it goes on; the end is as if nothing had happened
python3 - "$F/gdelt2.tsv" <<'END_PYTHON'
import sys
rows = [l.rstrip("\n").split("\t") for l in open(sys.argv[1], encoding="utf-8")]
with open("many.tsv", "w", encoding="utf-8") as out:
    for i in range(60000):
        r = rows[i % len(rows)][:]
        r[0], r[60] = str(100000 + i), f"https://news.example/{i // 3}"
        r[1] = f"20{10 + i // 6000:02d}{1 + i % 12:02d}{1 + i % 28:02d}"
        out.write("\t".join(r) + "\n")
END_PYTHON
expect 0 "$entente" load --store whole.db many.tsv
for pause in 0.05 0.1 0.15 0.2 0.3; do
  "$entente" load --store killed.db many.tsv 2>/dev/null &
  child=$!
  sleep $pause
  kill -9 $child 2>/dev/null || true
  wait $child 2>/dev/null || true
done
expect 0 "$entente" load --store killed.db many.tsv
has err 'many.tsv: 60000 rows, 0 rejected'
dump whole.db >whole
dump killed.db >killed
cmp whole killed || fail "a killed load ended otherwise"
