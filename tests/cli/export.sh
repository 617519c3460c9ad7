# entente export: what was loaded comes out again, and can be loaded again.
F=$root/tests/fixtures/dataset
expect 0 "$entente" load --store a.db "$F/atop.csv" "$F/votes.csv" "$F/gdelt2.tsv" "$F/nmc.csv"
expect 0 "$entente" export --store a.db pledges
[ "$(wc -l <out)" = 7 ] || fail "not six pledges"
head -n 1 out | tr -d '\r' | grep -qx 'year,a,b,defense,offense,neutral,nonagg,consul' || fail "no header"
has err '"program":"entente'
expect 0 "$entente" export --store a.db --format jsonl capabilities
python3 -c 'import json; r = [json.loads(l) for l in open("out")]; assert r[0]["milex"] is None and r[3]["cinc"] == 0.1' || fail "capabilities: $(cat out)"
expect 0 "$entente" export --store a.db --output events.csv events
python3 -c 'import json; assert "data" in json.load(open("events.csv.source.json"))' || fail "nothing accompanies the file"
expect 0 "$entente" load --store b.db --as events events.csv
expect 0 "$entente" export --store b.db events --actor NOR --other ISL
[ "$(wc -l <out)" = 3 ] || fail "events of Norway and Iceland: $(cat out)"
expect 0 "$entente" export --store a.db --format ftm events
python3 -c '
import json
e = [json.loads(l) for l in open("out")]
ids = {x["id"] for x in e}
links = [x for x in e if x["schema"] == "UnknownLink"]
assert links and all(l["properties"]["subject"][0] in ids and l["properties"]["object"][0] in ids for l in links)
assert all(isinstance(v, list) for x in e for v in x["properties"].values())' || fail "no FollowTheMoney: $(cat out)"
expect 2 "$entente" export --store a.db nothing
expect 2 "$entente" export --store a.db claims
