# Turning points of series, each method; with the reference series where they are.
cat >series.csv <<'C'
series,t,value
step,1,1
step,2,1
step,3,1
step,4,1
step,5,5
step,6,5
step,7,5
step,8,5
C
expect 0 "$entente" turning-points series.csv --beta 3 --format csv
grep -q '^step,optpart_mean_L2,8,3,1,5,3,' out || fail "no change at 5: $(cat out)"
expect 0 "$entente" turning-points series.csv --method segneigh --k 1 --format csv
grep -q ',1,5,0,' out || fail "no split at 5"
expect 0 "$entente" turning-points series.csv --method pettitt --format csv
grep -q '^step,pettitt,8,16,1,5,' out || fail "Pettitt: $(cat out)"
expect 0 "$entente" turning-points series.csv --beta 3 --points --format jsonl
python3 -c 'import json; p = json.loads(open("out").read()); assert p["size"] == 4 and p["t"] == "5"' || fail "points: $(cat out)"
printf 'series,t,value\na,1,x\n' >bad.csv
expect 1 "$entente" turning-points bad.csv
has err 'bad.csv:2'
expect 2 "$entente" turning-points --method guess series.csv
[ -n "$shared" ] && [ -e "$shared/data/relations/oracle_changepoints_dev.csv" ] || skip "the oracles: without the reference data"
python3 - "$entente" "$shared/data/relations" <<'END_PYTHON' || fail "other turning points than the oracle has"
import csv, io, re, subprocess, sys
entente, folder = sys.argv[1:]
bad = n = 0
cache = {}
for row in csv.DictReader(open(folder + "/oracle_changepoints_dev.csv")):
    p = dict(x.split("=") for x in row["params"].split(";") if "=" in x)
    method = row["method"].split("_")[0]
    args = ["--method", method]
    if method == "optpart":
        args += ["--beta", row["beta_or_K"]]
    if "K" in p:
        args += ["--k", p["K"]]
    if "minseg" in p:
        args += ["--minseg", p["minseg"]]
    key = tuple(args)
    out = subprocess.run([entente, "turning-points", folder + "/oracle_changepoint_series_dev.csv", "--format", "csv"] + args,
                         capture_output=True, text=True, check=True).stdout
    for got in csv.DictReader(io.StringIO(out)):
        if got["series"] != row["series"]:
            continue
        n += 1
        for c in ("method", "n", "beta_or_K", "n_changepoints", "first_t_of_new_segments", "objective_or_stat"):
            a, b = got[c], row[c]
            if a != b and (not a or not b or c in ("method", "first_t_of_new_segments") or abs(float(a) - float(b)) > 1e-9 * max(1, abs(float(b)))):
                bad += 1
                print(row["series"], args, c, a, "expected", b)
print(n, "rows compared,", bad, "differ")
sys.exit(bad > 0 or n == 0)
END_PYTHON
