# entente check: verdicts on a text and on lines of JSON; what a line needs, and what is ignored.
cat >claims.jsonl <<'END'
{"id": "a1", "claim": "Finland joined NATO in April 2023.", "verdict": "contradicted", "correcting_fact": "not to be read"}
{"id": 7, "claim": "Montenegro joined NATO in 2009.", "date": "2020-01-01"}

{"id": {"part": [1, 2]}, "claim": "A clerk mislaid the annex.", "date": null}
{"claim": "Sweden became NATO's thirty-second member in 2024."}
END
expect 0 "$entente" check --format jsonl claims.jsonl
python3 - <<'END' || fail "the answers are not what they should be: $(cat out)"
import json
lines = [json.loads(line) for line in open("out")]
for line in lines:
    assert list(line) == ["id", "claim", "verdict", "correction", "source", "evidence"], line
assert [line["id"] for line in lines] == ["a1", 7, {"part": [1, 2]}, None]
assert [line["verdict"] for line in lines] == ["consistent", "contradicted", "unknown", "consistent"]
assert lines[1]["correction"] and lines[1]["source"] and lines[1]["evidence"] == lines[1]["claim"]
assert lines[0]["source"] and not lines[0]["correction"] and not lines[2]["source"]
END
# a bad line is named, the rest is judged
cat >bad.jsonl <<'END'
{"id": 1, "claim": "Finland joined NATO in April 2023."}
{"id": 2, "claim": 5}
{"id": 3, "claim": "Spain joined NATO in 1982.", "date": "yesterday"}
{"id": 4, "claim":
{"id": 5, "claim": "Spain joined NATO in 1982."}
END
expect 1 "$entente" check --format jsonl bad.jsonl
[ "$(wc -l <out)" = 2 ] || fail "2 of 5 lines are good: $(cat out)"
has err 'bad.jsonl:2'
has err 'bad.jsonl:3'
has err 'bad.jsonl:4'
# a text: what is wrong, how far off, and the sentence
cat >article.txt <<'END'
Two summits

South Korea attended the NATO summit in Washington in July 2023. If Norway joined the European Union, oil would follow.
END
expect 0 "$entente" check article.txt
has out 'contradicted'
has out '9 to 11 July 2024'
has out 'Vilnius'
hasnt out 'Norway'
expect 2 "$entente" check one two
expect 2 "$entente" check --format xml article.txt
expect 2 "$entente" check --date soon article.txt
expect 1 "$entente" check nowhere.txt
[ -n "$shared" ] || exit 0
expect 0 "$entente" check --format jsonl "$shared/data/claims_dev.jsonl"
python3 - "$shared/data/claims_dev.jsonl" <<'END' || fail "the developers' claims are not judged as they should be"
import json, sys
key = {c["id"]: c["verdict"] for c in map(json.loads, open(sys.argv[1]))}
got = {c["id"]: c["verdict"] for c in map(json.loads, open("out"))}
right = sum(got[i] == key[i] for i in key)
slandered = [i for i in key if key[i] == "consistent" and got[i] == "contradicted"]
print(right, "of", len(key), "right")
assert right >= 0.85 * len(key) and not slandered, (right, slandered)
END
