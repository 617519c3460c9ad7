# kill -9 at random moments during `entente add`, then finishing it: no document lost or doubled, the store sound.
documents=${KILL_DOCUMENTS:-250} kills=${KILL_TIMES:-12}
"$GENERATE_NEWS" "$root/tests/bench/news.grammar" "$root/data" 3 "$documents" >news.jsonl
"$entente" add --store whole.db news.jsonl 2>/dev/null || fail "the undisturbed run failed"
begun=$(date +%s%N)
"$entente" add --store timing.db news.jsonl 2>/dev/null
run_ms=$((($(date +%s%N) - begun) / 1000000 + 1))
RANDOM=42
for ((i = 0; i < kills; i++)); do
  [ $((i % 8)) != 0 ] || rm -f killed.db killed.db-wal killed.db-shm
  "$entente" add --store killed.db news.jsonl >/dev/null 2>&1 &
  pid=$!
  sleep "$(printf '%d.%03d' $((RANDOM % run_ms / 1000)) $((RANDOM % run_ms % 1000)))"
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
done
expect 0 "$entente" add --store killed.db news.jsonl
expect 0 "$entente" doctor --store killed.db
has out sound
python3 - whole.db killed.db <<'END' || fail "the killed store differs from the whole one"
import sqlite3, sys
def rows(path, table):
    return sorted(map(repr, sqlite3.connect(path).execute(f"SELECT * FROM {table}")))
for table in ("document", "document_name", "claim", "claim_actor", "signature", "band", "event", "tie"):
    a, b = rows(sys.argv[1], table), rows(sys.argv[2], table)
    assert a == b, f"{table}: {len(a)} and {len(b)} rows"
END
