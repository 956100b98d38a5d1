/** The numbers that both languages share stand once. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as single from "../../../shared/math/elementary32.ts";
import { constantFiles, withConstants } from "../../../shared/wasm/constants.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url).href);
const source = readFileSync(`${root}shared/math/assembly/elementary4.ts`, "utf8");
const numbers = Object.entries(single).filter(([, value]) => typeof value !== "function");

test("every constant of the functions in float32 is written in TypeScript alone, and put into AssemblyScript", () => {
  for (const [name, value] of numbers) {
    expect(source).toContain(`const ${name} = memory.data<f32>([/* elementary32: ${name} */]);`);
    const put = new RegExp(`const ${name} = memory\\.data<f32>\\(\\[([^\\]]*)\\]\\);`).exec(withConstants(source));
    // As the compiler reads them: no digit is lost on the way.
    expect([name, put?.[1].split(", ").map(Number)]).toEqual([name, [value].flat()]);
  }
  expect(numbers.length).toBeGreaterThan(15);
  expect(withConstants(source)).not.toContain("elementary32: ");
});

test("a name that is no constant is refused, other text is left as it is, and what is read is known", () => {
  for (const name of ["NONE", "expf"]) expect(() => withConstants(`[/* elementary32: ${name} */]`)).toThrow(name);
  expect(withConstants("const A = memory.data<f32>([1, 2]);")).toBe("const A = memory.data<f32>([1, 2]);");
  for (const file of constantFiles) expect(readFileSync(root + file, "utf8").length).toBeGreaterThan(100);
});
