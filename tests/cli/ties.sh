# entente ties, check --store: three documents make one history; the base merged in and marked; contradictions side by side.
expect 0 "$entente" ties FIN NATO --kind membership # no store yet: the base alone
has out '2023-04-04 .*began .*member .*base'
hasnt out disputed
expect 0 "$entente" ties FIN NATO --on 2020-06-01 --kind membership
[ ! -s out ] || fail "a member before it joined: $(cat out)"
expect 0 "$entente" ties FIN NATO --on 2023-06 --kind membership
has out 'stood'
cat >alpha.txt <<'END'
Kingdom of the north

Norway opened its mission to ASEAN in 2015. Finland joined NATO in April 2023. The NATO summit was held in Vilnius in July 2023.
END
cat >beta.txt <<'END'
Notes from Oslo

Burkina Faso suspended its participation in ECOWAS in February 2024. Finland joined NATO in March 2022. NATO has 31 members.
END
cat >gamma.txt <<'END'
What the papers say

In June 2015 Norway established its mission to ASEAN. The NATO summit was held in Washington in July 2023. NATO has 32 members.
END
cp alpha.txt copy.txt
echo 'Reporting by staff.' >>copy.txt
for name in alpha beta gamma; do
  expect 0 "$entente" add --date 2024-03-10 --source "$name news" $name.txt
done
expect 0 "$entente" add --date 2024-03-11 --source "copy news" copy.txt
expect 0 "$entente" ties Norway ASEAN --kind mission
has out '2015-06 .*began .*mission .*2 sources (3 documents)'
expect 0 "$entente" ties 'Burkina Faso' ECOWAS
has out '2024-02 .*suspended .*1 source'
expect 0 "$entente" ties FIN NATO --why
has out '2022-03 .*disputed 1'
has out '2023-04-04 .*1 source (2 documents), base .*disputed 1'
has out 'Finland joined NATO in March 2022'
has out 'and 1 copy'
expect 0 "$entente" ties FIN NATO --format jsonl
python3 - <<'END' || fail "jsonl is not what it should be"
import json
ties = [json.loads(line) for line in open("out")]
member = [t for t in ties if t["family"] == "membership"][0]
assert member["start"] == "2023-04-04" and member["start_disputed"], member["start"]
steps = [s for s in member["steps"] if s["dispute"]]
assert len(steps) == 2, steps
for s in member["steps"]:
    for c in s["claims"]:
        assert c["evidence"] and c["end"] > c["start"], c
END
expect 0 "$entente" ties FIN NATO --format csv
python3 - <<'END' || fail "csv is not what it should be"
import csv
rows = list(csv.DictReader(open("out", newline="")))
assert {r["origin"] for r in rows} == {"base", "claim"}, rows
assert all(r["evidence"] for r in rows if r["origin"] == "claim")
END
expect 0 "$entente" check --store
has out 'dates'
has out 'host LTU Vilnius 2023-07'
has out 'host USA Washington 2023-07'
has out '31 members'
has out 'base: began member 2023-04-04'
expect 0 "$entente" check --store share/entente/entente.db --format jsonl
python3 - <<'END' || fail "check --store gave no JSON"
import json
found = [json.loads(line) for line in open("out")]
assert {f["why"] for f in found} == {"dates", "host", "members"}, [f["why"] for f in found]
assert all(f["a"]["claims"] and f["b"]["claims"] for f in found)
END
expect 2 "$entente" ties
expect 2 "$entente" ties NOR --kind friendship
has err friendship
expect 2 "$entente" ties NOR --on yesterday
expect 1 "$entente" ties NOR --store nowhere.db
expect 1 "$entente" check --store nowhere.db
