# entente read --format gdelt|icews|phoenix|plover: the layouts of the field, and back through entente load.
cat >news.jsonl <<'END'
{"id":"a","date":"2021-05-04","source":"The\tGazette","url":"https://example.org/a","text":"Norway and Iceland signed a defence agreement in Oslo on 3 May 2021. France condemned Belarus."}
{"id":"b","date":"2021-05-04","text":"NATO troops attacked Taliban rebels. The IAEA criticised Iran.\n\nGerman soldiers arrested Polish students. The foreign minister of Norway visited Kenya on Monday. The ministers of Kenya, Uganda and Rwanda met on Monday."}
{"id":"c","date":"2021-05-04","text":"Russian troops attacked Ukraine in March 2014. France did not condemn Belarus. Chile may attack Peru."}
{"id":"d","text":"Russian troops attacked Ukraine."}
END
touch -d 2019-01-01 news.jsonl
for f in gdelt icews phoenix plover; do
  expect 0 "$entente" read --format $f --columns $f.columns news.jsonl
  cp out events.$f
  grep -q "^# program	entente $("$entente" --version | grep -o '[0-9][0-9.]*' | head -1)" $f.columns || fail "no version in $f.columns"
  grep -q '^# data	[0-9a-f]\{32\}$' $f.columns || fail "no version of the data in $f.columns"
  grep -q '^# ontology	' $f.columns || fail "no ontology in $f.columns"
  expect 0 "$entente" load --store one.db events.$f
  has err "events.$f: "
done
python3 - <<'END' || fail "the layouts"
import csv, json
def rows(name):
    return [l.split("\t") for l in open(name, encoding="utf-8").read().splitlines()]
def names(f):
    lines = [l.split("\t") for l in open(f + ".columns", encoding="utf-8").read().splitlines() if not l.startswith("#")]
    assert lines[0] == ["column", "name", "meaning"] and [l[0] for l in lines[1:]] == [str(i) for i in range(1, len(lines))]
    return [l[1] for l in lines[1:]]
gdelt = [dict(zip(names("gdelt"), r)) for r in rows("events.gdelt") if len(r) == 61]
phoenix = [dict(zip(names("phoenix"), r)) for r in rows("events.phoenix") if len(r) == 26]
icews = rows("events.icews")
assert icews[0] == names("icews") and len(icews[0]) == 20
icews = [dict(zip(icews[0], r)) for r in icews[1:] if len(r) == 20]
assert len(gdelt) == len(rows("events.gdelt")) == len(icews) == len(phoenix) == len(rows("events.phoenix"))
assert len({r["GLOBALEVENTID"] for r in gdelt}) == len(gdelt) and all(int(r["GLOBALEVENTID"]) < 2 ** 53 for r in gdelt)
pairs = {(r["Actor1Code"], r["Actor2Code"], r["EventCode"]): r for r in gdelt}
assert pairs.keys() == {(r["SourceActorFull"], r["TargetActorFull"], r["EventCode"]) for r in phoenix}
for p in [("NOR", "ISL", "057"), ("ISL", "NOR", "057"), ("FRA", "BLR", "111"), ("IGONATMIL", "IMGREB", "190"), ("IGOUNOIAE", "IRN", "111"),
          ("NORGOV", "KEN", "042"), ("KEN", "NORGOV", "043"), ("KENGOV", "RWAGOV", "040"), ("RWAGOV", "UGAGOV", "040")]:
    assert p in pairs, (p, sorted(pairs))
assert ("BLR", "FRA", "111") not in pairs and not any("CHL" in p for p in pairs)
sign = pairs["NOR", "ISL", "057"]
assert (sign["Day"], sign["MonthYear"], sign["Year"], sign["FractionDate"]) == ("20210503", "202105", "2021", "2021.4192"), sign
assert (sign["EventBaseCode"], sign["EventRootCode"], sign["QuadClass"], sign["GoldsteinScale"]) == ("057", "05", "1", "8"), sign
assert sign["IsRootEvent"] == "1" and pairs["NORGOV", "KEN", "042"]["IsRootEvent"] == "0"
assert sign["SOURCEURL"] == "https://example.org/a" and pairs["NORGOV", "KEN", "042"]["SOURCEURL"] == "b"
nato = pairs["IGONATMIL", "IMGREB", "190"]
assert (nato["Actor1KnownGroupCode"], nato["Actor1Type1Code"], nato["Actor1Type2Code"], nato["Actor1CountryCode"]) == ("NAT", "IGO", "MIL", "")
# what is not known is empty: no 0 in columns that one document cannot fill
for r in gdelt:
    for k in ("NumMentions", "NumSources", "NumArticles", "AvgTone", "ActionGeo_Type", "ActionGeo_Lat", "Actor1Geo_Type", "DATEADDED"):
        assert r[k] == "", (k, r)
# the month alone is known, and nothing at all: no day is made up, least of all the file's
march = [r for r in gdelt if r["MonthYear"] == "201403"]
assert march and all(r["Day"] == r["FractionDate"] == "" and r["Year"] == "2014" for r in march), march
assert [r for r in gdelt if r["SOURCEURL"] == "d"][0]["Year"] == ""
assert any(r["Event Date"] == "" for r in icews) and not any(r["Event Date"].startswith("2019") for r in icews)
i = {(r["Source Name"], r["Target Name"]): r for r in icews}
assert i["Military (Germany)", "Education (Poland)"]["Source Sectors"] == "Military"
assert i["Norway", "Iceland"]["Event Text"] == "Sign formal agreement" and i["Norway", "Iceland"]["Intensity"] == "8"
assert i["Norway", "Iceland"]["Publisher"] == "The Gazette" and i["North Atlantic Treaty Organization", "Taliban"]["Source Country"] == ""
assert any(s.startswith("Military (Russian Federation)") for s, _ in i)
plover = [json.loads(l) for l in open("events.plover", encoding="utf-8")]
for r in plover:
    assert r["id"] and r["event"] and r["actor"] and 1 <= r["quad_code"] <= 4 and r["cite_info"]["version"]
war = [r for r in plover if r["date"] == "2014-03-01"]
assert war and war[0]["enddate"] == "2014-03-31" and war[0]["actor"][0]["sector"] == "MIL"
assert [r for r in plover if r["date"] is None], "an event without any date"
END
# every row comes back, apart from those without a day, which are listed with the reason
days=$(python3 -c "print(sum(1 for l in open('events.gdelt') if l.split('\t')[1]))") all=$(wc -l <events.gdelt)
expect 0 "$entente" load --store two.db events.gdelt events.icews events.phoenix
[ "$(grep -c ": $days rows, $((all - days)) rejected" err)" = 3 ] || fail "not all rows with a day were loaded: $(cat err)"
[ "$all" -gt "$days" ] && [ "$days" -gt 10 ] || fail "the test's own input"
# wrong usage, and a column file that cannot be written
expect 2 "$entente" read --columns x --format jsonl news.jsonl
expect 1 "$entente" read --columns none/x --format gdelt news.jsonl
has err 'none/x'
# no event: nothing, and of ICEWS the header alone
echo 'The weather was fine.' >fine.txt
expect 0 "$entente" read --format gdelt fine.txt
[ ! -s out ] || fail "a row without an event"
expect 0 "$entente" read --format icews fine.txt
[ "$(wc -l <out)" = 1 ] || fail "the header of ICEWS"
