import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { messages } from "../../../client/i18n/errors.ts";
import { explain, learnErrors, learnErrorsLater, loadSentences } from "../../../client/i18n/explain.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { labViews } from "../../../client/labs/index.ts";
import { errors as coders } from "../../../client/labs/parts/coder-errors.ts";
import { densityErrors } from "../../../client/labs/parts/density-errors.ts";
import { expressionErrors } from "../../../client/labs/parts/expression-errors.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Localized } from "../../../shared/text.ts";
import { eventually } from "../../eventually.ts";
import { thrownCodes } from "./thrown.ts";

type Sentences = Readonly<Record<string, Localized>>;
const ofLabs = import.meta.glob<Sentences | undefined>("../../../client/labs/*/*/{words,errors}.ts", {
  eager: true,
  import: "errors",
});
/** A family whose views bring sentences of nets, too, calls what it adds its own. */
const ofFamilies = import.meta.glob<{ readonly errors: Sentences; readonly own?: Sentences }>(
  "../../../client/labs/*/errors.ts",
  { eager: true },
);
const homeOf = (file: string) => /labs\/(.*)\/\w+\.ts$/.exec(file)?.[1] ?? "";
/** By lab: some have them in a file of their own, which their words may bring. */
const byLab = new Map<string, Sentences>();
for (const [file, sentences] of Object.entries(ofLabs))
  byLab.set(homeOf(file), { ...byLab.get(homeOf(file)), ...sentences });
/** Where sentences lie: everywhere, "factors", "factors/ica". */
const everywhere = "everywhere";
const homes: readonly (readonly [home: string, sentences: Sentences])[] = [
  [everywhere, messages],
  ["parts/coders", coders],
  ["parts/densities", densityErrors],
  ["parts/expressions", expressionErrors],
  ...Object.entries(ofFamilies).map(([file, { errors, own }]) => [homeOf(file), own ?? errors] as const),
  ...byLab,
];

/** The parts of the sentences that lie everywhere. */
const parts = import.meta.glob<Readonly<Record<string, Sentences>>>("../../../client/i18n/errors/*.ts", {
  eager: true,
});

// The terminal speaks English.
const files = globSync(["shared/**/*.ts", "client/**/*.{ts,tsx}"]).filter(
  (file) => !file.startsWith("client/terminal/"),
);
const thrown = thrownCodes(new Map(files.map((file) => [file, readFileSync(file, "utf8")])));

/** What nets of several families throw: those who draw with their parts bring the sentences. */
const nets = "parts";

/** The lowest folder of labs that holds all these files. */
function lowest(files: ReadonlySet<string>): string {
  if ([...files].every((file) => file.startsWith("shared/math/expression/"))) return `${nets}/expressions`;
  if ([...files].every((file) => file.startsWith("shared/densities/"))) return `${nets}/densities`;
  const folders = [...files].map((file) => /^shared\/labs\/([\w-]+)\/(?:([\w-]+)\/)?/.exec(file) ?? []);
  const [family, ...otherFamilies] = new Set(folders.map(([, family]) => family));
  const [lab, ...otherLabs] = new Set(folders.map(([, , lab]) => lab));
  if (!family || otherFamilies.length > 0) return everywhere;
  if (family === "nets") return lab === "coders" && otherLabs.length === 0 ? `${nets}/coders` : nets;
  return lab && otherLabs.length === 0 ? `${family}/${lab}` : family;
}

test("no part has a sentence for the code of another, which it would replace", () => {
  const codes = Object.values(parts).flatMap((part) => Object.values(part).flatMap((some) => Object.keys(some)));
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
  expect(codes.sort()).toEqual(Object.keys(messages).sort());
});

test("each code that is thrown has a sentence, in the lowest folder of all who throw it; each sentence is thrown", () => {
  const expected = [...thrown].map(([code, files]) => `${code}: ${lowest(files)}`);
  const written = homes.flatMap(([home, sentences]) => Object.keys(sentences).map((code) => `${code}: ${home}`));
  expect(written.sort()).toEqual(expected.sort());
});

/** Whether the lab asks what all nets ask: for pictures with classes, or for a size that a browser can hold. */
const isOfNets = (family: string, id: string) =>
  globSync(`shared/labs/${family}/${id}/*.ts`).some((file) =>
    /require(Pictures|Classes)|rowParts|check(WeightCount|Together|Coder|Samples)/.test(readFileSync(file, "utf8")),
  );

/** Whether it has an encoder with a decoder, as far as these are refused: by itself, or with the samples of its family. */
const isOfCoders = (family: string, id: string) =>
  globSync(`shared/labs/${family}/${id}/*.ts`).some((file) =>
    /check(Coder|Samples|Convolutions)/.test(readFileSync(file, "utf8")),
  );

/** Whether it reads expressions, which may be wrong. */
const isOfExpressions = (family: string, id: string) =>
  globSync(`shared/labs/${family}/${id}/**/*.ts`).some((file) => /parseExpression/.test(readFileSync(file, "utf8")));

/** Whether it reads densities or integrands, which may be wrong. */
const isOfDensities = (family: string, id: string) =>
  globSync(`shared/labs/${family}/${id}/**/*.ts`).some((file) => /DensityError/.test(readFileSync(file, "utf8")));

/** Whether it learns texts. */
const isOfTexts = (family: string, id: string) =>
  family === "generative" &&
  globSync(`shared/labs/${family}/${id}/**/*.ts`).some((file) => /readText/.test(readFileSync(file, "utf8")));

/** Whether it compares points, or other rows, that it draws with those that are held out. */
const isOfPoints = (family: string, id: string) =>
  family === "generative" &&
  globSync(`shared/labs/${family}/${id}/*.ts`).some((file) =>
    /check(Points|Compared|Rows)/.test(readFileSync(file, "utf8")),
  );

test.each(labs.map(({ id, family }) => ({ id, family })))(
  "the view of $id brings its sentences",
  async ({ id, family }) => {
    const view = await labViews.find((entry) => entry.id === id)?.load();
    const own = homes
      .filter(
        ([home]) =>
          home === family ||
          home === `${family}/${id}` ||
          (home === nets && isOfNets(family, id)) ||
          (home === `${nets}/coders` && isOfCoders(family, id)) ||
          (home === `${nets}/densities` && isOfDensities(family, id)) ||
          (home === "generative/text" && isOfTexts(family, id)) ||
          (home === "generative/points" && isOfPoints(family, id)) ||
          (home === `${nets}/expressions` && isOfExpressions(family, id)),
      )
      .flatMap(([, all]) => Object.keys(all));
    const brought = { ...view?.errors, ...(await view?.moreErrors?.()) };
    expect(Object.keys(brought).sort()).toEqual(own.sort());
  },
);

test("an error of a lab says its own sentence, English and exact, until the lab's view is there", async () => {
  await loadSentences();
  chooseLocale("es");
  const error = new ExperimentError("data", "too-dull", "data too dull: 3 (must be 4 or more)", { value: 3 });
  expect(explain(error)).toBe("data too dull: 3 (must be 4 or more)");
  learnErrors({ "too-dull": { es: "Datos muy sosos: {value}.", en: "Data too dull: {value}." } });
  expect(explain(error)).toBe("Datos muy sosos: 3.");
  chooseLocale("en");
  expect(explain(error)).toBe("Data too dull: 3.");
});

test("sentences that a lab keeps for later come with the first error that none explains, and nothing is said before", async () => {
  chooseLocale("en");
  const error = new ExperimentError("data", "too-bright", "data too bright: 4 (must be 3 or less)", { value: 4 });
  expect(explain(error)).toBe("data too bright: 4 (must be 3 or less)");
  learnErrorsLater(async () => ({ "too-bright": { es: "Datos muy vivos: {value}.", en: "Data too vivid: {value}." } }));
  expect(explain(error)).toBe("");
  await loadSentences();
  await eventually(() => expect(explain(error)).toBe("Data too vivid: 4."));
  learnErrorsLater(() => Promise.reject(new Error("no network")));
  await loadSentences();
  expect(explain(new ExperimentError("data", "too-odd", "data too odd: 5", {}))).toBe("data too odd: 5");
});

test("no lab's sentence stands in the place of another", () => {
  const codes = homes.flatMap(([, sentences]) => Object.keys(sentences));
  expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
});

test("codes are read where they are handed on, chosen, or taken from a table", () => {
  const sources = new Map([
    ["a.ts", `throw new ExperimentError("data", bad ? "one" : "two", \`x, \${f("a, b")}\`);`],
    [
      "b.ts",
      `export function refuse(path: string, code: string): Error { return new ExperimentError(path, code, ""); }`,
    ],
    ["c.ts", `import { refuse } from "./b.ts";\nthrow refuse("data", "three");`],
    [
      "d.ts",
      `const codes: Table = { min: "four", max: "five" };\nconst code = codes[type] ?? "six";\nthrow new ExperimentError(path, code, "");`,
    ],
    ["e.ts", `throw new PoolError("seven", "x");`],
  ]);
  expect([...thrownCodes(sources).keys()].sort()).toEqual(["five", "four", "one", "seven", "six", "three", "two"]);
  const hidden = new Map([["f.ts", "throw new ExperimentError(path, pick(), x);"]]);
  expect(() => thrownCodes(hidden)).toThrow(/f\.ts: the code .* cannot be read/);
});
