"""A store in PostgreSQL answers as one in SQLite does: what `load` and `add` put in, and what each command makes of it."""
import os
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from same_rows import of_postgres, of_sqlite
from servers import Postgres

entente, root = os.environ["ENTENTE"], os.environ["ROOT"]
here = tempfile.gettempdir()
ROWS = os.environ.get("LOAD_ROWS", "3000")
TABLES = ("dataset_word", "dataset_code", "dataset_event", "dataset_report", "dataset_dyad_month", "dataset_month", "dataset_state",
          "dataset_pledge", "dataset_treaty", "dataset_trade", "dataset_capability", "dataset_vote", "dataset_ideal_point",
          "dataset_replaced")
COMMANDS = (("closeness", "FRA", "DEU"), ("closeness", "USA", "CHN", "--format", "csv"), ("ties", "FRA", "DEU"), ("show", "France"),
            ("show", "USA"), ("export", "events"), ("network", "--on", "2015"), ("posture", "KOR"), ("check",))


def run(*arguments):
    got = subprocess.run([entente, *arguments], capture_output=True, text=True, cwd=here)
    return got.returncode, got.stdout, got.stderr


def fill(store, events, news):
    for what in (("load", "--store", store, events), ("add", "--store", store, news)):
        begun = time.time()
        code, _, told = run(*what)
        assert code == 0, f"{what[0]}: {told[-500:]}"
        print(f"{what[0]} into {store.split(':')[0][-12:]}: {time.time() - begun:.1f} s", flush=True)
    code, _, told = run("load", "--store", store, events)  # again: nothing changes
    assert code == 0, told


def compare(one, other):
    for table in TABLES:
        a, b = sorted(of_sqlite(one, table)), sorted(tuple(row) for row in of_postgres(other, table))
        a = [tuple("" if v == "None" else v for v in row) for row in a]
        assert a == b, f"{table}: {len(a)} and {len(b)} rows; {sorted(set(a) - set(b))[:1]} {sorted(set(b) - set(a))[:1]}"
    worked = 0
    for command in COMMANDS:
        a, b = (run(*command, "--store", place) for place in (one, other))
        same = [part.replace(place, "PLACE") for got, place in ((a, one), (b, other)) for part in got[1:2]]
        assert a[0] == b[0] and same[0] == same[1], f"{command}: {a[0]} {b[0]} {a[2][-300:]} {b[2][-300:]}\n{same[0][:500]}\n{same[1][:500]}"
        worked += a[0] == 0 and len(a[1]) > 0
    assert worked >= 6, f"only {worked} commands of {len(COMMANDS)} answered"
    print(f"{len(TABLES)} tables and {worked} commands: the same")


def main(folder):
    global here
    here = folder
    postgres = Postgres(folder)
    try:
        events, news = folder + "/events.tsv", folder + "/news.jsonl"
        with open(events, "wb") as f:
            subprocess.run([os.environ["GENERATE_EVENTS"], "7", ROWS], stdout=f, check=True)
        with open(news, "wb") as f:
            subprocess.run([os.environ["GENERATE_NEWS"], root + "/tests/bench/news.grammar", root + "/data", "3", "60"], stdout=f, check=True)
        for store in (folder + "/one.db", postgres.url()):
            fill(store, events, news)
        compare(folder + "/one.db", postgres.url())
    finally:
        postgres.stop()


with tempfile.TemporaryDirectory(prefix="entente-measures.") as place:
    main(place)
