#!/usr/bin/env bash
# run.sh TEST.sh: runs one test of the command line in an empty folder of its own. The test finds
#   $entente  the program       $root  the sources     $shared  the developers' data, or '' where they are absent
# and says what is wrong with `fail`. Exit code 77 is "skipped".
set -eu
test=$(realpath "$1")
entente=$ENTENTE root=$ROOT shared=$ROOT/../shared
[ -d "$shared/data" ] || shared=
folder=$(mktemp -d "${TMPDIR:-/tmp}/entente-cli.XXXXXX")
trap 'cd /; rm -rf "$folder"' EXIT
export HOME=$folder XDG_DATA_HOME=$folder/share LC_ALL=C.UTF-8
unset ENTENTE_STORE ENTENTE_DATA NO_COLOR
cd "$folder"

fail() { echo "FAIL: $*" >&2; exit 1; }
skip() { echo "skipped: $*"; exit 77; }
# expect CODE COMMAND…: runs it, out and err in files of these names
expect() {
  local code=$1 got=0
  shift
  "$@" >out 2>err </dev/null || got=$?
  [ "$got" = "$code" ] || fail "exit code $got, not $code: $* ($(head -c 300 err))"
}
has() { grep -q -- "$2" "$1" || fail "no \"$2\" in $1: $(head -c 400 "$1")"; }
hasnt() { ! grep -q -- "$2" "$1" || fail "\"$2\" in $1"; }
. "$test"
