# Every allocation fails, one after another: the program says "out of memory" (or does without), never crashes, leaks or
# damages the store. Needs a build with -Dfail_alloc=true (./test.sh --full makes one, with sanitizers).
export ASAN_OPTIONS=exitcode=99:detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1:exitcode=99
cat >a.txt <<'END'
A visit

Norway and Iceland signed a defence agreement in Oslo on 3 May 2021. Mali left ECOWAS, and Chad did not.
END
step=${ALLOC_STEP:-1}
try() { # what, then the command
  local what=$1 n=1 got quiet=0
  shift
  while [ "$quiet" -lt 3 ]; do # three runs in a row in which nothing failed: all allocations were tried
    got=0
    ENTENTE_FAIL_ALLOC=$n "$@" >out 2>err </dev/null || got=$?
    [ "$got" -lt 2 ] || fail "$what: allocation $n: exit code $got: $(tail -n 20 err)"
    if [ "$got" = 0 ]; then quiet=$((quiet + 1)); else quiet=0; fi
    n=$((n + step))
    [ "$n" -lt 200000 ] || fail "$what: no end"
  done
  echo "$what: $n allocations"
}
try read "$entente" read --jobs 1 --format jsonl --date 2021-05-04 a.txt
try account "$entente" read --jobs 1 --date 2021-05-04 a.txt
try add "$entente" add --jobs 1 --store s.db --date 2021-05-04 a.txt
expect 0 "$entente" doctor --store s.db
has out sound
try show "$entente" show --store s.db NOR
