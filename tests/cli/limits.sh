# Pathological inputs stay near linear, and damaged data are refused.
limit() { # seconds, then the command
  timeout "$1" "${@:2}" >out 2>err </dev/null && return
  local got=$?
  [ "$got" != 124 ] && [ "$got" -lt 128 ] || fail "exit code $got (124: too slow): ${*:2}"
}
python3 - <<'END'
open("line.txt", "w").write("France and Spain signed a treaty with Chile, " * 40000)
open("commas.txt", "w").write("Japan " + "," * 200000 + " China.")
open("lines.txt", "w").write("\n" * 500000 + "Norway left.")
open("brackets.txt", "w").write("(" * 100000 + "Peru" + ")" * 100000)
open("word.txt", "w").write("a" * 2000000)
open("quotes.txt", "w").write("\u201c\u2019" * 100000 + " said Iran.")
open("names.txt", "w").write("United States of America and " * 30000 + "Mali met.")
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
