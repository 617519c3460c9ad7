# Pathological inputs stay near linear, and damaged data are refused.
limit() { # seconds, then the command
  timeout "$1" "${@:2}" >out 2>err </dev/null && return
  local got=$?
  [ "$got" != 124 ] && [ "$got" -lt 128 ] || fail "exit code $got (124: too slow): ${*:2}"
}
small=$([ -z "${SANITIZED:-}" ] || echo 8) # under sanitizers an eighth of the size: they make everything some 20 times slower
python3 - "${small:-1}" <<'END'
import sys
n = 40000 // int(sys.argv[1])
open("line.txt", "w").write("France and Spain signed a treaty with Chile, " * n)
open("commas.txt", "w").write("Japan " + "," * (5 * n) + " China.")
open("lines.txt", "w").write("\n" * (12 * n) + "Norway left.")
open("brackets.txt", "w").write("(" * (3 * n) + "Peru" + ")" * (3 * n))
open("word.txt", "w").write("a" * (50 * n))
open("quotes.txt", "w").write("\u201c\u2019" * (3 * n) + " said Iran.")
open("names.txt", "w").write("United States of America and " * n + "Mali met.")
END
for f in line commas lines brackets word quotes names; do
  limit "${SLOW:-20}" "$entente" read --format jsonl --date 2020 $f.txt
done
# damaged data: a clear message, never a crash
data=$(dirname "$entente")/data
mkdir broken
cp "$data/entente.pack" "$data/en.model" broken/
head -c 100000 "$data/entente.pack" >broken/entente.pack
ENTENTE_DATA=broken expect 1 "$entente" read line.txt
has err entente.pack
cp "$data/entente.pack" broken/
head -c 100000 "$data/en.model" >broken/en.model
ENTENTE_DATA=broken expect 1 "$entente" read line.txt
has err en.model
rm broken/entente.pack
ENTENTE_DATA=broken expect 1 "$entente" read line.txt
ENTENTE_DATA=broken expect 1 "$entente" doctor
# from any working directory
cd /
"$entente" read --format jsonl "$folder/commas.txt" >/dev/null || fail "not from /"
