import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("statements of the index are made in one place, which checks their values", () => {
  const files = globSync("worker/**/*.ts", { cwd: root }).filter((file) => !file.endsWith("configuration.d.ts"));
  expect(files.length).toBeGreaterThan(20);
  const making = files.filter((file) => /\.(?:prepare|bind)\(/.test(readFileSync(`${root}/${file}`, "utf8")));
  expect(making).toEqual(["worker/store/index.ts"]);
});
