# --petrarch-verbs: dictionaries in the forms of PETRARCH, PETRARCH2 and TABARI on top of the rules; and PETRARCH's own
# validation records, where the developers' data are. Expected codes: SOURCE/TARGET/CODE, as PETRARCH writes them.
cat >score.py <<'END'
"""score.py RECORDS PREDICTIONS: id, expected, sentence behind tabs; one object a line. Prints what differs."""
import json, sys
def coded(doc):
    return sorted({"/".join((s["id"] + s["sector"], t["id"] + t["sector"], e["cameo"])) for e in doc["events"]
                   if e["rule"].startswith("petrarch/") for s in e["source"] for t in e["target"]})
docs = {d["id"]: d for d in map(json.loads, open(sys.argv[2], encoding="utf-8"))}
bad = 0
for line in open(sys.argv[1], encoding="utf-8"):
    name, want, text = line.rstrip("\n").split("\t")
    got = coded(docs[name])
    if got != sorted(want.split()):
        bad += 1
        print(f"{name}: {got}, expected {want.split()}: {text}")
sys.exit(bad > 0)
END
jsonl() { python3 -c 'import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    name, want, text = line.rstrip("\n").split("\t")
    print(json.dumps({"id": name, "text": text, "date": "2020-03-01"}))' "$1"; }
# try DICTIONARY RECORDS: reads the sentences with the dictionary, compares
try() {
  jsonl "$2" >"$2.jsonl"
  expect 0 "$entente" read --jobs 1 --format events --all --petrarch-verbs "$1" "$2.jsonl"
  cp out "$2.out"
  cp err "$2.err"
  python3 score.py "$2" "$2.out" || fail "$1 gave other codes"
}

# PETRARCH and PETRARCH2: blocks, synonym sets, forms, multi-word verbs, roles, pairs, nulls, phrases in brackets
cat >verbs.txt <<'END'
<!-- a dictionary of our own,
     for this test -->
&MONEY
+DOLLAR
+SWISS_FRANCS
&VALUABLES_
+&MONEY
+GOLD_
--- GIVE [070] ---   # the block's code
GIVE {GIVES GAVE GIVEN GIVING}
DONATE [071]
+HAND_OVER {+HANDED_OVER +HANDS_OVER} [072]
- * &VALUABLES [0711]
- REFUSED TO * [120]
- * BACK_HOSTAGES [084]
- * {OLD RUSTY TANKS} (TO +) [0721]
- * ADVICE [---]
--- MEET [040:040] ---
MEET {MET}
- % * [044]
- $ * SECRETLY ^ + [045]
--- VISIT [042:043] ---
VISIT
--- RECEIVE [---] ---
RECEIVE
- * ENVOY [:042]
--- CRITICIZE [111] ---
CRITICIZE
SLAM {SLAMMED}
- + WAS * BY_$ [112]
--- ATTACK [190] ---
ATTACK
- WILL NOT * [0356]
END
printf '%s\t%s\t%s\n' >records \
  block 'NOR/PER/070' 'Norway gave Peru two schools.' \
  form 'NOR/PER/071' 'Norway donated clothes to Peru.' \
  multi 'NOR/PER/072' 'Norway handed over the prisoners to Peru.' \
  set 'NOR/PER/0711' 'Norway gave millions of dollars to Peru.' \
  phrase 'NOR/PER/0711' 'Norway gave a million Swiss francs to Peru.' \
  nested 'NOR/PER/0711' 'Norway gave gold to Peru.' \
  joined 'NOR/PER/084' 'Norway gave back hostages to Peru.' \
  apart 'NOR/PER/070' 'Norway gave back three hostages to Peru.' \
  bracket 'NOR/PER/0721' 'Norway gave old and rusty tanks to Peru.' \
  before 'NOR/PER/120' 'Norway refused to give anything to Peru.' \
  null '' 'Norway gave advice to Peru.' \
  pair 'NOR/PER/042 PER/NOR/043' 'Norway visited Peru.' \
  group 'NOR/PER/044 PER/NOR/044' 'Norway and Peru met.' \
  skip 'NOR/CHL/045' 'Norway met secretly in Peru with Chile.' \
  reverse 'PERGOV/NOR/042' 'Norway received an envoy of Peru.' \
  passive 'PER/NOR/112' 'Norway was criticized by Peru.' \
  voice 'PER/NOR/111' 'Norway is slammed by Peru.' \
  mood 'NOR/PER/0356' 'Norway will not attack Peru.' \
  list 'NOR/CHL/190 NOR/PER/190' 'Norway attacked Peru and Chile.' \
  none '' 'Norway sent a letter to Peru.'
try verbs.txt records
[ ! -s records.err ] || fail "a warning for a sound dictionary: $(cat records.err)"
# on top of the rules: these speak where the dictionary does not, and are silent where it does
python3 - records.out <<'END' || fail "the rules beside the dictionary"
import json, sys
docs = {d["id"]: d["events"] for d in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
assert docs["null"] == [], "a verb with [---] was coded by the rules"
assert all(e["rule"].startswith("petrarch/") for e in docs["pair"]), docs["pair"]
assert docs["pair"][0]["root"] == "CONSULT" and docs["pair"][0]["rule"].startswith("petrarch/VISIT:"), docs["pair"][0]
assert docs["apart"][0]["root"] == "AID" and docs["joined"][0]["root"] == "RETREAT"
END
printf '{"id":"r","text":"France condemned Belarus. Norway did not attack Peru. Norway may attack Chile."}\n' >rules.jsonl
expect 0 "$entente" read --format events --petrarch-verbs verbs.txt rules.jsonl
grep -q '"rule":"event/' out || fail "the rules are silent beside a dictionary"
! grep -q 'petrarch/' out || fail "what is denied or only possible was listed: $(cat out)"
expect 0 "$entente" read --format events --all --petrarch-verbs verbs.txt rules.jsonl
grep -q '"modality":"denied".*petrarch/ATTACK' out || fail "no modality: $(cat out)"
# the field's formats have the dictionary's codes, statements too; PLOVER has no such type
printf -- '--- SAY [010] ---\nSAY {SAID}\n' >say.txt
echo 'Norway said this to Peru.' >said.txt
expect 0 "$entente" read --date 2020-03-01 --format phoenix --petrarch-verbs say.txt said.txt
grep -q $'NOR\tNOR\t\t\tPER\tPER\t\t\t010\t01\t0\t' out || fail "no statement: $(cat out)"
expect 0 "$entente" read --date 2020-03-01 --format plover --petrarch-verbs say.txt said.txt
! grep -q 'STATEMENT' out || fail "a statement among PLOVER's events"

# version 1 (### blocks, ** for the verb) and TABARI (no blocks, stems, remarks behind semicolons, alternatives)
printf -- '### GIVE ###\nGIVE {GAVE} [070] ; a remark\nDONATE\n- ** ADVICE TO + [021]\n' >one.txt
printf '%s\t%s\t%s\n' >records1 a 'NOR/PER/070' 'Norway donated clothes to Peru.' b 'NOR/PER/021' 'Norway gave good advice to Peru.'
try one.txt records1
printf 'ACCUS  [112] ;jw\n- * + OF_ VIOLAT  [1122] ;mdc\n- + { WAS | WERE } * BY_ $ [113]\nCRITICI [111!]\nSHOW_ [010]\n' >tabari.txt
printf '%s\t%s\t%s\n' >records2 a 'NOR/PER/112' 'Norway accuses Peru.' b 'NOR/PER/1122' 'Norway accused Peru of violating the treaty.' \
  c 'PER/NOR/113' 'Norway was accused by Peru.' d 'NOR/PER/111' 'Norway criticised Peru.' e '' 'Norway showed Peru the door.'
try tabari.txt records2

# what cannot be used is named with file, line and reason, and the rest is used
printf -- '--- GIVE [070] ---\nGIVE {GAVE\nGIVE\n- * &NONE [1]\n- NO VERB [2]\n- * AID\n- * {AID [3]\n- * AID [0 7]\n~ a (a b ATTACK) SAY = a b 015\n&\n' >bad.txt
printf '%s\t%s\t%s\n' >records3 a 'NOR/PER/070' 'Norway gives money to Peru.'
try bad.txt records3
for n in 2 4 5 6 7 8 9 10; do
  grep -q "bad.txt:$n: " records3.err || fail "no reason for line $n: $(cat records3.err)"
done
[ "$(wc -l <records3.err)" = 8 ] || fail "other reasons: $(cat records3.err)"
expect 1 "$entente" read --petrarch-verbs none.txt rules.jsonl
has err 'none.txt'
: >empty.txt
expect 1 "$entente" read --petrarch-verbs empty.txt rules.jsonl
has err 'no verb'
head -c 100000 /dev/urandom >rubbish.txt
"$entente" read --petrarch-verbs rubbish.txt rules.jsonl >out 2>err || [ $? = 1 ] || fail "rubbish"
# one line of a megabyte, ten thousand alternatives, a deep chain of synonym sets: no crash, and soon
python3 - >huge.txt <<'END'
print("--- GIVE [070] ---\nGIVE {" + " ".join(f"F{i}" for i in range(2000)) + "}")
print("- * {" + " | ".join(f"W{i}" for i in range(2000)) + "} [071]\n- " + "A_" * 600000 + " * [072]")
for i in range(2000):
    print(f"&S{i}\n+&S{i - 1}\n+&S{i - 1}\n+WORD{i}" if i else "&S0\n+WORD")
print("--- TAKE [080] ---\nTAKE\n- * &S1999 [081]")
END
printf '%s\t%s\t%s\n' >records4 a 'NOR/PER/070' 'Norway gives money to Peru.' b 'NOR/PER/080' 'Norway takes money from Peru.'
timeout 60 "$entente" read --petrarch-verbs huge.txt rules.jsonl >out 2>err || fail "a hostile dictionary"
try huge.txt records4

[ -n "$shared" ] || skip "PETRARCH's validation records: the developers' data are not here"
# PETRARCH's records. docs/petrarch.md lists those that differ, and why; the floors may only rise.
p=$shared/data/samples/petrarch
expect 0 "$entente" read --jobs 1 --format events --all --petrarch-actors "$p/PETR.Validate.actors.txt" \
  --petrarch-agents "$p/PETR.Validate.agents.txt" --petrarch-verbs "$p/PETR.Validate.verbs.txt" "$p/PETR.UnitTest.records.xml"
cat >validate.py <<'END'
import json, re, sys
records = open(sys.argv[1], encoding="utf-8", errors="replace").read()
docs = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
listed = set(re.findall(r"^- `([^`]+)`", open(sys.argv[3], encoding="utf-8").read(), re.M))
found = re.findall(r"<Sentence ([^>]*)>(.*?)</Sentence>", records, re.S)
assert len(found) == len(docs) > 280, (len(found), len(docs))
exact = near = codes = 0
missing = set()
for (head, body), doc in zip(found, docs):
    want = set()
    for e in re.findall(r"<EventCoding ([^>]*)>", body):
        e = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', e))
        if "eventcode" in e:
            want.add((e.get("sourcecode", ""), e.get("targetcode", ""), e["eventcode"]))
    got = {(s["id"] + s["sector"], t["id"] + t["sector"], e["cameo"]) for e in doc["events"]
           if e["rule"].startswith("petrarch/") for s in e["source"] for t in e["target"]}
    short = lambda events: {(s[:3], t[:3], c) for s, t, c in events}
    exact += got == want
    near += short(got) == short(want)
    codes += {c for _, _, c in got} == {c for _, _, c in want}
    if short(got) != short(want):
        missing.add(re.search(r'id\s*=\s*"([^"]*)"', head)[1])
print(f"{len(docs)} records: {exact} to the letter, {near} by the first three letters of the actors, {codes} by the codes")
unlisted = sorted(missing - listed)
if unlisted:
    print("not in docs/petrarch.md:", *unlisted)
sys.exit(exact < 185 or near < 212 or codes < 232 or len(unlisted) > 6)
END
python3 validate.py "$p/PETR.UnitTest.records.xml" out "$root/docs/petrarch.md" || fail "PETRARCH's validation records"
# the same records without their dictionary of verbs: do the actors' dictionaries name those who act?
u=$shared/data/events
expect 0 "$entente" read --jobs 1 --format events --all --petrarch-actors "$u/unit_actors.txt" --petrarch-agents "$u/unit_agents.txt" "$u/events_unit.jsonl"
python3 - "$u/events_unit.jsonl" out <<'END' || fail "actors of the unit records"
import json, sys
gold = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
docs = {d["id"]: d for d in map(json.loads, open(sys.argv[2], encoding="utf-8"))}
named = right = 0
for g in gold:
    for e in docs[g["id"]]["events"]:
        for a in e["source"] + e["target"]:
            named += 1
            right += any(a["id"][:3] in (w["source_code"][:3], w["target_code"][:3]) for w in g["events"])
print(f"{named} actors of our events, {right} of them in the expected ones")
sys.exit(named < 300 or right < 0.75 * named)
END
