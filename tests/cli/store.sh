# entente add, show, doctor: kept once, whatever the order; asked for again with the evidence.
dump() { # every table but run, rows in order
  python3 - "$1" <<'END'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall():
    if name == "run" or "fts" in name:
        continue
    for row in sorted(map(repr, db.execute(f"SELECT * FROM {name}"))):
        print(name, row)
END
}
"$GENERATE_NEWS" "$root/tests/bench/news.grammar" "$root/data" 11 60 >news.jsonl
cat >visit.txt <<'END'
A visit

Norway and Iceland signed a defence agreement in Oslo on 3 May 2021. Sweden does not recognise Abkhazia.
END
expect 0 "$entente" doctor
has out 'none yet'
expect 0 "$entente" add --date 2021-05-04 news.jsonl visit.txt
has err 'added 61 documents'
[ -e share/entente/entente.db ] || fail "the default store is not where it should be"
dump share/entente/entente.db >first
expect 0 "$entente" add --date 2021-05-04 visit.txt news.jsonl news.jsonl
has err 'added 0 documents'
dump share/entente/entente.db >again
cmp first again || fail "adding again changed the store"
split -l 7 news.jsonl part.
for part in visit.txt $(ls -r part.*); do
  expect 0 "$entente" add --store deep/er/other.db --jobs 1 --date 2021-05-04 "$part"
done
dump deep/er/other.db >other
cmp first other || fail "another order gave another store"
ENTENTE_STORE=deep/er/other.db expect 0 "$entente" show Norway ISL
has out 'signed a defence agreement'
has out 'visit'
expect 0 "$entente" show --format csv NOR
head -n 1 out | grep -q '^kind,code,source' || fail "no header"
expect 0 "$entente" show --format jsonl NOR ISL --from 2021 --to 2021-05
python3 -c 'import json; [json.loads(l) for l in open("out")]' || fail "show gave no JSON"
expect 0 "$entente" show NOR ISL --to 2020
[ ! -s out ] || fail "claims of 2021 shown up to 2020"
expect 2 "$entente" show 'Land of Nowhere'
expect 2 "$entente" show Korea
has err 'KOR'
expect 0 "$entente" doctor --rebuild
has out sound
dump share/entente/entente.db >again
cmp first again || fail "rebuilding changed the store"
# what is no store stays as it is
echo 'not a database, but long enough to be one, if one did not look at it' >text.db
expect 1 "$entente" add --store text.db visit.txt
has err 'text.db'
expect 1 "$entente" doctor --store text.db
grep -q 'long enough' text.db || fail "a foreign file was changed"
