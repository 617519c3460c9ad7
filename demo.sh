#!/usr/bin/env bash
# From a bare Debian 12 to the first article read: packages, build, account.
set -eu
cd "$(dirname "$0")"
begun=$(date +%s)
scripts/deps.sh
[ -e build/build.ninja ] || meson setup build --buildtype=release >build.log 2>&1 || { cat build.log >&2; exit 1; }
meson compile -C build >build.log 2>&1 || { tail -n 40 build.log >&2; exit 1; }
rm -f build.log
built=$(date +%s%N)
build/entente read docs/examples/aegean-turn.txt
read_ms=$((($(date +%s%N) - built) / 1000000))
cat <<END
Read in $read_ms ms; set-up, build and reading took $(($(date +%s) - begun)) s.

Try next:
  build/entente read --format jsonl docs/examples/aegean-turn.txt   the same, one claim a line
  build/entente read YOUR-ARTICLE.txt                               text, HTML, PDF, JSONL …
  build/entente add docs/examples && build/entente show Greece      keep it, then ask the store
  build/entente help                                                all commands
END
