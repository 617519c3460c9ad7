#!/usr/bin/env bash
# Words per CPU second of `entente read`, and its memory, on made-up news: read_speed.sh ENTENTE GENERATE_NEWS ROOT [SIZE…]
# Prints one line a size and number of threads. Sizes as generate_news takes them; default 10M.
set -eu
entente=$1 generate=$2 root=$3
shift 3
[ $# -gt 0 ] || set -- 10M
folder=$(mktemp -d "${TMPDIR:-/tmp}/entente-bench.XXXXXX")
trap 'rm -rf "$folder"' EXIT
for size; do
  "$generate" "$root/tests/bench/news.grammar" "$root/data" 1 "$size" >"$folder/news.jsonl"
  words=$(wc -w <"$folder/news.jsonl")
  for jobs in 1 2; do
    python3 - "$entente" "$folder/news.jsonl" "$jobs" "$words" "$size" <<'END'
import os, resource, subprocess, sys, time
entente, news, jobs, words, size = sys.argv[1:]
begun = time.monotonic()
with open(os.devnull, "wb") as null:
    subprocess.run([entente, "read", "--format", "jsonl", "--jobs", jobs, news], stdout=null, check=True)
wall = time.monotonic() - begun
use = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = use.ru_utime + use.ru_stime
print(f"{size}: {jobs} threads: {int(words) / cpu:,.0f} words per CPU second, {wall:.2f} s wall, {cpu:.2f} s CPU, "
      f"{use.ru_maxrss / 1024:.0f} MiB")
END
  done
done
