# The page in a real browser: a store of three articles, a server, chromium, page.mjs.
set -eu
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$chromium" ] || { echo "skipped: no chromium (scripts/deps.sh --optional)"; exit 77; }
sh "$ROOT/tests/web/modules.sh" "$WEB_FOLDER" || exit $?
folder=$(mktemp -d "${TMPDIR:-/tmp}/entente-web.XXXXXX")
server=
trap 'cd /; [ -z "$server" ] || kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder XDG_DATA_HOME=$folder XDG_CACHE_HOME=$folder XDG_CONFIG_HOME=$folder
unset ENTENTE_STORE ENTENTE_DATA
cd "$folder"
"$ENTENTE" add --store s.db --date 2023-07-15 --source "A paper" "$ROOT"/tests/web/articles/*.txt 2>add.err || { cat add.err; exit 1; }
"$ENTENTE" serve --store s.db --port 0 2>err &
server=$!
port=
for _ in $(seq 300); do
  port=$(sed -n 's|.*http://[^ ]*:\([0-9]*\)/.*|\1|p' err)
  [ -z "$port" ] || break
  kill -0 $server 2>/dev/null || { cat err; grep -q "built without" err && exit 77; exit 1; }
  sleep 0.1
done
[ -n "$port" ] || { echo "FAIL: no server"; exit 1; }
mkdir -p "$WEB_FOLDER/shots"
MODULES=$WEB_FOLDER SHOTS=$WEB_FOLDER/shots CHROMIUM=$chromium ARTICLES=$ROOT/tests/web/articles \
  node "$ROOT/tests/web/page.mjs" "http://localhost:$port"
