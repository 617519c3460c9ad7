# Exit codes and messages: 0 fine, 1 failed, 2 wrong usage; one clear line each.
expect 0 "$entente" --version
grep -Eqx 'entente [0-9]+\.[0-9]+\.[0-9]+' out || fail "version: $(cat out)"
expect 0 "$entente" help
for c in $("$entente" help | sed -n 's/^  \([a-z-]*\)  .*/\1/p'); do
  expect 0 "$entente" help "$c"
  head -n 1 out | grep -q "^usage: entente $c" || fail "help of $c does not begin with its usage"
  expect 0 "$entente" "$c" --help
  expect 2 "$entente" "$c" --no-such-option
  [ "$(wc -l <err)" = 1 ] || fail "$c: an unknown option wants one line: $(cat err)"
  has err 'no-such-option'
done
expect 2 "$entente"
expect 2 "$entente" nonsense
has err nonsense
expect 2 "$entente" help nonsense
expect 2 "$entente" read --format
has err 'needs a value'
expect 2 "$entente" read --format xml x.txt
has err 'account'
expect 2 "$entente" read --date yesterday x.txt
has err 'YYYY-MM-DD'
expect 2 "$entente" read --date 2023-02-30 x.txt
expect 2 "$entente" read --jobs 0 x.txt
expect 2 "$entente" read --jobs many x.txt
expect 2 "$entente" add
expect 2 "$entente" show
expect 1 "$entente" show KOR
has err 'no store'
# nothing can be written: told once, exit code 1
if [ -e /dev/full ]; then
  echo 'France recognised Kosovo in 2008.' >a.txt
  got=0
  "$entente" read a.txt >/dev/full 2>err || got=$?
  [ "$got" = 1 ] || fail "a full disk gave exit code $got"
fi
