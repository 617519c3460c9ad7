# The committed bundle is what the sources give, byte for byte, and small enough; the lock file names no hosts.
set -eu
folder=$WEB_FOLDER/bundle
! grep -nE '"resolved"|https?://[^"]*(npmjs|yarnpkg|registry)' "$ROOT/web/package-lock.json" || { echo "FAIL: the lock file names hosts"; exit 1; }
grep -q '"integrity": "sha512-' "$ROOT/web/package-lock.json" || { echo "FAIL: the lock file has no hashes"; exit 1; }
sh "$ROOT/tests/web/modules.sh" "$WEB_FOLDER" || exit $?
rm -rf "$folder"
mkdir -p "$folder"
cp -r "$ROOT/web/src" "$ROOT/web/dist" "$ROOT/web/build.mjs" "$ROOT/web/package.json" "$folder/"
ln -s "$WEB_FOLDER/node_modules" "$folder/node_modules"
cd "$folder"
node build.mjs --check
# the check can fail
echo "// x" >>dist/page.js
! node build.mjs --check >/dev/null 2>&1 || { echo "FAIL: a changed bundle passes"; exit 1; }
