# entente serve as others see it: every documented path, hostile requests, who may ask, slow clients, the end.
"$entente" help serve | grep -q -- --token-file || fail "no help"
expect 2 "$entente" serve --listen 0.0.0.0
has err token-file
expect 2 "$entente" serve --port 70000
expect 2 "$entente" serve surplus
expect 1 "$entente" serve --store nowhere.db --port 0
echo short >short
expect 2 "$entente" serve --token-file short --port 0
has err "16 to"

# begin NAME OPTIONS…: starts a server, its port in $port
begin() {
  local name=$1
  shift
  "$entente" serve --port 0 "$@" >"$name.out" 2>"$name.err" &
  server=$!
  trap 'kill $server 2>/dev/null || true; cd /; rm -rf "$folder"' EXIT
  port=
  for _ in $(seq 200); do
    port=$(sed -n 's|.*http://[^ ]*:\([0-9]*\)/.*|\1|p' "$name.err")
    [ -z "$port" ] || break
    kill -0 $server 2>/dev/null || { grep -q "built without" "$name.err" && skip "built without libmicrohttpd"; fail "no server: $(cat "$name.err")"; }
    sleep 0.1
  done
  [ -n "$port" ] || fail "the server does not say where it is"
}
# end: stops it politely; it must end by itself with 0
end() {
  local code=0
  kill -TERM $server
  wait $server || code=$?
  [ "$code" = 0 ] || fail "the server ended with $code: $(tail -n 5 "$1.err")"
  hasnt "$1.err" Sanitizer
}

cat >one.txt <<'END'
<script>alert("title")</script>

South Korea has been a partner of NATO since 2005. On 11 July 2023 President Yoon Suk-yeol met NATO Secretary
General Jens Stoltenberg in Vilnius. In July 2023 South Korea attended the NATO summit held in Washington. The
United States signed a mutual defense treaty with South Korea in 1953. Zürich and 서울 are cities <b>too</b>.
END
cat >two.txt <<'END'
Japan and Australia

On 8 January 2023 Japan signed a defence agreement with Australia. North Korea threatened South Korea on 2 March 2023.
END
expect 0 "$entente" add --store s.db --date 2023-07-13 --source "A paper" one.txt two.txt

begin open --store s.db
python3 "$root/tests/cli/serve_api.py" "http://localhost:$port" "$root/docs/openapi.json" "$root/src/serve/paths.c" || fail "the API is not what it should be"
python3 "$root/tests/cli/serve_safety.py" "$port" open || fail "the server lets pass what it should not"
end open

# without any store the reference base answers
mkdir empty
XDG_DATA_HOME=$folder/empty begin bare
has bare.err "no store yet"
python3 "$root/tests/cli/serve_api.py" "http://localhost:$port" "$root/docs/openapi.json" "$root/src/serve/paths.c" >bare.log || true
hasnt bare.log ": 50"
end bare

echo 0123456789abcdef-secret >token
begin token --store s.db --token-file token --host entente.example.org --listen 127.0.0.1
python3 "$root/tests/cli/serve_safety.py" "$port" token || fail "the token does not protect"
# one port, one server
expect 1 "$entente" serve --store s.db --port "$port"
has err "cannot listen"
end token
