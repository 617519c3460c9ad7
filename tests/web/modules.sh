# modules.sh FOLDER: npm's packages of web/package-lock.json in FOLDER/node_modules, fetched once; 77 where that is not
# possible (no Node, no network).
set -eu
folder=$1 root=$ROOT
for program in node npm; do
  command -v $program >/dev/null || { echo "skipped: no $program (scripts/deps.sh --optional)"; exit 77; }
done
mkdir -p "$folder"
exec 9>"$folder/.lock"
flock 9
if ! cmp -s "$root/web/package-lock.json" "$folder/node_modules/.made-from"; then
  cp "$root/web/package.json" "$root/web/package-lock.json" "$folder/"
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline >npm.log 2>&1) ||
    { echo "skipped: npm cannot fetch the packages: $(tail -n 3 "$folder/npm.log" | tr '\n' ' ')"; exit 77; }
  cp "$root/web/package-lock.json" "$folder/node_modules/.made-from"
fi
