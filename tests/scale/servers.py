"""Real servers on loopback for the tests of docs/scale.md: PostgreSQL as an unprivileged user, three NATS servers with
JetStream, a proxy that can cut a connection. Skips (exit code 77) where they are not installed."""
import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(what, seconds, ready):
    until = time.time() + seconds
    while time.time() < until:
        if ready():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {seconds} seconds")


class Postgres:
    def __init__(self, folder):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin"))
        if not found or not shutil.which("psql"):
            skip("PostgreSQL is not installed (scripts/deps.sh --optional)")
        self.bin, self.folder, self.port = found[-1], os.path.join(folder, "postgres"), free_port()
        os.makedirs(self.folder)
        self.become = []
        if os.geteuid() == 0:  # initdb refuses to run as root
            if not shutil.which("runuser"):
                skip("no runuser, and PostgreSQL does not run as root")
            os.chmod(folder, 0o755)
            os.chown(self.folder, pwd.getpwnam("nobody").pw_uid, -1)
            self.become = ["runuser", "-u", "nobody", "--"]
        self.data = os.path.join(self.folder, "data")
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "entente", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()
        subprocess.run([self.bin + "/createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "entente", "entente"], check=True)

    def run(self, program, *arguments):
        subprocess.run([*self.become, f"{self.bin}/{program}", *arguments], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd="/")

    def start(self):
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} -c shared_buffers=64MB -c max_wal_size=96MB"
        for attempt in range(30):  # after a kill the children of the old one must be gone first
            try:
                return self.run("pg_ctl", "-D", self.data, "-l", self.folder + "/log", "-w", "-o", options, "start")
            except subprocess.CalledProcessError:
                if attempt == 29:
                    raise
                time.sleep(1)

    def kill(self):
        """The postmaster, with SIGKILL; its children see that and go."""
        with open(self.data + "/postmaster.pid") as f:
            os.kill(int(f.readline()), signal.SIGKILL)
        time.sleep(1)

    def stop(self):
        try:
            self.run("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        except subprocess.CalledProcessError:
            pass

    def url(self, port=None):
        return f"postgresql://entente@127.0.0.1:{port or self.port}/entente"

    def ask(self, sql):
        got = subprocess.run(["psql", self.url(), "-X", "-A", "-t", "-q", "-c", sql], capture_output=True, text=True)
        return got.stdout.strip() if got.returncode == 0 else None


class SmallDisk:
    """A file system of its own, of so many MB, in memory; full when it is asked to be. It is mounted in a name space of this
    process, so that nothing is left of it when that ends, whatever ends it."""

    @staticmethod
    def allowed(must=False):
        """Moves this process into a name space of its own, where it has the right to. must: skips the test otherwise."""
        if os.geteuid() == 0 and os.environ.get("ENTENTE_OWN_MOUNTS") == "1":
            return True
        if os.geteuid() == 0 and shutil.which("unshare") and subprocess.run(
                ["unshare", "--mount", "mount", "-t", "tmpfs", "-o", "size=1m", "none", "/mnt"], capture_output=True).returncode == 0:
            os.environ["ENTENTE_OWN_MOUNTS"] = "1"
            os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
        if must:
            skip("no right to mount a small disk")
        return False

    def __init__(self, folder, megabytes):
        os.makedirs(folder)
        os.chmod(os.path.dirname(folder), 0o755)  # PostgreSQL runs as another user
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", folder], check=True)
        self.folder, self.filler = folder, folder + "/filler"

    def fill(self):
        with open(self.filler, "wb", buffering=0) as f:
            try:
                while True:
                    f.write(bytes(1 << 20))
            except OSError:
                pass
            try:
                while True:
                    f.write(bytes(1 << 10))
            except OSError:
                pass

    def free(self):
        os.remove(self.filler)

    def unmount(self):
        subprocess.run(["umount", "--lazy", self.folder])


class Nats:
    def __init__(self, folder, n=3):
        self.program = shutil.which("nats-server")
        if not self.program:
            skip("nats-server is not installed (scripts/deps.sh --optional)")
        told = subprocess.run([self.program, "--version"], capture_output=True, text=True).stdout
        self.version = [int(part) for part in re.findall(r"\d+", told)[:3]]
        self.folder, self.ports = folder, [free_port() for _ in range(n)]
        self.routes, self.monitors = [free_port() for _ in range(n)], [free_port() for _ in range(n)]
        self.processes = [None] * n
        for i in range(n):
            self.start(i)

    def start(self, i):
        routes = "\n".join(f"    nats://127.0.0.1:{p}" for p in self.routes)
        path = os.path.join(self.folder, f"nats{i}.conf")
        with open(path, "w") as f:
            f.write(f"""server_name: n{i}
listen: 127.0.0.1:{self.ports[i]}
http: 127.0.0.1:{self.monitors[i]}
jetstream {{ store_dir: "{self.folder}/nats{i}" }}
cluster {{
  name: entente
  listen: 127.0.0.1:{self.routes[i]}
  routes: [
{routes}
  ]
}}
""")
        log = open(os.path.join(self.folder, f"nats{i}.log"), "a")
        self.processes[i] = subprocess.Popen([self.program, "-c", path], stdout=log, stderr=log)

    def kill(self, i):
        self.processes[i].kill()
        self.processes[i].wait()

    def leader(self):
        """Of the stream: the server whose monitor says so."""
        import json
        import urllib.request
        for i, port in enumerate(self.monitors):
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/jsz?streams=true", timeout=2) as answer:
                    accounts = json.load(answer).get("account_details") or []
            except OSError:
                continue
            for account in accounts:
                for stream in account.get("stream_detail") or []:
                    name = (stream.get("cluster") or {}).get("leader", "")
                    if name.startswith("n"):
                        return int(name[1:])
        return 0

    def stop(self):
        for p in self.processes:
            p.kill()
            p.wait()

    def urls(self):
        return ",".join(f"nats://127.0.0.1:{p}" for p in self.ports)


class Proxy:
    """From a port of its own to another, until it is cut."""

    def __init__(self, target):
        self.target, self.open, self.pairs = target, True, []
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.socket.listen(16)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.socket.accept()
            if not self.open:
                client.close()
                continue
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            self.pairs.append((client, server))
            for a, b in ((client, server), (server, client)):
                threading.Thread(target=self.pump, args=(a, b), daemon=True).start()

    @staticmethod
    def pump(a, b):
        try:
            while data := a.recv(65536):
                b.sendall(data)
        except OSError:
            pass
        for s in (a, b):
            try:
                s.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        self.open = False
        for pair in self.pairs:
            for s in pair:
                try:
                    s.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        self.pairs = []

    def mend(self):
        self.open = True
