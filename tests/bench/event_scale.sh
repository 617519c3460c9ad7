#!/usr/bin/env bash
# What a store of many events costs: event_scale.sh ENTENTE GENERATE_EVENTS ROWS… Prints, for each number of rows, rows per
# CPU second of the load and of `sqlite3 .import` into a bare table (where there is one), memory, and how long the questions
# take: the whole command, and what of it is more than `entente actor` needs, which opens the same tables. BARE=0: without
# the bare table, which takes as much room again.
set -eu
entente=$1 generate=$2
shift 2
folder=$(mktemp -d "${TMPDIR:-/tmp}/entente-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
for rows; do
  "$generate" 7 "$rows" >"$folder/events.tsv"
  python3 - "$entente" "$folder" "$rows" <<'END'
import os, resource, shutil, subprocess, sys, time
entente, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
null = open(os.devnull, "wb")

def run(args, times=1):
    best = None
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.monotonic()
        subprocess.run(args, stdout=null, stderr=null, check=True)
        wall = time.monotonic() - begun
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = (min(wall, best[0]), min(cpu, best[1])) if best else (wall, cpu)
    return best

store, events = folder + "/s.db", folder + "/events.tsv"
wall, cpu = run([entente, "load", "--store", store, events])
memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
line = f"{rows:,} rows: load {rows / cpu:,.0f} rows per CPU second, {cpu:.1f} s CPU, {wall:.1f} s wall, {memory:.0f} MiB"
if shutil.which("sqlite3") and os.environ.get("BARE", "1") != "0":
    columns = ",".join(f"c{i}" for i in range(61))
    _, bare = run(["sqlite3", folder + "/bare.db", f"create table t({columns})", ".mode tabs", f".import {events} t"])
    os.unlink(folder + "/bare.db")
    line += f"; sqlite3 .import {rows / bare:,.0f} ({bare / cpu:.2f} x its CPU)"
print(line)
start = run([entente, "actor", "USA"], 5)
for what, args in {"a dyad by month": ["closeness", "USA", "CHN", "--by", "month", "--format", "csv"],
                   "a rare dyad by month": ["closeness", "ETH", "ERI", "--by", "month", "--format", "csv"],
                   "its causes": ["closeness", "USA", "CHN", "--why", "--format", "csv"],
                   "all dyads by year": ["export", "dyads"]}.items():
    wall, cpu = run([entente, *args, "--store", store], 5)
    print(f"  {what}: {wall * 1000:.0f} ms ({cpu * 1000:.0f} ms CPU), more than to start: {(wall - start[0]) * 1000:.0f} ms "
          f"({(cpu - start[1]) * 1000:.0f} ms CPU)")
os.unlink(store)
shutil.rmtree(store + "-rejected", ignore_errors=True)
END
done
