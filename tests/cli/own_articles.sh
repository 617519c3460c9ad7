# Our own example articles (tests/cases/articles): each is read without an error and every evidence stands verbatim in its
# text. Where the developers' scorer is at hand: no forbidden output among the seen ones, and floors of F1 that may only rise.
articles=$root/tests/cases/articles
for set in seen held; do
  mkdir -p "$set"
  for key in "$articles/$set"/*.key.json; do
    name=$(basename "$key" .key.json)
    date=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["published"])' "$key")
    "$entente" read --format jsonl --date "$date" "$articles/$set/$name.txt" >"$set/$name.jsonl" || fail "$name"
  done
done
python3 - "$articles" <<'END' || fail "unfaithful evidence"
import json, os, re, sys

def squash(text):
    return re.sub(r"\s+", "", text.translate(str.maketrans("‘’“”", "''\"\"")))

claims = bad = 0
for folder in ("seen", "held"):
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(sys.argv[1], folder, name.replace(".jsonl", ".txt")), encoding="utf-8") as file:
            text = squash(file.read())
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for line in file:
                claims += 1
                evidence = squash(json.loads(line)["evidence"])
                if not evidence or evidence not in text:
                    bad += 1
                    print(f"{folder}/{name}: evidence is not in the text")
print(f"{claims} facts, {bad} unfaithful")
sys.exit(bad > 0 or claims < 100)
END
[ -n "$shared" ] && [ -f "$shared/tools/score_articles.py" ] || { echo "not scored: no scorer beside the sources"; exit 0; }
for set in seen held; do
  python3 "$shared/tools/score_articles.py" --dir "$articles/$set" "$set" --json >"$set.scores"
done
python3 - <<'END' || fail "below the floor"
import json
FLOOR = {"seen": 0.40, "held": 0.31}
for name, floor in FLOOR.items():
    total = json.load(open(name + ".scores"))[-1]
    print(f"{name}: P {total['precision']:.3f} R {total['recall']:.3f} F1 {total['f1']:.3f}, found "
          f"{total['found']}/{total['required']}, forbidden {total['forbidden']}, unfaithful {total['unfaithful']}")
    assert total["f1"] >= floor, f"F1 of {name} below {floor}"
    assert total["unfaithful"] == 0 and total["forbidden"] <= (0 if name == "seen" else 2), "forbidden or unfaithful"
END
