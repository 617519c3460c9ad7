"""The answer keys of our own example articles: every evidence stands verbatim in its text, kinds, types, modalities and
dates are of the lists in tests/cases/articles/README.md, actors are written as ids, every text has its key.

    article_keys.py FOLDER…"""
import json
import os
import re
import sys

TYPES = {
    "event": "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
             "COERCE ASSAULT",
    "tie": "alliance defence-treaty partnership dialogue mission membership summit-participation exercise operation "
           "peacekeeping centre cooperation agreement access-agreement base arms-supply aid diplomatic-relations recognition "
           "mediation trade reliance patronage group dispute rivalry sanctions",
    "status": "member founding-member applicant candidate invited partner global-partner dialogue-partner observer non-member "
              "non-aligned neutral frozen withdrawn pending not-in-force guarantor occupied deployed independent no-relations "
              "not-recognized",
    "threat": "nuclear military territorial terrorism cyber coercion general",
    "intent": "engage diversify join leave cooperate support review ratify procure exercise deploy normalise other",
    "cause": "motivates",
    "assessment": "closer apart diversification reliance hedging turning-point continuity other",
    "contradiction": "date host membership number spelling"}
TYPES = {kind: set(words.split()) for kind, words in TYPES.items()}
MODALITIES = {"actual", "past", "ongoing", "intended", "hypothetical", "denied"}
DATE = r"(\d{4}(-\d\d(-\d\d)?)?)?"
ACTOR = r"[A-Z][A-Z0-9_]*"


def squash(text):
    """Without white space, quotation marks made straight: as the scorer compares."""
    return re.sub(r"\s+", "", text.translate(str.maketrans("‘’“”", "''\"\"")))


def check_reading(kind, code, modality):
    if code not in TYPES.get(kind, ()):
        yield f"{kind} {code} is in no list"
    if modality not in MODALITIES:
        yield f"modality {modality}"


def check_fact(fact, text):
    yield from check_reading(fact["kind"], fact.get("root" if fact["kind"] == "event" else "type"), fact["modality"])
    for other in fact.get("accept", []):
        yield from check_reading(other["kind"], other["code"], other.get("modality", "past"))
    for side in ("source", "target", "source_ok", "target_ok"):
        for actor in fact.get(side, []):
            if not re.fullmatch(ACTOR, actor):
                yield f"{side}: {actor!r} is no id"
    if not fact["source"]:
        yield "no source"
    for edge in ("date_start", "date_end"):
        if not re.fullmatch(DATE, fact[edge]):
            yield f"{edge}: {fact[edge]!r}"
    if fact["date_end"] and fact["date_end"] < fact["date_start"]:
        yield "ends before it starts"
    if squash(fact["evidence"]) not in text:
        yield f"evidence is not in the text: {fact['evidence'][:60]}"
    if fact["kind"] == "contradiction" and not (fact.get("value_in_text") and fact.get("value_reference")):
        yield "a contradiction says what the text has and what the reference has"


def check_rule(rule, text):
    if not rule.get("reason"):
        yield "forbidden: no reason"
    if "evidence" in rule and squash(rule["evidence"]) not in text:
        yield f"forbidden: evidence is not in the text: {rule['evidence'][:60]}"
    if "actors" in rule:
        for code in rule["codes"]:
            if code != "*" and code not in TYPES[rule["kind"]]:
                yield f"forbidden: {rule['kind']} {code} is in no list"


def check_key(path):
    with open(path, encoding="utf-8") as file:
        key = json.load(file)
    with open(path.replace(".key.json", ".txt"), encoding="utf-8") as file:
        raw = file.read()
    text, first = squash(raw), raw.split("\n")
    if key["id"] != os.path.basename(path)[:-len(".key.json")] or key["title"] != first[0] or first[1]:
        yield "id, title and the first two lines do not agree"
    if not re.fullmatch(DATE, key["published"]) or not key["sources"]:
        yield "no day of publication or no sources"
    ids = [fact["id"] for fact in key["facts"]]
    if len(set(ids)) != len(ids) or len(ids) < 20:
        yield "fewer than 20 facts, or an id twice"
    for fact in key["facts"]:
        yield from (f"{fact['id']}: {problem}" for problem in check_fact(fact, text))
    for rule in key["forbidden"]:
        yield from check_rule(rule, text)


def main(folders):
    bad = keys = 0
    for folder in folders:
        names = sorted(os.listdir(folder))
        for name in names:
            if name.endswith(".txt") and name[:-4] + ".key.json" not in names:
                bad += 1
                print(f"{name}: no key")
            if name.endswith(".key.json"):
                keys += 1
                for problem in check_key(os.path.join(folder, name)):
                    bad += 1
                    print(f"{name}: {problem}")
    print(f"{keys} keys, {bad} problems")
    return 1 if bad or not keys else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
