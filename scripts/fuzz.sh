#!/usr/bin/env bash
# Fuzzes the readers with clang's libFuzzer: scripts/fuzz.sh [SECONDS] [WHAT…]   (default: 60 s for each harness)
# Inputs that a run finds new are left in build-fuzz/corpus/WHAT; a crash is written to build-fuzz/ and named. Keep what
# teaches something in tests/fuzz/corpus/WHAT, where the ordinary tests replay it.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
command -v clang >/dev/null || { echo "clang is not installed: scripts/deps.sh --optional" >&2; exit 77; }
[ -e build/data/entente.pack ] || { echo "build first: meson compile -C build" >&2; exit 1; }
if [ ! -e build-fuzz/build.ninja ]; then
  CC=clang meson setup build-fuzz --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false \
    -Dlibfuzzer=true >/dev/null
fi
meson compile -C build-fuzz >build-fuzz/compile.log 2>&1 || { tail -n 20 build-fuzz/compile.log >&2; exit 1; }
export ENTENTE_PACK=$PWD/build/data/entente.pack ENTENTE_DATA=$PWD/build/data
failed=0
for harness in build-fuzz/tests/fuzz/fuzz_*; do
  [ -x "$harness" ] && [ -f "$harness" ] || continue
  what=$(basename "$harness")
  what=${what#fuzz_}
  if [ $# -gt 0 ] && [[ " $* " != *" $what "* ]]; then continue; fi
  mkdir -p build-fuzz/corpus/"$what"
  echo "== $what, $seconds s"
  "$harness" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix=build-fuzz/"$what"- \
    build-fuzz/corpus/"$what" tests/fuzz/corpus/"$what" >build-fuzz/"$what".log 2>&1 || { failed=1; tail -n 30 build-fuzz/"$what".log; }
  grep -E 'stat::number_of_executed_units|stat::peak_rss_mb' build-fuzz/"$what".log || true
done
exit $failed
