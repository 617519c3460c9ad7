# entente closeness over a table of one's own, and the reference base's ties; with the reference oracle where it is.
cat >events.csv <<'C'
date,source,target,event,mode,doc_id
2020-01-05,AAA,BBB,AID,,d1
2020-01-05,AAA,BBB,AID,,d2
2020-01-20,BBB,AAA,ACCUSE,allege,d3
2020-02-01,CCC,DDD,CONSULT,visit,d4
2020-04-01,AAA,BBB,NO_SUCH_TYPE,,d5
C
expect 0 "$entente" load --store e.db --as events events.csv
has err 'events.csv: 5 rows, 0 rejected'
expect 0 "$entente" closeness --store e.db AAA BBB --by month --format csv
tr -d '\r' <out >rows.csv
head -n 1 rows.csv | grep -q '^actor1,actor2,month,n_events,n_all,sum_score,mean_score,share_per_1000,net_ratio,E,se,lo95,hi95,evidence,mu_t,sigma2_t' || fail "columns"
[ "$(wc -l <rows.csv)" = 5 ] || fail "not every month from the first to the last"
# two reports of one event are one; 10 - 3.5 = 6.5 over two events
grep -q '^AAA,BBB,2020-01,2,2,6.5,3.25,1000,' rows.csv || fail "January: $(sed -n 2p rows.csv)"
grep -q '^AAA,BBB,2020-02,0,1,0,,0,,' rows.csv || fail "a month without an event of the two: $(sed -n 3p rows.csv)"
grep -q '^AAA,BBB,2020-03,0,0,0,,,,' rows.csv || fail "a month without any event: $(sed -n 4p rows.csv)"
grep -q '^AAA,BBB,2020-04,0,1,0,,0,,' rows.csv || fail "an event without score: $(sed -n 5p rows.csv)"
expect 0 "$entente" closeness --store e.db BBB AAA --by month --format csv
grep -q '^BBB,AAA,2020-01,2,' out || fail "the order is not as given"
expect 0 "$entente" closeness --store e.db AAA BBB
has out 'no clear change'
has out 'AID  AAA > BBB'
has out '2 reports'
expect 0 "$entente" closeness --store e.db AAA BBB --why --format csv
grep -q '^AAA,BBB,event,2020-01-05,10,2,AID  AAA > BBB,d1,' out || fail "why: $(cat out)"
expect 2 "$entente" closeness --store e.db AAA
expect 2 "$entente" closeness --store e.db AAA BBB --why --ties
# the reference base alone: relations that were broken off, and restored
expect 0 "$entente" closeness --store e.db QAT SAU --ties --format csv
grep -q 'broke-relations-with,QAT,2017-06-05,2021-01-0' out || fail "no break: $(cat out)"
expect 0 "$entente" closeness --store e.db FIN NATO --ties --format jsonl
grep -q '"start":"2023-04-04"' out || fail "Finland is not in NATO"
# without a store, the reference base alone; a store that is named must be there
expect 0 "$entente" closeness QAT SAU --from 2013 --to 2021
has err 'no store'
has out 'begins QAT\|begins SAU'
expect 1 "$entente" closeness --store none.db QAT SAU
# turning points of ties, each with what happened then; the day on which relations were broken off
expect 0 "$entente" closeness QAT SAU --from 2013 --to 2021 --points --format csv
grep -q '^QAT,SAU,ties,2017-06-05,2017-06-05,2017-06-05,' out || fail "no turn: $(cat out)"
grep '2017-06-05' out | grep -q 'broke-relations-with' || fail "a turn without facts: $(cat out)"
# an organisation has its members of the time beside it, a group has no voice of its own
expect 0 "$entente" closeness FIN NATO --from 2020 --to 2024 --format csv
python3 - out <<'END_PYTHON' || fail "members: $(cat out)"
import csv, sys
rows = {r["year"]: r for r in csv.DictReader(open(sys.argv[1]))}
assert int(rows["2020"]["members"]) == 30, rows["2020"]["members"]  # North Macedonia was the 30th
assert int(rows["2024"]["members"]) == 31, rows["2024"]["members"]  # of 32, without Finland itself
assert float(rows["2024"]["ties"]) > float(rows["2020"]["ties"])
for r in rows.values():
    assert float(r["ties_least"]) <= float(r["ties_mean"]) <= float(r["ties_most"])
END_PYTHON
expect 0 "$entente" closeness KOR NATO,EU --from 2020 --to 2023 --format csv
grep -q '^KOR,"NATO,EU",2023,' out || fail "no group: $(cat out)"
expect 2 "$entente" closeness KOR NATO,,EU
# the founding thesis, from the reference base alone: from one ally to a diversified posture, with the facts behind it
expect 0 "$entente" posture KOR --ties --from 1975 --to 2024 --format csv
python3 - out <<'END_PYTHON' || fail "posture: $(grep ,all, out)"
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1])) if r["kind"] == "all"]
first, last = rows[0], rows[-1]
assert first["top"] == last["top"] == "USA"
assert float(first["enp"]) < 2 and float(last["enp"]) > 5, (first["enp"], last["enp"])
assert float(first["top_share"]) > 0.7 and float(last["top_share"]) < 0.4
END_PYTHON
expect 0 "$entente" posture KOR --why --on 2023 --format csv
grep -q '^2023,KOR,CCDCOE,membership,cyber,' out || fail "no fact: $(grep CCDCOE out)"
grep -q '^2023,KOR,USA,alliance,defence,3,in-force,USA_KOR_MDT,1954-11-17,' out || fail "no alliance"
! grep -q '^2023,KOR,SUN,' out || fail "a state that is gone"
expect 0 "$entente" posture KOR --areas --on 2023 --format jsonl
has out '"area":"cyber"'
has out '"area":"economy"'
# what documents say is a corpus of its own, with sentences
cat >news.txt <<'T'
Qatar condemned Saudi Arabia on 3 March 2014.
T
expect 0 "$entente" add --store n.db --date 2014-03-04 news.txt
expect 0 "$entente" closeness --store n.db QAT SAU --corpus read --why --format jsonl
grep -q '"evidence":"Qatar condemned Saudi Arabia' out || fail "no sentence: $(cat out)"
expect 0 "$entente" closeness --store n.db QAT SAU --corpus read --by month --from 2014-03 --to 2014-03 --format csv
grep -q '^QAT,SAU,2014-03,1,' out || fail "no event of the document: $(cat out)"
[ -n "$shared" ] && [ -e "$shared/data/relations/oracle_closeness_events.csv" ] || skip "the oracle: without the reference data"
R=$shared/data/relations
expect 0 "$entente" load --store o.db --as events "$R/oracle_closeness_events.csv"
tail -n +2 "$R/oracle_closeness_turning.csv" | cut -d, -f1,2 | while IFS=, read -r a b; do
  expect 0 "$entente" closeness --store o.db "$a" "$b" --by month --format csv
  python3 "$root/tests/cli/compare_tables.py" "$R/oracle_closeness_monthly.csv" out actor1,actor2,month 1e-8 \
    --where "actor1=$a" --where "actor2=$b" --none-other || fail "months of $a $b"
  expect 0 "$entente" closeness --store o.db "$a" "$b" --turning --format csv
  python3 "$root/tests/cli/compare_tables.py" "$R/oracle_closeness_turning.csv" out actor1,actor2 1e-8 \
    --where "actor1=$a" --where "actor2=$b" --none-other || fail "turning points of $a $b"
done
