# The README shows what the program prints: every line of its account but "…" stands in the output, in order, and the
# commands that it names exist.
cd "$root"
COLUMNS=96 "$entente" read docs/examples/aegean-turn.txt >"$folder/account"
python3 - README.md "$folder/account" <<'END' || fail "the README's account is not what the program prints"
import sys
readme = open(sys.argv[1], encoding="utf-8").read()
block = next(b for b in readme.split("```") if "A turn in the Aegean" in b)
output = iter(open(sys.argv[2], encoding="utf-8").read().split("\n"))
for line in block.strip("\n").split("\n"):
    if line.strip() in ("…", ""):
        continue
    if not any(line == printed for printed in output):
        sys.exit(f"not printed: {line}")
END
for c in $(grep -oE '^(entente|build/entente) [a-z-]+' README.md | awk '{print $2}' | sort -u); do
  "$entente" help "$c" >/dev/null || fail "the README names a command that does not exist: $c"
done
