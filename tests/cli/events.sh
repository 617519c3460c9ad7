# entente read --format events: one object a document, with the keys that docs/formats.md names.
cat >news.jsonl <<'END'
{"id":"both","date":"2021-05-04","text":"Norway and Iceland signed a defence agreement in Oslo on 3 May 2021. France condemned Belarus."}
{"id":17,"date":"2021-05-04","text":"The weather was fine."}
{"id":"not","date":"2021-05-04","text":"France did not condemn Belarus. Chile may attack Peru. Chile denied that it had attacked Peru."}
{"id":"mood","date":"2021-05-04","text":"Chile refused to help Peru. Chile threatened to attack Peru. Chile promised to help Peru."}
{"id":"past","date":"2021-05-04","text":"Poland marked the anniversary of the German invasion of France. Ghana accused Togo of fouls in the cup final match. Peru condemned Chile."}
{"id":"org","title":"A meeting","date":"2021-05-04","text":"NATO troops attacked Taliban rebels in Afghanistan. German soldiers arrested Polish students."}
END
expect 0 "$entente" read --format events --jobs 1 news.jsonl
cp out events.jsonl
expect 0 "$entente" read --format events --jobs 1 --all news.jsonl
cp out all.jsonl
expect 0 "$entente" read --format events --jobs 4 news.jsonl
cmp -s out events.jsonl || fail "another output on four threads"
python3 - news.jsonl events.jsonl all.jsonl <<'END' || fail "the schema of events"
import json, re, sys
news = [json.loads(l) for l in open(sys.argv[1], encoding="utf-8")]
events = [json.loads(l) for l in open(sys.argv[2], encoding="utf-8")]
all_events = [json.loads(l) for l in open(sys.argv[3], encoding="utf-8")]
raw = open(sys.argv[1], "rb").read()
assert [str(n["id"]) for n in news] == [e["id"] for e in events] == [e["id"] for e in all_events]
TYPES = set("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
            "COERCE ASSAULT".split())
KEYS = ["source", "target", "root", "mode", "context", "cameo", "date", "date_end", "date_basis", "modality", "evidence",
        "rule", "confidence"]
for n, e in list(zip(news, events)) + list(zip(news, all_events)):
    assert e["date"] == n["date"]
    text = ((n["title"] + "\n\n" if "title" in n else "") + n["text"]).encode()
    for v in e["events"]:
        assert [k for k in v if k != "attributed"] == KEYS, list(v)
        assert v["root"] in TYPES and isinstance(v["context"], list) and 0 < v["confidence"] <= 1, v
        assert re.fullmatch(r"|\d{4}(-\d\d(-\d\d)?)?", v["date"]) and re.fullmatch(r"|\d{3,4}", v["cameo"]), v
        assert bool(v["date"] or v["date_end"]) == bool(v["date_basis"]), v
        assert v["source"], v
        for a in v["source"] + v["target"]:
            assert list(a) == ["id", "country", "sector", "org", "text"], a
            assert re.fullmatch(r"|[A-Z]{3}", a["country"]) and not (a["country"] and a["org"]), a
            assert a["org"] in ("", "IGO", "NGO", "IMG", "ISM", "MNC", "NGM", "UIS"), a
            assert a["text"] in v["evidence"]["text"], a
        s = v["evidence"]
        assert text[s["start"]:s["end"]].decode() == s["text"], s
        assert raw[s["bytes"][0]:s["bytes"][1]].decode() == s["text"], s
def of(docs, i):
    return [(v["root"], [a["id"] for a in v["source"]], [a["id"] for a in v["target"]]) for v in docs[i]["events"]]
assert ("SUPPORT", ["NOR"], ["ISL"]) in of(events, 0) and ("ACCUSE", ["FRA"], ["BLR"]) in of(events, 0)
assert events[0]["events"][0]["date"] == "2021-05-03" and events[0]["events"][1]["date"] == "", "dates of events"
assert events[1]["events"] == [] == all_events[1]["events"]
assert events[2]["events"] == [], "what did not happen is no event"
assert {v["modality"] for v in all_events[2]["events"]} == {"denied", "hypothetical"}, all_events[2]
assert [t for t, _, _ in of(events, 3)] == ["REJECT", "THREATEN", "AGREE"], of(events, 3)
assert of(events, 4) == [("ACCUSE", ["PER"], ["CHL"])], of(events, 4)
assert [(v["modality"], v["root"]) for v in all_events[4]["events"]] == [("historical", "ASSAULT"), ("sport", "ACCUSE"), ("past", "ACCUSE")], all_events[4]
nato, germany = events[5]["events"]
assert nato["source"][0] == {"id": "NATO", "country": "", "sector": "MIL", "org": "IGO", "text": "NATO troops"}
assert nato["target"][0]["org"] == "IMG" and nato["target"][0]["country"] == ""
assert [(a["country"], a["sector"]) for a in germany["source"] + germany["target"]] == [("DEU", "MIL"), ("POL", "EDU")]
END
expect 2 "$entente" read --all news.jsonl
has err 'format events'
# the developers' scorer takes it as it is
[ -z "$shared" ] || python3 "$shared/tools/score_events.py" "$shared/data/events/events_petr2_dev.jsonl" <(
  "$entente" read --format events "$shared/data/events/events_petr2_dev.jsonl") | grep -q '^root+dyad ' || fail "no score"
