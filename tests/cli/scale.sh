# A store of made-up GDELT events, small here, SCALE_ROWS=10000000 in the full run: nothing is lost on the way, the roll-ups
# say what the events say, memory stays within bounds, and questions about dyads do not walk over the events.
rows=${SCALE_ROWS:-30000}
"$GENERATE_EVENTS" 7 "$rows" >events.tsv
cat >measure.py <<'END'
import resource, subprocess, sys
run = subprocess.run(sys.argv[1:], capture_output=True)
use = resource.getrusage(resource.RUSAGE_CHILDREN)
sys.stderr.buffer.write(run.stderr)
print(use.ru_maxrss // 1024, round(1000 * (use.ru_utime + use.ru_stime)))
sys.exit(run.returncode)
END
measured=$(python3 measure.py "$entente" load --store s.db events.tsv 2>err) || fail "load: $(cat err)"
has err "events.tsv: $rows rows, 0 rejected"
echo "load: $measured MiB, ms CPU"
[ "${measured% *}" -le 256 ] || [ -n "${SANITIZED:-}" ] || fail "memory: $measured"
python3 - s.db <<'END_PYTHON' || fail "the roll-ups are not the events"
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
def one(sql):
    return db.execute(sql).fetchone()[0]

rows, events = one("SELECT sum(rows) FROM dataset_file"), one("SELECT count(*) FROM dataset_event")
assert 0 < events < rows == events + one("SELECT count(*) FROM dataset_report"), (rows, events)
assert events == one("SELECT sum(n) FROM dataset_month")
direct = db.execute("""SELECT s.actor, t.actor, CAST(strftime('%Y', e.day * 86400, 'unixepoch') AS INTEGER), count(*),
  sum(e.score) FROM dataset_event e JOIN dataset_code s ON s.number = e.source JOIN dataset_code t ON t.number = e.target
  WHERE s.actor <> t.actor GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""").fetchall()
rolled = db.execute("""SELECT source, target, month / 12, sum(n) + sum(unscored), sum(sum) FROM dataset_dyad_month
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3""").fetchall()
assert len(direct) == len(rolled) > 100, (len(direct), len(rolled))
for a, b in zip(direct, rolled):
    assert a[:4] == b[:4] and abs(a[4] - b[4]) < 1e-6, (a, b)
print(len(rolled), "dyad-years agree")
END_PYTHON
expect 0 "$entente" export dyads --store s.db
[ "$(python3 -c 'import csv; r = list(csv.DictReader(open("out"))); print(len({(x["source"], x["target"], x["year"]) for x in r}) == len(r))')" = True ] || fail "a dyad's year twice"
start=$(python3 measure.py "$entente" actor USA)
series=$(python3 measure.py "$entente" closeness USA CHN --by month --format csv --store s.db)
all=$(python3 measure.py "$entente" export dyads --store s.db)
echo "start: $start; a dyad by month: $series; all dyads by year: $all (MiB, ms CPU)"
if [ -n "${SCALE_ROWS:-}" ]; then
  [ $((${series#* } - ${start#* })) -le 40 ] || fail "a dyad's series takes ${series#* } ms"
  [ $((${all#* } - ${start#* })) -le 2000 ] || fail "all dyads take ${all#* } ms"
fi
