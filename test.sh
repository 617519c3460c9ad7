#!/usr/bin/env bash
# Set-up, both builds (plain; address and undefined sanitizers), every test; closes with "N passed, N failed, N skipped".
#   ./test.sh          a short form of everything
#   ./test.sh --full   the rest too: long fuzzing, big inputs, the fault matrix; installs the optional test packages
#   ./test.sh --quick  the plain build only, for the everyday loop
set -u
cd "$(dirname "$0")"
mode=${1:-}
case $mode in ''|--full|--quick) ;; *) echo "usage: ./test.sh [--full|--quick]" >&2; exit 2 ;; esac

if [ "$mode" = --full ]; then scripts/deps.sh --optional || exit 1; else scripts/deps.sh || exit 1; fi

suites=(--no-suite full)
[ "$mode" != --full ] || suites=()
export ASAN_OPTIONS=detect_leaks=1:handle_segv=2:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
logs=()
broken=0

build_and_test() { # folder, then options of meson setup
  local dir=$1
  shift
  [ -e "$dir/build.ninja" ] || meson setup "$dir" "$@" >"$dir.log" 2>&1 || { cat "$dir.log" >&2; broken=1; return; }
  meson compile -C "$dir" >"$dir.log" 2>&1 || { tail -n 60 "$dir.log" >&2; broken=1; return; }
  rm -f "$dir.log" "$dir/meson-logs/testlog.json"
  meson test -C "$dir" --no-rebuild --print-errorlogs "${suites[@]}" || true
  logs+=("$dir/meson-logs/testlog.json")
}

build_and_test build --buildtype=release
# gcc warns of what cannot happen when it instruments the code, so that warnings are errors in the plain build only
sanitized=(--buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false -Dwerror=false)
[ "$mode" = --quick ] || build_and_test build-asan "${sanitized[@]}" -Darena_pieces=true
if [ "$mode" = --full ]; then # allocation failures: a build of its own, and only the tests that want it
  suites=(cli/alloc)
  build_and_test build-fault "${sanitized[@]}" -Dfail_alloc=true
fi

# Meson's own summary is not a plain count; its log is one JSON object a line.
python3 - "$broken" "${logs[@]}" <<'END'
import json, sys
passed = skipped = 0
failed = int(sys.argv[1])
for log in sys.argv[2:]:
    try:
        results = [json.loads(line)["result"] for line in open(log, encoding="utf-8")]
    except OSError:
        results = ["ERROR"]
    if not results:
        failed += 1  # a run without a test is no success
    for r in results:
        if r in ("OK", "EXPECTEDFAIL"):
            passed += 1
        elif r == "SKIP":
            skipped += 1
        else:
            failed += 1
print(f"{passed} passed, {failed} failed, {skipped} skipped")
sys.exit(1 if failed else 0)
END
