import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { licencesText, packageOf } from "../../../client/build/licences.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "latente-licences-"));
afterAll(() => rmSync(folder, { recursive: true }));

function packaged(about: object, files: Readonly<Record<string, string>> = {}): string {
  const path = mkdtempSync(join(folder, "p-"));
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "package.json"), JSON.stringify({ version: "1.0.0", ...about }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

test("a module belongs to the innermost package", () => {
  expect(packageOf("/a/node_modules/d3-array/src/max.js")).toBe("/a/node_modules/d3-array");
  expect(packageOf("/a/node_modules/@x/y/dist/z.js?commonjs-es-import")).toBe("/a/node_modules/@x/y");
  expect(packageOf("\u0000/a/node_modules/b/node_modules/c/i.js")).toBe("/a/node_modules/b/node_modules/c");
  expect(packageOf("/a/client/main.tsx")).toBeUndefined();
  expect(packageOf("\u0000vite/preload-helper.js")).toBeUndefined();
});

test("each package once, by name, with its own text and its notices", () => {
  const b = packaged({ name: "b", license: "ISC" }, { LICENSE: "text of b", "NOTICE.md": "notice of b" });
  const a = packaged({ name: "a", license: "MIT" }, { "licence.txt": "text of a", "license-checker.js": "" });
  const text = licencesText(root, [b, a, b]);
  expect(text).toMatch(/^Latente contains .*\nLatente contiene /);
  expect(text.indexOf("a 1.0.0 (MIT)\n-------------\n\ntext of a")).toBeGreaterThan(0);
  expect(text.indexOf("b 1.0.0 (ISC)")).toBeGreaterThan(text.indexOf("text of a"));
  expect(text).toContain("text of b\n\nnotice of b");
  expect(text.match(/text of b/g)).toHaveLength(1);
});

test("a package that only names its licence gets the known text; of another kind the build fails", () => {
  const apache = licencesText(root, [packaged({ name: "named", license: "Apache-2.0", author: "A. Author" })]);
  expect(apache).toMatch(/Copyright A\. Author\n\n\s*Apache License/);
  const mit = licencesText(root, [packaged({ name: "small", license: "MIT" })]);
  expect(mit).toMatch(/Copyright the authors of small\n\nPermission is hereby granted/);
  expect(() => licencesText(root, [packaged({ name: "odd", license: "Odd-1.0" })])).toThrow(
    /^missing licence: odd 1\.0\.0 \(Odd-1\.0\)/,
  );
});
