# The reference relations of the field, loaded from their raw files, and every oracle through the commands.
[ -n "$shared" ] && [ -e "$shared/data/relations/cow_states.csv" ] || skip "without the reference data"
R=$shared/data/relations
compare() { python3 "$root/tests/cli/compare_tables.py" "$@" || fail "$1 $2"; }
ask() { local out=$1; shift; expect 0 "$entente" "$@" --store r.db --codes cow --format csv; cp out "$out"; }
expect 0 "$entente" load --store r.db "$R/unga_votes_1946_2022.csv.gz" "$R/cow_nmc.csv.gz" "$R/gml_mid_dyadyear.csv.gz" \
  "$R/atop_directed_dyadyear.csv.gz" "$R/cow_trade_dyadyear_1946.csv.gz" "$R/cow_states.csv" "$R/cow_igo_dyadyear.csv.gz" \
  "$R/gw_states.csv" "$R/un_idealpoints_2025.csv.gz" "$R/tss_rivalries.csv"
has err 'atop_directed_dyadyear.csv.gz: 273296 rows, 0 rejected'
has err 'unga_votes_1946_2022.csv.gz: 855890 rows, 0 rejected'

# similarity
for year in 1900 1914; do
  ask all.csv similarity --on alliances --year $year --all
  compare "$R/oracle_similarity_alliance_years_dev.csv" all.csv year,ccode1,ccode2 --where year=$year --none-other
done
ask all.csv similarity --on alliances --year 1975 --all
compare "$R/oracle_similarity_alliance_year1975_dev.csv.gz" all.csv year,ccode1,ccode2 --none-other
tail -n +2 "$R/oracle_similarity_alliance_dyads_dev.csv" | cut -d, -f2,3 | sort -u | while IFS=, read -r a b; do
  ask pair.csv similarity --on alliances "$a" "$b"
  compare "$R/oracle_similarity_alliance_dyads_dev.csv" pair.csv year,ccode1,ccode2 --where "ccode1=$a" --where "ccode2=$b"
done
ask pair.csv similarity --on alliances USA KOR
compare "$R/oracle_similarity_alliance_dyads_dev.csv" pair.csv year,ccode1,ccode2 --where ccode1=2 --where ccode2=732 --none-other
for code in 255 260; do
  ask pair.csv similarity --on alliances FRA DEU
  [ $code = 255 ] && compare "$R/oracle_similarity_alliance_dyads_dev.csv" pair.csv year,ccode1,ccode2 --where ccode1=220 --where ccode2=255
  ask pair.csv similarity --on alliances USA Germany
  [ $code = 260 ] && compare "$R/oracle_similarity_alliance_dyads_dev.csv" pair.csv year,ccode1,ccode2 --where ccode1=2 --where ccode2=260
done
ask all.csv similarity --on votes --year 1985 --all
compare "$R/oracle_similarity_unga_1985_dev.csv.gz" all.csv year,ccode1,ccode2 --none-other
ask kor.csv similarity --on votes KOR
compare "$R/oracle_similarity_unga_kor_dev.csv" kor.csv year,ccode1,ccode2 --except published_agree,published_kappa --none-other
ask pair.csv similarity --on votes KOR USA
compare "$R/oracle_similarity_unga_kor_dev.csv" pair.csv year,ccode1,ccode2 --except published_agree,published_kappa \
  --where ccode2=2 --none-other

# posture
states=$(tail -n +2 "$R/oracle_portfolio_dev.csv" | cut -d, -f2 | sort -u | tr '\n' ' ')
# shellcheck disable=SC2086
ask posture.csv posture $states --from 1946 --to 2018
compare "$R/oracle_portfolio_dev.csv" posture.csv year,ccode --none-other
ask posture.csv posture KOR --from 1946 --to 2018
compare "$R/oracle_portfolio_dev.csv" posture.csv year,ccode --where ccode=732 --none-other
ask partners.csv posture KOR --on 2018 --partners
[ "$(wc -l <partners.csv)" = 34 ] || fail "South Korea 2018 has not 33 partners"

# networks
for year in 1914 1955 1990 2010 2018; do
  for net in defense any; do
    expect 0 "$entente" network --store r.db --on $year --kind alliance-$net --codes cow --format csv --summary
    cp out summary.csv
    compare "$R/oracle_network_global.csv" summary.csv year,net 1e-8 --where year=$year --where net=$net \
      --except modularity_best_louvain_300,communities_best_louvain,modularity_best_leiden_100,communities_best_leiden,modularity_fastgreedy
    ask nodes.csv network --on $year --kind alliance-$net
    compare "$R/oracle_network_nodes.csv" nodes.csv year,net,ccode 1e-8 --where year=$year --where net=$net --none-other
  done
done
for year in 1914 1955 1990 2010; do
  ask triads.csv network --on $year --triads
  compare "$R/oracle_network_triads.csv" triads.csv year --where year=$year
done
expect 1 "$entente" network --store r.db --on 2018 --triads
expect 0 "$entente" network --store r.db --on 2018 --format graphml
python3 -c 'import xml.etree.ElementTree as t; t.parse("out")' || fail "no GraphML"
expect 0 "$entente" network --store r.db --on 2018 --format gexf
python3 -c 'import xml.etree.ElementTree as t; t.parse("out")' || fail "no GEXF"

# again: nothing changes; ids and other numberings
cp r.db before.db
expect 0 "$entente" load --store r.db "$R/cow_nmc.csv.gz" "$R/cow_states.csv"
has err 'cow_nmc.csv.gz: 17121 rows, 0 rejected'
expect 0 "$entente" similarity --store r.db --on alliances --year 2018 KOR DEU --format csv
grep -q '^2018,KOR,DEU,195,' out || fail "no ids"
expect 0 "$entente" similarity --store r.db --on alliances --year 2018 KOR DEU --format csv --codes gw
grep -q '^2018,732,260,195,' out || fail "no numbers of Gleditsch and Ward"
expect 0 "$entente" similarity --store r.db --on alliances --year 2018 KOR DEU --format jsonl --codes iso
python3 -c 'import json; r = json.loads(open("out").read()); assert (r["ccode1"], r["ccode2"]) == ("KOR", "DEU")' || fail "no JSON"
