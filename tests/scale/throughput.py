"""How many documents a second, and where the time goes: SQLite with `add`, PostgreSQL with `add`, and with one and two
workers through NATS. No test: prints figures (docs/scale.md). SCALE_DOCUMENTS, default 1000."""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from servers import Nats, Postgres

entente, root, generate = os.environ["ENTENTE"], os.environ["ROOT"], os.environ["GENERATE_NEWS"]
N = int(os.environ.get("SCALE_DOCUMENTS", "1000"))


def timed(what, *arguments):
    begun = time.time()
    got = subprocess.run([entente, *arguments], capture_output=True, text=True)
    seconds = time.time() - begun
    assert got.returncode == 0, got.stderr[-300:]
    parts = re.findall(r"[\d.]+ s [a-z ]+", got.stderr)
    print(f"{what:44} {N / seconds:8.0f} documents/s {seconds:7.1f} s   {'; '.join(parts)}", flush=True)


with tempfile.TemporaryDirectory(prefix="entente-scale.") as folder:
    news = folder + "/news.jsonl"
    with open(news, "wb") as f:
        subprocess.run([generate, root + "/tests/bench/news.grammar", root + "/data", "7", str(N)], stdout=f, check=True)
    postgres, nats = Postgres(folder), Nats(folder)
    try:
        url, queue = postgres.url(), nats.urls()
        timed("add, SQLite, 1 thread", "add", "--jobs", "1", "--store", folder + "/a.db", news)
        timed("add, SQLite, 2 threads", "add", "--jobs", "2", "--store", folder + "/b.db", news)
        timed("add, PostgreSQL, 2 threads", "add", "--jobs", "2", "--store", url, news)
        for jobs in ("1", "2"):
            postgres.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
            timed("submit", "submit", "--queue", queue, "--store", url, news)
            timed(f"work, PostgreSQL, NATS, {jobs} worker(s)", "work", "--queue", queue, "--store", url, "--jobs", jobs, "--until-empty")
        print("bytes a document in PostgreSQL:", int(postgres.ask("SELECT pg_database_size('entente')")) // N)
    finally:
        nats.stop()
        postgres.stop()
