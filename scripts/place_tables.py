#!/usr/bin/env python3
"""GeoNames' dump of cities → data/actors/places_cities.tsv.  usage: place_tables.py CITIES.txt [PERSONS.txt [WORDS.txt]] > places_cities.tsv

CITIES.txt: the dump of GeoNames (19 columns, tab-separated: id, name, ascii name, …, feature code in column 8, country in 9,
population in 15) of all places with 1,000 inhabitants or more.  PERSONS.txt: names that people bear, one a line; a town of such a
name needs a preposition or a noun of its own ("in Lincoln", "Lincoln police").  WORDS.txt: words of the language in small letters; a town of such a name is left out.

Taken: towns of 100,000 inhabitants, of 50,000 outside the states of LARGE, of 15,000 in the states of WAR; seats of provinces of
30,000 (15,000 in WAR).  Left out: capitals and all other names that the actor tables hold already, words of the language, names
of less than four letters, and a name that several states' towns share and none of them by far the largest (they stay as several
rows, where no more than three).  Python 3 standard library only."""
import csv, glob, os, re, sys, unicodedata

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "data")
LARGE = set("US GB DE FR IT ES PT NL BE JP KR AU CA BR AR CL MX CH AT SE NO DK FI IE NZ".split())
WAR = set("UA SY IQ YE LY SO SD SS ML NE BF TD CF CD MZ NG CM ET ER MM AF PS IL LB AM AZ GE MD XK BA HT PK TJ KG RW BI".split())
SEATS = {"the hague", "geneva", "geneve", "strasbourg", "arusha", "hamburg"}  # of courts and bodies that are no state's
WORDS = {"independence", "centennial", "boulder", "mesquite", "queens", "riverside", "lakeland", "oceanside"}  # of the language, too
SMALL_WORDS = {"de", "la", "el", "al", "san", "santa", "los", "las", "st", "saint", "new", "port", "of", "the"}


def fold(s):
    s = unicodedata.normalize("NFKD", s)
    return "".join(c for c in s if not unicodedata.combining(c)).lower().replace("-", " ").strip()


def rows(name):
    for path in sorted(glob.glob(os.path.join(HERE, "actors", name))):
        with open(path, encoding="utf-8") as f:
            lines = [l.rstrip("\n") for l in f if l.strip() and not l.startswith("#")]
        head = lines[0].split("\t")
        for l in lines[1:]:
            yield dict(zip(head, l.split("\t")))


def known():
    """All forms of the other tables, and the words of persons' names."""
    forms, persons = set(), set()
    for r in rows("state_names.tsv"): forms.add(fold(r["name"]))
    for r in rows("org_names.tsv"): forms.add(fold(r["name"]))
    for r in rows("orgs.tsv"):
        forms |= {fold(n) for n in [r["name"]] + r["names"].split(";")}
    for r in rows("not_actors.tsv"): forms |= {fold(p) for p in r["phrase"].split(";")}
    for r in rows("roles.tsv"): forms |= {fold(r["phrase"]), fold(r["plural"])}
    for r in rows("cues.tsv"):
        if r["cue"] != "us-place" and r["cue"] != "given-name" and r["cue"] != "against":
            forms |= {fold(p) for p in r["phrase"].split(";")}
        if r["cue"] in ("given-name", "common-word", "brand", "brand-before"):
            persons |= {fold(p) for p in r["phrase"].split(";")}
    for r in rows("people*.tsv"):
        for n in [r["name"]] + r["names"].split(";"):
            persons |= set(fold(n).split())
            forms.add(fold(n))
    for r in rows("places_regions.tsv"): forms |= {fold(p) for p in r["names"].split(";")}
    return forms, persons


def alpha3():
    ret = {}
    for r in rows("states.tsv"):
        if r["iso2"] and r["id"]:
            ret.setdefault(r["iso2"], r["id"])
    ret["XK"] = "XKX"
    return ret


def spellings(name, forms, taken):
    """Without marks, which the matcher leaves out on both sides; and without an Arabic article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    short = re.sub(r"^(?:A[lnrsztd]|Ash|Ath|Adh)[ -](?=[A-Z]\w{4,}$)", "", plain)
    good = short != plain and fold(short) not in forms | taken
    return plain + (";" + short if good else "")


def wanted(code, country, population):
    seat = code == "PPLA"
    if country in WAR: return population >= 15000
    if country in LARGE: return population >= 100000
    return population >= 50000 or (seat and population >= 30000)


def main():
    forms, persons = known()
    borne = {fold(l) for l in open(sys.argv[2], encoding="utf-8")} if len(sys.argv) > 2 else set()
    words = {l.strip() for l in open(sys.argv[3], encoding="utf-8")} if len(sys.argv) > 3 else set()
    ids = alpha3()
    by_name = {}
    for l in open(sys.argv[1], encoding="utf-8"):
        c = l.rstrip("\n").split("\t")
        name, country, code, population = c[1].strip(), c[8], c[7], int(c[14] or 0)
        if country in ids and code != "PPLX":
            by_name.setdefault(fold(name), []).append((population, ids[country], country, code, name))
    out = []
    for key, towns in by_name.items():
        largest = {}
        for t in sorted(towns, reverse=True): largest.setdefault(t[1], t)
        towns = sorted(largest.values(), reverse=True)
        if not any(wanted(t[3], t[2], t[0]) for t in towns) or key in forms or key in SEATS or key in words: continue
        if len(key) < 4 or re.search(r"[^\w' ]|\d", key) or len(key.split()) > 4 or any(w in SMALL_WORDS for w in [key]): continue
        kept = [t for t in towns if t[0] * 12 >= towns[0][0] and t[0] >= 5000]
        if len(kept) > 3 or (len(kept) > 1 and towns[0][0] < 30000): continue
        first = key.split()[0]
        unsure = len(key.split()) == 1 and (key in persons or key in borne or key in WORDS)
        for t in kept: out.append((spellings(t[4], forms, persons | borne | words), t[1], "unsure" if unsure else ""))
    out.sort(key=lambda r: (r[1], fold(r[0])))
    print("""# Towns: names and states as in GeoNames (geonames.org, CC BY 4.0), chosen by scripts/place_tables.py, which says which and why.
# Columns as in places_regions.tsv. A name of towns in several states has a row for each: then the text must say which.
names\tstate\tkind\tfrom\tto\tneeds\tsource""")
    for name, state, note in out: print("\t".join((name, state, "town", "", "", note, "geonames")))


main()
