import { beforeAll, expect, test } from "vitest";
import { explain, learnErrors, learnFields, loadSentences } from "../../../client/i18n/explain.ts";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { labViews } from "../../../client/labs/index.ts";
import type { Table } from "../../../shared/data/table.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Field } from "../../../shared/experiment/fields.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";

beforeAll(loadSentences);

/** What someone may type, send or link to for a field: of other kinds, beyond the bounds, at them. */
function tried(field: Field): readonly unknown[] {
  const odd = ["", "abc", "1,x", "<b>", "\u{1f642}", "1e999", "-1e9", "x".repeat(100_000), null, {}, [], [1, 1], true];
  if (field.kind === "choice") return [...odd, ...field.options.map(({ value }) => value)];
  if (field.kind === "boolean") return [...odd, false];
  if (!("min" in field)) return odd;
  const { min, max } = field;
  const bounds = [min, max, min - 1, max + 1, (min + max) / 2 + 0.3];
  if (field.kind !== "integers") return [...odd, ...bounds];
  const lists = [field.minItems - 1, field.minItems, field.maxItems, field.maxItems + 1].filter((count) => count >= 0);
  return [...odd, ...bounds, ...lists.map((count) => Array(count).fill(max))];
}

const values = (rows: number, columns: number) =>
  Float64Array.from({ length: rows * columns }, (_, i) => Math.sin(7 * i));
/** Tables that hardly any lab is made for. */
const tables: readonly Table[] = [
  { rows: 1, columns: 1, values: values(1, 1) },
  { rows: 3, columns: 2, values: new Float64Array(6) },
  { rows: 40, columns: 3, values: values(40, 3) },
  { rows: 40, columns: 3, values: values(40, 3), mask: Uint8Array.from({ length: 120 }, (_, i) => (i % 5 ? 1 : 0)) },
  { rows: 30, columns: 2, values: values(30, 2), labels: new Int32Array(30), classes: ["a"] },
  { rows: 2, columns: 9, values: new Uint8Array(18), image: { width: 3, height: 3, channels: 1 } },
  { rows: 2, columns: 1, values: values(2, 1), texts: ["", "a"] },
  { rows: 20, columns: 1, values: values(20, 1), rate: 8000 },
];

/** Everything that is refused about the parameters of a lab, alone and with such tables, once by code and place. */
async function refusals(lab: Lab): Promise<readonly ExperimentError[]> {
  const found = new Map<string, ExperimentError>();
  const note = (read: () => unknown) => {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      found.set(`${error.code} ${error.path} ${Object.keys(error.values)}`, error);
    }
  };
  const changed = (experiment: Experiment, path: string, value: unknown): Experiment | undefined => {
    let next: Experiment | undefined;
    note(() => {
      next = setPath(lab, experiment, path, value);
    });
    return next;
  };
  for (const preset of lab.presets) {
    const experiment = presetExperiment(lab, preset);
    for (const [name, field] of Object.entries(lab.params))
      for (const value of tried(field)) {
        const next = changed(experiment, `params.${name}`, value);
        if (!next) continue;
        await lab.prepareFor?.(next.params as never);
        for (const table of next.data === null ? [null] : tables) note(() => lab.check?.(next.params as never, table));
      }
  }
  return [...found.values()];
}

test.each(labs.map(({ id, load }) => ({ id, load })))(
  "all that is refused about the parameters of $id is said in Spanish, with its values",
  async ({ id, load }) => {
    const lab = await load();
    const view = await labViews.find((entry) => entry.id === id)?.load();
    learnErrors({ ...view?.errors, ...(await view?.moreErrors?.()) });
    learnFields(lab.params);
    const errors = await refusals(lab);
    expect(errors.length).toBeGreaterThan(0);
    const incomplete = errors.filter(({ values }) => Object.values(values).some((value) => value === undefined));
    expect(incomplete.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
    const said = (locale: "en" | "es") => {
      chooseLocale(locale);
      return errors.map((error) => explain(error));
    };
    const [english, spanish] = [said("en"), said("es")];
    const unsaid = errors.filter(({ message }, i) => spanish[i] === message || spanish[i] === english[i]);
    expect(unsaid.map(({ code, message, values }) => `${code}: ${message} ${JSON.stringify(values)}`)).toEqual([]);
    expect(
      spanish.filter((sentence) => /\{\w+\}|\b(undefined|NaN|must|the|of|with)\b|\bparams\./.test(sentence)),
    ).toEqual([]);
    // "1 rows": a number that may be 1 takes words that agree with it.
    expect(
      [...spanish, ...english].filter((said) => /(?<![\d.,])1 (?!is|es|has|class)[a-záéíóúñ]+s\b/.test(said)),
    ).toEqual([]);
  },
);
