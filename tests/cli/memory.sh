# Memory does not grow with the corpus: 100 MB and 1 GB of JSON lines within 256 MiB, and within a tenth of each other.
size=${MEMORY_SIZE:-1}
"$GENERATE_NEWS" "$root/tests/bench/news.grammar" "$root/data" 5 $((100 * size))M >news.jsonl
cat >measure.py <<'END'
import os, resource, subprocess, sys
with open(os.devnull, "wb") as null:
    subprocess.run([sys.argv[1], "read", "--format", "jsonl", sys.argv[2]], stdout=null, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
small=$(python3 measure.py "$entente" news.jsonl)
for i in 1 2 3 4 5 6 7 8 9 10; do cat news.jsonl; done >ten.jsonl
large=$(python3 measure.py "$entente" ten.jsonl)
echo "100 MB: $small KiB, 1 GB: $large KiB"
[ "$large" -le $((256 * 1024)) ] || fail "$large KiB for ten times the input"
[ "$large" -le $((small + small / 10)) ] || fail "$large KiB for ten times the input of $small KiB"
