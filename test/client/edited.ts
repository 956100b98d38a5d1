/** Experiments as a reader makes them: any preset of a lab after any edits of its form. */
import fc from "fast-check";
import { generators } from "../../shared/data/generators/index.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Field, Fields, ParamValue } from "../../shared/experiment/fields.ts";
import { activeFields } from "../../shared/experiment/schema.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";

/** Numbers in [0, 1) that say which control is moved, and to where. */
type Edit = readonly [which: number, where: number];

export function editedExperiments(lab: Lab): fc.Arbitrary<Experiment> {
  const number = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  return fc
    .tuple(fc.constantFrom(...lab.presets), fc.array(fc.tuple(number, number), { maxLength: 8 }))
    .map(([preset, edits]) => edits.reduce((now, edit) => edited(lab, now, edit), presetExperiment(lab, preset)));
}

function edited(lab: Lab, experiment: Experiment, [which, where]: Edit): Experiment {
  const { data, params } = experiment;
  const generated = data !== null && "generator" in data ? data : null;
  const named = (prefix: string, fields: Fields, values: Experiment["params"]) =>
    activeFields(fields, values).map(([name, field]) => [`${prefix}.${name}`, drawn(field, where)] as const);
  const seed = Math.floor(where * Number.MAX_SAFE_INTEGER);
  const ids = lab.data.generators;
  const generator = generators.find(({ id }) => id === generated?.generator);
  const choices = [
    ["seed", seed] as const,
    ...named("params", lab.params, params),
    ...(generated ? ([["data.seed", seed]] as const) : []),
    ...(generated ? ([["data.generator", ids[Math.floor(where * ids.length)]]] as const) : []),
    ...(generated && generator ? named("data.params", generator.params, generated.params) : []),
  ];
  const [path, value] = choices[Math.floor(which * choices.length)];
  return setPath(lab, experiment, path, value);
}

function drawn(field: Field, where: number): ParamValue {
  switch (field.kind) {
    case "integer":
      return field.min + Math.floor(where * (field.max - field.min + 1));
    case "number":
      return field.min + where * (field.max - field.min);
    case "choice":
      return field.options[Math.floor(where * field.options.length)].value;
    case "boolean":
      return where < 0.5;
    case "text":
      return "añ{x}'".repeat(3).slice(0, Math.min(field.maxLength, Math.floor(where * 18)));
    case "integers": {
      const count = field.minItems + Math.floor(where * (field.maxItems - field.minItems + 1));
      return Array.from({ length: count }, (_, i) => field.min + (i % (field.max - field.min + 1)));
    }
    case "columns": {
      const count = field.minItems + Math.floor(where * (Math.min(field.maxItems, 5) - field.minItems + 1));
      return Array.from({ length: count }, (_, i) => `columna ${i}`);
    }
    case "map": {
      const names = ["a.b", "año", "__proto__", '"x=1"'].slice(0, Math.min(field.maxItems, Math.floor(where * 5)));
      const value = field.values === "text" ? `s${Math.floor(where * 9)}` : [where, 1 - where];
      return Object.fromEntries(names.map((name) => [name, value])) as ParamValue;
    }
    default:
      return field satisfies never;
  }
}
