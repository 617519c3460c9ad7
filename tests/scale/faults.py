"""Many workers give what one machine gives, whatever breaks meanwhile.

The same documents go through `entente add` into SQLite, and through NATS and three workers into PostgreSQL, while one thing
after the other breaks (FAULTS); one document crashes its reader, one never ends. Then all tables are compared row by row.

faults.py [FAULT]…      these alone; without names all that this machine allows. SCALE_DOCUMENTS (240) says how many documents."""
import json
import os
import random
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from same_rows import difference
from servers import Nats, Postgres, Proxy, SmallDisk, wait_for

entente, root, generate = os.environ["ENTENTE"], os.environ["ROOT"], os.environ["GENERATE_NEWS"]
N = int(os.environ.get("SCALE_DOCUMENTS", "240"))
CRASH, HANG = "Zzyzxville", "Hhyhxville"
LIMIT = 60 + N / 5  # seconds that anything may take


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
    for at, word in ((len(documents) // 3, CRASH), (len(documents) // 2, HANG)):
        documents[at] = dict(documents[at], id=word, text=documents[at]["text"] + f" {word} was named as the place of the talks.")
    random.shuffle(documents)
    with open(path, "w") as f:
        f.writelines(json.dumps(d) + "\n" for d in documents)
    return documents


class Worker:
    """Three of them read with a library that the two words trip (crash_reader.c)."""

    def __init__(self, queue, store, log, crash=True):
        self.arguments = [entente, "work", "--queue", queue, "--store", store, "--jobs", "1", "--until-empty", "--batch", "8",
                          "--ack-wait", "5", "--document-seconds", "5", "--log", "json"]
        self.log, self.environment = log, dict(os.environ)
        if crash:
            asan = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
            self.environment |= {"LD_PRELOAD": os.environ["CRASH_READER"], "CRASH_ON": CRASH, "HANG_ON": HANG, "ASAN_OPTIONS": asan}
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.arguments, stderr=open(self.log, "a"), env=self.environment, start_new_session=True)

    def kill(self):
        os.killpg(self.process.pid, 9)
        self.process.wait()


class Run:
    def __init__(self, folder, with_disk):
        self.folder, self.workers = folder, []
        self.disk = SmallDisk(folder + "/disk", 150 + N // 8) if with_disk else None
        self.postgres = Postgres(self.disk.folder if self.disk else folder)
        self.nats = Nats(folder)
        self.proxy = Proxy(self.postgres.port)
        self.store, self.queue, self.one = self.postgres.url(), self.nats.urls(), folder + "/one.db"

    def stop(self):
        for w in self.workers:
            if w.process.poll() is None:
                w.kill()
        self.nats.stop()
        self.postgres.stop()
        if self.disk:
            self.disk.unmount()

    def entente(self, *arguments):
        got = subprocess.run([entente, *arguments], capture_output=True, text=True)
        assert got.returncode == 0, f"{arguments[0]}: {got.stderr[-500:]}"
        return got.stdout + got.stderr

    def work(self, store, name, **how):
        self.workers.append(Worker(self.queue, store, f"{self.folder}/{name}.log", **how))

    def logged(self):
        return "".join(open(w.log).read() for w in self.workers)

    def documents(self):
        return int(self.postgres.ask("SELECT count(*) FROM document") or 0)


# ---- what breaks -------------------------------------------------------------------------------------------------------------


def kill_worker(run):
    """kill -9 of a worker with documents that it has not acknowledged"""
    run.workers[0].kill()
    run.workers[0].start()


def kill_leader(run):
    """kill -9 of the stream's leader"""
    leader = run.nats.leader()
    run.nats.kill(leader)
    time.sleep(2)
    run.nats.start(leader)


def kill_store(run):
    """kill -9 of PostgreSQL"""
    run.postgres.kill()
    run.postgres.start()


def cut_network(run):
    """the network between a worker and the store is cut"""
    run.proxy.cut()
    time.sleep(2)
    run.proxy.mend()


def fill_disk(run):
    """the store's disk is full"""
    run.disk.fill()
    before = run.logged().count("No space left") + run.logged().count("store is away")
    wait_for("a worker that notices", LIMIT, lambda: run.logged().count("No space left") + run.logged().count("store is away") > before)
    assert all(w.process.poll() is None for w in run.workers), "a worker left because the disk was full"
    time.sleep(2)
    run.disk.free()
    if run.postgres.ask("SELECT 1") is None:  # without room for its log PostgreSQL ends itself
        run.postgres.start()


FAULTS = {"worker": kill_worker, "leader": kill_leader, "store": kill_store, "network": cut_network, "disk": fill_disk}


# ---- the run ------------------------------------------------------------------------------------------------------------------


def submit(run, documents):
    news = run.folder + "/news.jsonl"
    run.entente("add", "--store", run.one, news)
    told = run.entente("submit", "--queue", run.queue, "--store", run.store, news)
    assert ("before 2.10.23" in told) == (run.nats.version < [2, 10, 23]), f"no warning of an old server, or one of a new server: {told}"
    told = run.entente("submit", "--queue", run.queue, "--store", run.store, news)
    assert "sent 0 documents" in told, f"something was sent twice: {told}"


def break_things(run, faults, unique):
    begun = time.time()
    for i, fault in enumerate(faults):
        share = 0.1 + 0.7 * i / max(len(faults), 1)
        wait_for(f"{share:.0%} of {unique} documents", LIMIT, lambda: run.documents() >= share * unique)
        print(f"{time.time() - begun:6.1f} s  {run.documents()} of {unique} documents: {fault.__doc__}", flush=True)
        fault(run)
    for w in run.workers:
        assert w.process.wait(timeout=2 * LIMIT + 60) == 0, "a worker failed: " + open(w.log).read()[-600:]
    print(f"{time.time() - begun:6.1f} s  {run.documents()} documents; all workers left by themselves", flush=True)


def check_dead(run):
    """The two documents that nobody can read are told of; with a reader that can, they are read."""
    dead = run.entente("queue", "dead", "--store", run.store)
    assert dead.count("\n") == 2 and "crashed" in dead and "longer than 5 seconds" in dead, f"two dead letters, please: {dead!r}"
    assert run.postgres.ask("SELECT count(*) FROM submission") == "0", "something is still submitted"
    assert difference(run.one, run.store), "the documents that nobody can read are there: the test tests nothing"
    run.entente("queue", "retry", "--queue", run.queue, "--store", run.store)
    run.work(run.store, "last", crash=False)
    assert run.workers[-1].process.wait(timeout=90) == 0


def main(folder, faults):
    run = Run(folder, fill_disk in faults)
    try:
        documents = make_documents(folder + "/news.jsonl")
        submit(run, documents)
        unique = len({tuple(d.get(k) for k in ("date", "source", "title", "text")) for d in documents}) - 2
        for i, store in enumerate((run.store, run.store, run.postgres.url(run.proxy.port))):
            run.work(store, f"worker{i}")
        break_things(run, faults, unique)
        check_dead(run)
        found = difference(run.one, run.store)
        assert not found, found
        print(f"{len(documents)} documents: all tables the same")
    finally:
        run.stop()


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(FAULTS)
    if "disk" in chosen and not SmallDisk.allowed(must=sys.argv[1:] == ["disk"]):
        print("left out: a full disk (no right to mount one of our own)")
        chosen.remove("disk")
    with tempfile.TemporaryDirectory(prefix="entente-scale.", ignore_cleanup_errors=True) as place:
        main(place, [FAULTS[name] for name in chosen])
