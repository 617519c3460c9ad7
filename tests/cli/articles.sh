# The example articles, scored against their keys: a floor that later work may only raise. Needs the developers' data.
[ -n "$shared" ] || skip "no shared/ beside the sources"
keys=$shared/data/articles
mkdir results
for key in "$keys"/*.key.json; do
  name=$(basename "$key" .key.json)
  date=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["published"])' "$key")
  "$entente" read --format jsonl --date "$date" "$keys/$name.txt" >results/"$name".jsonl || fail "$name"
done
python3 "$shared/tools/score_articles.py" --dir "$keys" results --json >scores
python3 - scores <<'END' || fail "below the floor"
import json, sys
rows = {r["id"]: r for r in json.load(open(sys.argv[1]))}
full = [r for k, r in rows.items() if k != "ALL" and not r["partial"]]
recall = sum(r["recall_num"] for r in full) / sum(r["required"] for r in full)
precision = sum(r["prec_num"] for r in full) / sum(r["prec_den"] for r in full)
f1 = 2 * precision * recall / (precision + recall)
founding = rows["south-korea-nato"]["recall"]
print(f"twelve full keys: P {precision:.3f} R {recall:.3f} F1 {f1:.3f}; founding article: recall {founding:.3f}; "
      f"forbidden {rows['ALL']['forbidden']}, unfaithful {rows['ALL']['unfaithful']}")
assert f1 >= 0.50 and founding >= 0.60, "F1 or recall"
assert rows["ALL"]["forbidden"] == 0 and rows["ALL"]["unfaithful"] == 0, "forbidden or unfaithful"
END
