# The output is the same, byte for byte, on any number of threads, in the order of the input.
"$GENERATE_NEWS" "$root/tests/bench/news.grammar" "$root/data" 7 120 >news.jsonl
for format in jsonl account plover conllu; do
  "$entente" read --format $format --jobs 1 news.jsonl >one
  [ -s one ] || fail "$format: nothing came out"
  for jobs in 2 5; do
    "$entente" read --format $format --jobs $jobs news.jsonl >many
    cmp one many || fail "$format: $jobs threads gave another output"
  done
done
