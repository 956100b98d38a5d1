import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The same in both languages. */
const units = ["nats"];

test("heads of the tables that figures save are words of the reader's language: only symbols stand in the code", () => {
  const files = globSync("client/**/*.{ts,tsx}");
  expect(files.length).toBeGreaterThan(200);
  const fixed = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/name: "([a-z]{2,}[^"]*)", values/g)].map(([, name]) => `${file}: ${name}`),
  );
  expect(fixed.filter((one) => !units.some((unit) => one.endsWith(`: ${unit}`)))).toEqual([]);
});
