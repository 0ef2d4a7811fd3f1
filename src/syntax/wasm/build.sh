#!/usr/bin/env bash
# Builds nix.wasm beside this script from the grammar, the scanner, the glue and tree-sitter's published C sources.
# Wants clang, wasm-ld, wasi-libc (Debian: clang lld wasi-libc) and the tree-sitter command (cargo: tree-sitter-cli).
# With a path as argument the module is written there instead, and nothing in the project changes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
core=$root/node_modules/tree-sitter/vendor/tree-sitter/lib
out=${1:-$here/nix.wasm}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/../grammar/grammar.js" "$work/grammar.js"
ln -s "$root/node_modules" "$work/node_modules"
(cd "$work" && tree-sitter generate grammar.js)
cp "$work/src/parser.c" "$work/generated-parser.c"

clang --target=wasm32-wasi -std=c11 -O3 -flto -DNDEBUG -D_GNU_SOURCE -DTREE_SITTER_HIDDEN_SYMBOLS \
  -fvisibility=hidden -mbulk-memory -msign-ext -mnontrapping-fptoint -nostartfiles \
  -Wl,--no-entry -Wl,--gc-sections -Wl,--lto-O3 -Wl,--strip-all \
  -Wl,-z,stack-size=1048576 -Wl,--initial-memory=8388608 -Wl,--max-memory=2147483648 \
  -I "$core/include" -I "$core/src" -I "$here/../grammar" -I "$here" -I "$work" -I "$work/src" \
  "$here/glue.c" -o "$out"

if [ $# -eq 0 ]; then
  cp "$work/src/node-types.json" "$here/../grammar/node-types.json"
  echo "now run: npm run generate"
fi
