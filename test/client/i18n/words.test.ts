import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import * as app from "../../../client/i18n/app.ts";
import * as data from "../../../client/i18n/data.ts";
import * as dataForm from "../../../client/i18n/data-form.ts";
import { messages } from "../../../client/i18n/errors.ts";
import * as families from "../../../client/i18n/families.ts";
import { fill } from "../../../client/i18n/fill.ts";
import * as glossary from "../../../client/i18n/glossary.ts";
import * as graphEditor from "../../../client/i18n/graph-editor.ts";
import * as history from "../../../client/i18n/history.ts";
import * as home from "../../../client/i18n/home.ts";
import * as lab from "../../../client/i18n/lab.ts";
import { chooseLocale, preferredLocale } from "../../../client/i18n/locale.ts";
import {
  counted,
  formatBytes,
  formatInteger,
  formatNumber,
  formatPercent,
  formatPoints,
  formatSeconds,
  type Noun,
} from "../../../client/i18n/numbers.ts";
import * as sweep from "../../../client/i18n/sweep.ts";
import { parseTyped } from "../../../client/i18n/typed-number.ts";
import * as vary from "../../../client/i18n/vary.ts";
import * as views from "../../../client/i18n/views.ts";
import type { Localized } from "../../../shared/text.ts";

type Dictionary = Readonly<Record<string, Localized | Noun>>;
const ofLabs = import.meta.glob<Readonly<Record<string, Dictionary>>>(
  "../../../client/{labs,share}/**/{words,errors}.ts",
  {
    eager: true,
  },
);
const dictionaries: Readonly<Record<string, Dictionary>> = {
  app: app.words,
  data: data.words,
  dataForm: dataForm.words,
  errors: messages,
  families: families.families,
  glossary: glossary.words,
  graphEditor: graphEditor.words,
  history: history.words,
  home: home.words,
  lab: lab.words,
  sweep: sweep.words,
  vary: vary.words,
  views: views.words,
  ...Object.fromEntries(
    Object.entries(ofLabs).flatMap(([file, parts]) =>
      Object.entries(parts).map(([name, words]) => [`${file.replace("../../../client/", "")}, ${name}`, words]),
    ),
  ),
};
/** Nouns have a text for one and one for any other number. */
const texts = (words: Readonly<Record<string, Localized | Noun>>): [string, Localized][] =>
  Object.entries(words).flatMap(([name, text]): [string, Localized][] =>
    "one" in text
      ? [
          [`${name}, one`, text.one],
          [`${name}, other`, text.other],
        ]
      : [[name, text]],
  );
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(Object.entries(dictionaries))("words of %s", (_, words) => {
  test.each(texts(words))("%s is in both languages, with the same values", (_name, text) => {
    expect(text.es.trim()).not.toBe("");
    expect(text.en.trim()).not.toBe("");
    expect(slots(text.es)).toEqual(slots(text.en));
  });
});

test("no component holds a text of its own", () => {
  const found: string[] = [];
  for (const file of globSync("client/**/*.tsx")) {
    if (/client\/(terminal|share)\//.test(file)) continue;
    const source = readFileSync(file, "utf8");
    const shown = [
      ...source.matchAll(/<[a-z][^<>]*>\s*([^<>{}();=]*\p{L}{2,}[^<>{}();=]*)[<{]/gu),
      ...source.matchAll(/\b(?:title|aria-label|placeholder|alt)="([^"]*\p{L}{2,}[^"]*)"/gu),
    ];
    for (const [, text] of shown) found.push(`${file}: ${text.trim()}`);
  }
  expect(found).toEqual([]);
});

/** Names under which a file imports the words of another. */
function namesIn(source: string, file: string, from: string): string[] {
  const imports = source.matchAll(/import \{([^}]*)\} from "(\.[^"]+)"/g);
  return [...imports].flatMap(([, names, path]) =>
    join(dirname(file), path) === from
      ? [...names.matchAll(/\bwords(?: as (\w+))?/g)].map(([, as]) => as ?? "words")
      : [],
  );
}

test("no text has a raised minus, for which some fonts draw nothing", () => {
  const isComment = (line: string) => /^\s*(\/\/|\*|\/\*)/.test(line);
  const texts = globSync(["client/**/*.{ts,tsx,md}", "shared/labs/**/*.ts"]).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line.includes("⁻") && !isComment(line))
      .map((line) => `${file}: ${line}`),
  );
  // What is typed may have one.
  expect(texts.filter((line) => !line.startsWith("client/i18n/typed-number.ts"))).toEqual([]);
});

test("no word is left without use, and what one lab alone says lies with it", () => {
  const sources = globSync("client/**/*.{ts,tsx}").map((file) => [file, readFileSync(file, "utf8")] as const);
  const wrong: string[] = [];
  for (const [file, source] of sources) {
    const [, body] = /^export const words = \{\n(.*?)^\}/ms.exec(source) ?? [];
    if (body === undefined) continue;
    const uses = sources.map(([user, text]) => [user, text, namesIn(text, user, file)] as const);
    for (const [, word] of body.matchAll(/^ {2}(\w+): /gm)) {
      // A word that is chosen by a name (`words[name]`) may be any of them.
      const users = uses.filter(([, text, names]) =>
        names.some((name) => new RegExp(`\\b${name}(\\.${word}\\b|\\[)`).test(text)),
      );
      if (users.length === 0) wrong.push(`${file}: nothing says ${word}`);
      const folders = new Set(users.map(([user]) => /^client\/labs\/[\w-]+\/[\w-]+\//.exec(user)?.[0]));
      const [lab, ...others] = folders;
      if (lab && others.length === 0 && !file.startsWith(lab)) wrong.push(`${file}: ${word} is said by ${lab} alone`);
    }
  }
  expect(wrong).toEqual([]);
});

test("the browser's first language that there is decides", () => {
  expect(preferredLocale(["fr-FR", "es-MX", "en"])).toBe("es");
  expect(preferredLocale(["en-GB", "es"])).toBe("en");
  expect(preferredLocale(["de"])).toBe("en");
  expect(preferredLocale([])).toBe("en");
});

test("values are put in place, unknown names stay", () => {
  expect(fill("{a} of {b} {c}", { a: 1, b: "x" })).toBe("1 of x {c}");
});

test("numbers are written as the language writes them", () => {
  expect(formatNumber(1234.5678, "en")).toBe("1,235");
  expect(formatNumber(0.123456, "es")).toBe("0,123");
  expect(formatNumber(3, "en")).toBe("3");
  expect(formatNumber(1.5e-7, "en", 2)).toBe("1.5\u00a0×\u00a010^−7");
  expect(formatNumber(-0.00056569, "es")).toBe("−5,657\u00a0×\u00a010^−4");
  expect(formatNumber(12_345_678, "es", 3)).toBe("1,23\u00a0×\u00a010⁷");
  expect(formatNumber(Number.NaN, "en")).toBe("–");
  expect(formatNumber(-0.004, "en", 3)).toBe("0.00");
  expect([0.048, 0.12, -0.02, -0.0004, 0.00012].map((share) => formatPoints(share, "en"))).toEqual([
    "4.8",
    "12.0",
    "−2.0",
    "0.0",
    "0.0",
  ]);
  expect(formatNumber(-0.006, "en", 3)).toBe("−0.01");
  expect(formatInteger(-60_000, "es")).toBe("−60.000");
  // Those that are written without the browser's tables are written as it would.
  for (const locale of ["es", "en"] as const)
    for (const value of [0, 7, -42, 999, -999, 1000, 9999])
      expect(formatInteger(value, locale)).toBe(new Intl.NumberFormat(locale).format(value).replace("-", "−"));
  expect(formatPercent(-0.5, "en")).toBe("−50%");
  // What was read can be typed again.
  expect(parseTyped(formatNumber(-1234.5, "es", 6), "es")).toBe(-1234.5);
  expect(parseTyped(formatNumber(-2.5e-7, "en"), "en")).toBe(-2.5e-7);
  expect(formatSeconds(0.04, "en")).toBe("40\u00a0ms");
  expect(formatSeconds(200, "en")).toBe("3.3\u00a0min");
  expect(formatBytes(1_500_000, "en")).toBe("1.5 MB");
  expect(formatBytes(304, "es")).toBe("304 bytes");
  expect(formatBytes(1, "es")).toBe("1 byte");
});

test("one thing is counted in the singular", () => {
  chooseLocale("es");
  expect([1, 2, 60_000].map((count) => counted(data.words.rows, count))).toEqual(["1 fila", "2 filas", "60.000 filas"]);
});
