#!/usr/bin/env bash
# assemblyscript 0.28.20 (with the binaryen that it pins): the name of a source file is part of the order of functions in an optimised module.
# Functions that are used equally often are ordered by their internal names, which begin with the path of their file. So moving or renaming a
# file, with not one character of its text changed, gives other bytes and another hash, though every function and every result is the same.
# Who names a build by the hash of its .wasm sees another build.
# Seen: both modules have 141 bytes, the bytes differ after the rename alone, and the answers are equal.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund assemblyscript@0.28.20 >/dev/null

# build NAME: the module whose first helper lies in NAME.ts
build() {
  mkdir "$1"
  cat >"$1/$1.ts" <<'TS'
export function first(n: i32): i32 {
  return n < 2 ? n : first(n - 1) * 3 + first(n - 2);
}
TS
  cat >"$1/middle.ts" <<'TS'
export function second(n: i32): i32 {
  return n < 3 ? 1 : second(n - 1) ^ (second(n - 3) << 1);
}
TS
  cat >"$1/main.ts" <<TS
import { first } from "./$1";
import { second } from "./middle";
export function run(n: i32): i32 {
  return first(n) + second(n) + first(n + 1) + second(n + 1);
}
TS
  (cd "$1" && npx asc main.ts -o out.wasm --runtime stub -O3 --noAssert)
}
build alpha
build zulu
node -e '
const { readFileSync } = require("node:fs");
const [a, z] = ["alpha", "zulu"].map((name) => readFileSync(`${name}/out.wasm`));
const run = (bytes) => new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports.run(15);
const found = { sizes: [a.length, z.length], equalBytes: a.equals(z), equalAnswers: run(a) === run(z) };
console.log(JSON.stringify(found));
process.exit(a.length === z.length && !found.equalBytes && found.equalAnswers ? 0 : 1);
'
