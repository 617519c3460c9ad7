"""What `work --metrics`, `queue status` tell of documents that were read: the numbers of the store. And the least rights that
docs/scale.md gives to roles are enough, and no more than they should be."""
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from servers import Nats, Postgres, free_port, wait_for

entente, root, generate = os.environ["ENTENTE"], os.environ["ROOT"], os.environ["GENERATE_NEWS"]


def run(*arguments, wanted=0):
    got = subprocess.run([entente, *arguments], capture_output=True, text=True)
    assert got.returncode == wanted, f"{arguments[0]}: {got.returncode}: {got.stderr[-500:]}"
    return got.stdout


def grant(postgres):
    """The roles of docs/scale.md, by the very lines that stand there."""
    for role in ("writer", "reader"):
        postgres.ask(f"CREATE ROLE entente_{role} LOGIN")
    text = open(root + "/docs/scale.md").read()
    grants = re.findall(r"^GRANT .*;$", text, re.M)
    assert len(grants) >= 4, "docs/scale.md has no roles"
    for line in grants:
        subprocess.run(["psql", postgres.url(), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", line], check=True)


def role(postgres, name):
    return postgres.url().replace("entente@", f"entente_{name}@", 1)


def ask(port, path, host="localhost"):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as e:
        return e.code, ""
    except OSError:
        return 0, ""


def value(text, name):
    found = re.search(rf"^{re.escape(name)} ([\d.]+)$", text, re.M)
    return float(found[1]) if found else None


def main(folder):
    postgres, nats, port, worker = Postgres(folder), Nats(folder), free_port(), None
    try:
        news = folder + "/news.jsonl"
        with open(news, "wb") as f:
            subprocess.run([generate, root + "/tests/bench/news.grammar", root + "/data", "3", "60"], stdout=f, check=True)
        run("doctor", "--rebuild", "--store", postgres.url())  # makes the schema
        grant(postgres)
        writer, reader = role(postgres, "writer"), role(postgres, "reader")
        run("submit", "--queue", nats.urls(), "--store", writer, news)
        worker = subprocess.Popen([entente, "work", "--queue", nats.urls(), "--store", writer, "--jobs", "2", "--metrics", str(port)],
                                  stderr=subprocess.DEVNULL)
        wait_for("an empty queue", 90, lambda: postgres.ask("SELECT count(*) FROM submission") == "0")
        wait_for("metrics", 30, lambda: value(ask(port, "/metrics")[1], "entente_queue_in_flight") == 0)
        text = ask(port, "/metrics")[1]
        for name, sql in (("documents", "document"), ("claims", "claim")):
            got, wanted = value(text, f"entente_work_{name}_total"), postgres.ask(f"SELECT count(*) FROM {sql}")
            assert got == float(wanted), f"{name}: {got} told, {wanted} in the store"
        assert value(text, "entente_queue_up") == 1 and value(text, "entente_queue_done_total") >= 60
        assert value(text, 'entente_work_seconds_total{in="reading"}') > 0
        assert ask(port, "/other")[0] == 404 and ask(port, "/metrics", "evil.example")[0] == 421
        status = json.loads(run("queue", "status", "--queue", nats.urls(), "--store", writer, "--over", "1", "--format", "json"))
        assert status["pending"] == 0 and status["seconds_left"] == 0 and status["rate"] is not None, status
        run("show", "--store", reader, "France")
        assert postgres.ask("SELECT 1") and subprocess.run(["psql", reader, "-X", "-q", "-c", "DELETE FROM claim"],
                                                           capture_output=True).returncode != 0, "a reader may delete"
        run("add", "--store", reader, news, wanted=1)
        worker.terminate()
        assert worker.wait(timeout=30) == 0
        wait_for("nobody who answers", 10, lambda: ask(port, "/metrics")[0] == 0)
    finally:
        if worker and worker.poll() is None:
            worker.kill()
        nats.stop()
        postgres.stop()


with tempfile.TemporaryDirectory(prefix="entente-metrics.") as place:
    main(place)
