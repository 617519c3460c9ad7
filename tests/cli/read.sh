# entente read: the main job, from files, folders and standard input.
cat >first.txt <<'END'
Two capitals make up

Norway and Iceland signed a defence agreement in Oslo on 3 May 2021. France condemned Belarus.
END
cat >second.txt <<'END'
A quarrel

Japan has been an ally of the United States since 1951. Chile did not recognise the vote.
END
expect 0 "$entente" read --date 2021-05-04 first.txt
has out 'Two capitals make up'
has out '2021-05-04'
has out 'Norway'
has out 'bytes'
hasnt out $'\033'
expect 0 "$entente" read --format jsonl --date 2021-05-04 first.txt
cp out whole.jsonl
python3 - first.txt whole.jsonl <<'END' || fail "the interchange format"
import json, sys
text = open(sys.argv[1], "rb").read()
claims = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
assert claims, "no claim"
for c in claims:
    assert c["kind"] in ("event", "tie", "status", "threat", "intent", "cause", "assessment", "contradiction"), c
    assert isinstance(c["source"], list) and isinstance(c["target"], list)
    assert c["modality"] in ("actual", "past", "ongoing", "intended", "hypothetical", "denied"), c
    assert ("root" if c["kind"] == "event" else "type") in c
    assert text[c["start"]:c["end"]].decode() == c["evidence"], "evidence is not the bytes that it names"
assert any({"NOR", "ISL"} == set(c["source"] + c["target"]) and c["date_start"] == "2021-05-03" for c in claims), claims
END
# the same from standard input, with options behind the operand
got=0
"$entente" read - --format jsonl --date 2021-05-04 <first.txt >out || got=$?
[ "$got" = 0 ] && [ "$(wc -l <out)" = "$(wc -l <whole.jsonl)" ] || fail "standard input gave something else"
# a folder: all files in order of name, hidden ones too; links out of it and FIFOs are named and skipped
mkdir -p folder/.hidden
cp first.txt folder/b.txt
cp second.txt folder/.hidden/a.txt
ln -s /etc/passwd folder/link.txt
mkfifo folder/pipe
expect 0 "$entente" read --format jsonl --date 2021-05-04 folder
has err 'link.txt'
has err 'pipe'
grep -q '"doc":"a"' out && grep -q '"doc":"b"' out || fail "a file of the folder was not read"
# what cannot be read is named, the rest is read
expect 1 "$entente" read --format jsonl --date 2021-05-04 first.txt none.txt
has err 'none.txt'
cmp -s out whole.jsonl || fail "a missing file spoiled another's claims"
: >empty.txt
head -c 4096 /dev/urandom >rubbish.bin
expect 1 "$entente" read --format jsonl --date 2021-05-04 rubbish.bin first.txt
has err 'rubbish.bin'
cmp -s out whole.jsonl || fail "rubbish spoiled another's claims"
# PLOVER and CoNLL-U
expect 0 "$entente" read --format plover --date 2021-05-04 first.txt
python3 - out <<'END' || fail "PLOVER records"
import json, sys
records = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert records
for r in records:
    assert r["id"] and len(r["date"]) == 10 and r["actor"] and r["event"] and 1 <= r["quad_code"] <= 4
END
expect 0 "$entente" read --format conllu --date 2021-05-04 first.txt
grep -Pq '^1\tNorway\tNorway\tPROPN\t' out || fail "CoNLL-U: $(head -3 out)"
