/** What both languages share stands once: the numbers of the elementary functions, and the steps of those in float32. */
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as constants from "../../../shared/math/constants32.ts";
import { sourceOf } from "../../../shared/wasm/sources.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url).href);
const textOf = (file: string) => readFileSync(root + file, "utf8");
const orNone = (file: string) => (globSync(file, { cwd: root }).length > 0 ? textOf(file) : null);

test("constants in float32 are float32, and to AssemblyScript addresses of the very same numbers", () => {
  const text = sourceOf("shared/math/constants32.ts", orNone) ?? "";
  const lines = text.trim().split("\n");
  const read = lines.map((line) => /^export const (\w+): usize = memory\.data<f32>\(\[(.*)\]\);$/.exec(line) ?? []);
  const numbers = read.map(([, name, list]) => [name, list?.split(", ").map(Number)]);
  expect(numbers).toEqual(Object.entries(constants).map(([name, value]) => [name, [value].flat()]));
  for (const [name, list] of Object.entries(constants))
    expect([name, [list].flat()]).toEqual([name, [list].flat().map(Math.fround)]);
  expect(numbers.length).toBeGreaterThan(30);
});

test("a twin in the folder assembly stands for its file, and what TypeScript does not know is put in", () => {
  const both = "/** Two. */\n// @inline\nexport function two(): void {}\n// @inline is said here\n";
  const files: Record<string, string> = {
    "a/one.ts": "one",
    "a/assembly/one.ts": "twin",
    "a/two.ts": `import type { v128 } from "./one.ts";\n${both}`,
  };
  const find = (file: string) => files[file] ?? null;
  expect(sourceOf("a/one.ts", find)).toBe("twin");
  expect(sourceOf("a/two.ts", find)).toBe(`\n${both.replace("// @inline\n", "@inline\n")}`);
  expect(sourceOf("a/three.ts", find)).toBe(null);
});

test("the operations on one number and on four are the same ones", () => {
  const names = (file: string) => [...textOf(file).matchAll(/^export function (\w+)/gm)].map(([, name]) => name);
  expect(names("shared/math/assembly/lanes.ts")).toEqual(names("shared/math/lanes.ts"));
  const used = /^import \{([^}]*)\} from "\.\/lanes\.ts"/m.exec(textOf("shared/math/elementary32.ts"))?.[1] ?? "";
  expect(names("shared/math/lanes.ts").sort()).toEqual(used.match(/\w+/g)?.sort());
});

test("no coefficient, threshold or part of a constant stands in two places", () => {
  /** Two thirds and one twelfth begin several series. */
  const common = ["0.6666666666666666", "0.08333333333333333"];
  const places = new Map<string, Set<string>>();
  for (const file of globSync(["shared/math/**/*.ts", "shared/webgpu/**/*.ts", "shared/densities/wgsl/*.ts"], {
    cwd: root,
  })) {
    const numbers = textOf(file).match(/(?<![\w.])\d+\.\d{7,}(e-?\d+)?|(?<![\w.])\d\.\d+e-?\d+/g) ?? [];
    for (const number of numbers) places.set(number, (places.get(number) ?? new Set()).add(file));
  }
  expect([...places].filter(([number, files]) => files.size > 1 && !common.includes(number))).toEqual([]);
  expect(places.size).toBeGreaterThan(150);
});

test("the functions themselves have no thresholds of their own", () => {
  const own = textOf("shared/math/elementary32.ts").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
  // Names of functions, numbers of terms, bits and shifts.
  const numbers = (own.match(/(?<![\w.])-?\d+(\.\d+)?/g) ?? []).filter((number) => Math.abs(Number(number)) > 9);
  expect(new Set(numbers)).toEqual(new Set(["23", "-23"]));
  expect(own).not.toMatch(/\d\.\d/);
});
