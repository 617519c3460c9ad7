"""The files of deploy/ are well formed as far as the tools here can tell: units by systemd-analyze, the composition as YAML,
the commands in them by the program's own options."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

root, entente = os.environ["ROOT"], os.environ["ENTENTE"]
folder, left_out = root + "/deploy", []


def check_units():
    if not shutil.which("systemd-analyze"):
        return left_out.append("units (no systemd-analyze)")
    with tempfile.TemporaryDirectory() as place:
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".service"):
                continue
            text = open(f"{folder}/{name}").read()
            assert "/usr/bin/entente " in text, name
            with open(f"{place}/{name}", "w") as f:  # the program need not be installed
                f.write(text.replace("/usr/bin/entente ", "/bin/true "))
            got = subprocess.run(["systemd-analyze", "verify", f"{place}/{name}"], capture_output=True, text=True)
            assert name not in got.stderr, got.stderr


def options_of(command):
    return set(re.findall(r"--[a-z-]+", subprocess.run([entente, "help", command], capture_output=True, text=True).stdout))


def check_commands(command, words):
    for word in words:
        if word.startswith("--"):
            assert word in options_of(command), f"entente {command} knows no {word}"


def check_compose():
    try:
        import yaml
    except ImportError:
        return left_out.append("docker-compose.yml (no yaml)")
    services = yaml.safe_load(open(folder + "/docker-compose.yml"))["services"]
    assert {"nats1", "nats2", "nats3", "postgres", "worker1", "worker2", "page"} <= set(services)
    for service in services.values():
        if "build" in service:
            check_commands(service["command"][0], service["command"])


def check_exec_lines():
    for name in sorted(os.listdir(folder)):
        for line in re.findall(r"^ExecStart=/usr/bin/entente (.*)$", open(f"{folder}/{name}").read(), re.M):
            check_commands(line.split()[0], line.split())


check_units()
check_compose()
check_exec_lines()
if left_out:
    print("skipped: " + ", ".join(left_out))
    sys.exit(77)
