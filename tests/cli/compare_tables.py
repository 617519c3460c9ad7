"""compare_tables.py EXPECTED.csv[.gz] GOT.csv KEY,KEY… [TOLERANCE]: every row of EXPECTED stands in GOT, by its keys, with
the same numbers in all columns that EXPECTED has (|a-b| <= tolerance * max(1, |b|); empty agrees with empty alone).
--except COLUMN,… leaves columns out; --where COLUMN=VALUE takes some rows of EXPECTED alone; --none-other: GOT has no
further rows. Says how many values were compared; none is a failure."""
import csv
import gzip
import sys


def rows(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def differ(a, b, tolerance):
    if a == b:
        return False
    try:
        return not abs(float(a) - float(b)) <= tolerance * max(1, abs(float(a)))
    except ValueError:
        return True


def main(argv):
    leave, where, none_other = set(), {}, False
    while "--except" in argv:
        i = argv.index("--except")
        leave |= set(argv[i + 1].split(","))
        del argv[i:i + 2]
    while "--where" in argv:
        i = argv.index("--where")
        where.update([argv[i + 1].split("=", 1)])
        del argv[i:i + 2]
    if "--none-other" in argv:
        argv.remove("--none-other")
        none_other = True
    expected, got, keys = rows(argv[1]), rows(argv[2]), argv[3].split(",")
    tolerance = float(argv[4]) if len(argv) > 4 else 1e-9
    expected = [r for r in expected if all(r[k] == v for k, v in where.items())]
    index = {tuple(r[k] for k in keys): r for r in got}
    bad, n = [], 0
    if len(index) != len(got):
        bad.append(f"{len(got) - len(index)} keys come twice")
    columns = [c for c in expected[0] if c not in leave] if expected else []
    for r in expected:
        g = index.pop(tuple(r[k] for k in keys), None)
        if g is None:
            bad.append(f"no row {[r[k] for k in keys]}")
            continue
        for c in columns:
            n += 1
            if c not in g or differ(r[c], g[c], tolerance):
                bad.append(f"{[r[k] for k in keys]} {c}: {g.get(c)!r}, expected {r[c]!r}")
    if none_other and index:
        bad.append(f"{len(index)} rows more, such as {next(iter(index))}")
    order = [c for c in (got[0] if got else {})][:len(columns)]
    if not leave and order != columns:
        bad.append(f"columns {order}, expected {columns}")
    print("\n".join(bad[:10]) or f"{n} values of {len(expected)} rows agree")
    return 1 if bad or n == 0 else 0


sys.exit(main(sys.argv))
