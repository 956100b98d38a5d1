import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { notices, noticeText } from "../../../client/i18n/notices.ts";

const made = new Set(
  globSync("shared/**/*.ts").flatMap((file) => {
    const source = readFileSync(file, "utf8");
    return [...source.matchAll(/\bcode: ["`]([a-z-]+)(\$\{\w+\})?["`], values\b|code: "([a-z-]+)",\s*values:/g)].map(
      ([, plain, rest, wrapped]) => (rest ? `${plain}…` : (plain ?? wrapped)),
    );
  }),
);

test("each notice has a sentence, and each sentence a notice", () => {
  const reasons = Object.keys(notices).filter((code) => code.startsWith("left-out-"));
  const codes = [...made].filter((code) => code !== "left-out-…" && code !== "left-out-stray");
  expect(made).toContain("left-out-…");
  expect([...codes, ...reasons].sort()).toEqual(Object.keys(notices).sort());
});

test("a notice is a sentence in either language, with its numbers as the language writes them", () => {
  const notice = { code: "rows-dropped", values: { value: 1234, rows: 12345 } };
  expect(noticeText(notice, "en")).toBe("Rows dropped because a value is missing: 1,234 of 12,345.");
  expect(noticeText(notice, "es")).toBe("Filas quitadas por tener algún hueco: 1234 de 12.345.");
  const spreads = (ratio: number) => ({ code: "spreads-differ", values: { wide: "a", narrow: "b", ratio } });
  expect(noticeText(spreads(1.2e6), "en")).toContain("about 1,200,000 times as much");
  expect(noticeText(spreads(1e60), "en")).toContain("about 1\u00a0×\u00a010⁶⁰ times as much");
});

test("both languages say the same values", () => {
  const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
  for (const { es, en } of Object.values(notices)) expect(values(es)).toEqual(values(en));
});
