"""same_rows.py PLACE PLACE: are two stores the same, row by row? A place is a file of SQLite or a postgresql:// address."""
import csv
import io
import sqlite3
import subprocess
import sys

TABLES = ("document", "document_name", "claim", "claim_actor", "statement", "signature", "band", "event", "tie")
csv.field_size_limit(1 << 30)


def plain(value):
    if isinstance(value, bytes):
        return value.hex()
    return repr(float(value)) if isinstance(value, float) else str(value)


def of_sqlite(path, table):
    return [tuple(map(plain, row)) for row in sqlite3.connect(path).execute(f"SELECT * FROM {table}")]


def psql(url, sql):
    return subprocess.run(["psql", url, "-X", "-A", "-t", "-q", "-c", sql], capture_output=True, check=True).stdout.decode()


def of_postgres(url, table):
    types = psql(url, "SELECT data_type FROM information_schema.columns WHERE table_schema = current_schema() AND "
                      f"table_name = '{table}' ORDER BY ordinal_position").split("\n")
    rows = []
    for row in csv.reader(io.StringIO(psql(url, f"COPY {table} TO STDOUT (FORMAT csv)"), newline="")):
        rows.append(tuple(v[2:] if t == "bytea" else repr(float(v)) if t.startswith("double") else v for v, t in zip(row, types)))
    return rows


def difference(one, other):
    """The first difference, in words; None: they are the same."""
    for table in TABLES:
        a, b = (sorted((of_postgres if p.startswith("postgres") else of_sqlite)(p, table)) for p in (one, other))
        if a == b:
            continue
        only_a, only_b = sorted(set(a) - set(b)), sorted(set(b) - set(a))
        return f"{table}: {len(a)} and {len(b)} rows; only in the first {str(only_a[:1])[:400]}; in the second {str(only_b[:1])[:400]}"
    return None


if __name__ == "__main__":
    found = difference(sys.argv[1], sys.argv[2])
    print(found or "the same")
    sys.exit(found is not None)
