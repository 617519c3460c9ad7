"""Many workers give what one machine gives, whatever breaks meanwhile.

The same documents go through `entente add` into SQLite, and through NATS and three workers into PostgreSQL, while one after
the other is killed: a worker, the leader of the stream, PostgreSQL, the network between a worker and the store; one document
crashes its reader. Then all tables are compared row by row. SCALE_DOCUMENTS (default 240) says how many."""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from same_rows import difference
from servers import Nats, Postgres, Proxy, wait_for

entente, root, generate = os.environ["ENTENTE"], os.environ["ROOT"], os.environ["GENERATE_NEWS"]
N = int(os.environ.get("SCALE_DOCUMENTS", "240"))
CRASH = "Zzyzxville"


def make_documents(path):
    """Generated ones, some of them again: copies under another publisher, and the same once more."""
    made = subprocess.run([generate, root + "/tests/bench/news.grammar", root + "/data", "11", str(N)], capture_output=True,
                          check=True).stdout.decode().splitlines()
    random.seed(5)
    documents = []
    for line in made:
        d = json.loads(line)
        documents.append(d)
        if random.random() < 0.15:
            documents.append(dict(d, id=d["id"] + "-copy", source="Other Wire"))
        if random.random() < 0.1:
            documents.append(dict(d, id=d["id"] + "-again"))
    documents[len(documents) // 3]["text"] += f" {CRASH} was named as the place of the talks between France and Japan."
    random.shuffle(documents)
    with open(path, "w") as f:
        f.writelines(json.dumps(d) + "\n" for d in documents)
    return len(documents)


class Worker:
    def __init__(self, queue, store, log, crash=True):
        self.arguments = [entente, "work", "--queue", queue, "--store", store, "--jobs", "1", "--until-empty", "--batch", "8",
                          "--ack-wait", "5", "--log", "json"]
        self.log, self.environment = log, dict(os.environ, ENTENTE_TEST_CRASH=CRASH) if crash else dict(os.environ)
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.arguments, stderr=open(self.log, "a"), env=self.environment, start_new_session=True)

    def kill(self):
        os.killpg(self.process.pid, 9)
        self.process.wait()


def entente_run(*arguments):
    got = subprocess.run([entente, *arguments], capture_output=True, text=True)
    assert got.returncode == 0, f"{arguments[0]}: {got.stderr[-500:]}"
    return got.stdout


def main(folder):
    postgres = Postgres(folder)
    nats = Nats(folder)
    proxy = Proxy(postgres.port)
    workers = []
    try:
        news, url, queue = folder + "/news.jsonl", postgres.url(), nats.urls()
        total = make_documents(news)
        entente_run("add", "--store", folder + "/one.db", news)
        entente_run("submit", "--queue", queue, "--store", url, news)
        entente_run("submit", "--queue", queue, "--store", url, news)  # again: nothing is sent twice
        open_ = int(postgres.ask("SELECT count(*) FROM submission"))
        unique = len({tuple(json.loads(line).get(k) for k in ('date', 'source', 'title', 'text')) for line in open(news)}) - 1
        begun = time.time()
        workers = [Worker(queue, u, f"{folder}/worker{i}.log") for i, u in enumerate((url, url, postgres.url(proxy.port)))]

        def documents():
            return int(postgres.ask("SELECT count(*) FROM document") or 0)

        def reached(share):
            wait_for(f"{share:.0%} of {unique} documents", 60 + N / 5, lambda: documents() >= share * unique)
            print(f"{time.time() - begun:6.1f} s  {documents()} of {unique} documents", flush=True)

        reached(0.1)
        print("kill -9 of a worker")
        workers[0].kill()
        workers[0].start()
        reached(0.3)
        print("kill -9 of the stream's leader")
        leader = nats.leader()
        nats.kill(leader)
        time.sleep(2)
        nats.start(leader)
        reached(0.5)
        print("kill -9 of PostgreSQL")
        postgres.kill()
        postgres.start()
        reached(0.7)
        print("network cut between a worker and the store")
        proxy.cut()
        time.sleep(2)
        proxy.mend()
        for w in workers:
            assert w.process.wait(timeout=120 + N / 5) == 0, "a worker failed: " + open(w.log).read()[-600:]
        print(f"{time.time() - begun:6.1f} s  {documents()} documents; all workers left by themselves")
        dead = entente_run("queue", "dead", "--store", url)
        assert dead.count("\n") == 1 and "crashed" in dead, f"one dead letter, please: {dead!r}"
        assert postgres.ask("SELECT count(*) FROM submission") == "0", "something is still submitted"
        assert difference(folder + "/one.db", url), "the document that crashes its reader is there: the test tests nothing"
        entente_run("queue", "retry", "--queue", queue, "--store", url)
        last = Worker(queue, url, folder + "/last.log", crash=False)
        workers.append(last)
        assert last.process.wait(timeout=90) == 0
        found = difference(folder + "/one.db", url)
        assert not found, found
        print(f"{total} documents: all tables the same")
    finally:
        for w in workers:
            if w.process.poll() is None:
                w.kill()
        nats.stop()
        postgres.stop()


with tempfile.TemporaryDirectory(prefix="entente-scale.") as place:
    main(place)
