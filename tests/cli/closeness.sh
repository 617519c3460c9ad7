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
expect 0 "$entente" closeness --store e.db AAA BBB --why
has out 'no clear change'
has out 'AID  AAA'
expect 2 "$entente" closeness --store e.db AAA
# the reference base alone: relations that were broken off, and restored
expect 0 "$entente" closeness --store e.db QAT SAU --ties --format csv
grep -q 'broke-relations-with,QAT,2017-06-05,2021-01-0' out || fail "no break: $(cat out)"
expect 0 "$entente" closeness --store e.db FIN NATO --ties --format jsonl
grep -q '"start":"2023-04-04"' out || fail "Finland is not in NATO"
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
