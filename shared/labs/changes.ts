/** What differs between two experiments of a lab, in the terms of its form. */
import { generatorOf } from "../data/generators/known.ts";
import { isEqual } from "../experiment/equal.ts";
import type { DataRef, Experiment, FileData, FileRef, GeneratedData } from "../experiment/experiment.ts";
import type { Field, Fields, MapField, Params, ParamValue } from "../experiment/fields.ts";
import type { Reading } from "../experiment/reading.ts";
import type { Sweep } from "../experiment/sweep.ts";
import { withVersion } from "../experiment/version.ts";
import type { Lab } from "./lab.ts";

/** One thing that differs: its path, and its value in the one and in the other. Absent: not there (a parameter that does not apply). */
export type Change =
  | { readonly kind: "seed"; readonly path: "seed" | "data.seed"; readonly before: number; readonly after: number }
  /** `path`: "params.<name>" or "data.params.<name>". */
  | ({ readonly kind: "field"; readonly path: string; readonly field: Field } & Sides<ParamValue>)
  /** One entry of a map, "params.<map>.<key>" or "data.params.<map>.<key>". */
  | ({ readonly kind: "entry"; readonly path: string; readonly field: MapField; readonly key: string } & Sides<Entry>)
  /** Other data altogether. */
  | { readonly kind: "data"; readonly path: "data"; readonly before: DataRef; readonly after: DataRef }
  | ({ readonly kind: "weights"; readonly path: "data.weights" } & Sides<FileRef>)
  | ({ readonly kind: "reading"; readonly path: `data.reading.${keyof Reading}` } & Sides<Reading[keyof Reading]>)
  | ({ readonly kind: "sweep"; readonly path: "sweep" } & Sides<Sweep>);

type Entry = string | readonly number[];
interface Sides<T> {
  readonly before?: T | undefined;
  readonly after?: T | undefined;
}

/** All that differs, in the order of the form: data, parameters, seed, grid. Both are experiments of `lab` with all their parameters. */
export function changesOf(lab: Pick<Lab, "params">, a: Experiment, b: Experiment): readonly Change[] {
  const sweep = { kind: "sweep", path: "sweep", before: a.sweep, after: b.sweep } as const;
  return [
    ...dataChanges(a.data, b.data),
    ...fieldChanges("params", lab.params, a.params, b.params),
    ...(a.seed === b.seed ? [] : [{ kind: "seed", path: "seed", before: a.seed, after: b.seed } as const]),
    ...(equal(a.sweep, b.sweep) ? [] : [sweep]),
  ];
}

/** The experiment after the changes: `applyChanges(a, changesOf(lab, a, b))` says what `b` says. */
export function applyChanges(a: Experiment, changes: readonly Change[]): Experiment {
  return withVersion(changes.reduce(applied, a));
}

function dataChanges(a: DataRef, b: DataRef): readonly Change[] {
  if (equal(a, b)) return [];
  if (isGenerated(a) && isGenerated(b) && a.generator === b.generator) return generatedChanges(a, b);
  if (isFiles(a) && isFiles(b) && equal({ ...a, reading: null }, { ...b, reading: null })) {
    const [before, after] = [a.reading ?? {}, b.reading ?? {}];
    return namesOf(before, after)
      .filter((name) => !equal(before[name], after[name]))
      .map((name) => ({
        kind: "reading",
        path: `data.reading.${name}`,
        before: before[name],
        after: after[name],
      }));
  }
  return [{ kind: "data", path: "data", before: a, after: b }];
}

function generatedChanges(a: GeneratedData, b: GeneratedData): readonly Change[] {
  const fields = generatorOf(a.generator)?.params ?? {};
  const { weights: before } = a;
  const { weights: after } = b;
  return [
    ...(equal(before, after) ? [] : [{ kind: "weights", path: "data.weights", before, after } as const]),
    ...fieldChanges("data.params", fields, a.params, b.params),
    ...(a.seed === b.seed ? [] : [{ kind: "seed", path: "data.seed", before: a.seed, after: b.seed } as const]),
  ];
}

function fieldChanges(prefix: string, fields: Fields, a: Params, b: Params): readonly Change[] {
  return Object.entries(fields)
    .filter(([name]) => !equal(a[name], b[name]))
    .flatMap(([name, field]): readonly Change[] => {
      const path = `${prefix}.${name}`;
      const [before, after] = [a[name], b[name]];
      // A map that applies on one side alone is one change: it is not the same as one without entries.
      if (field.kind !== "map" || before === undefined || after === undefined)
        return [{ kind: "field", path, field, before, after }];
      return entryChanges(path, field, new Map(Object.entries(before)), new Map(Object.entries(after)));
    });
}

function entryChanges(
  path: string,
  field: MapField,
  a: ReadonlyMap<string, Entry>,
  b: ReadonlyMap<string, Entry>,
): readonly Change[] {
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((key) => !equal(a.get(key), b.get(key)))
    .sort((one, other) => (one < other ? -1 : 1))
    .map((key) => ({ kind: "entry", path: `${path}.${key}`, field, key, before: a.get(key), after: b.get(key) }));
}

function applied(experiment: Experiment, change: Change): Experiment {
  const { data } = experiment;
  if (change.kind === "entry") return withEntry(experiment, change);
  const { path, after } = change;
  if (change.kind === "seed" && path === "seed") return { ...experiment, seed: change.after };
  if (change.kind === "data") return { ...experiment, data: change.after };
  if (change.kind === "sweep") return withMember(experiment, "sweep", after) as Experiment;
  if (path.startsWith("params."))
    return { ...experiment, params: withMember(experiment.params, path.slice("params.".length), after) as Params };
  if (isFiles(data) && change.kind === "reading") {
    const reading = withMember(data.reading ?? {}, path.slice("data.reading.".length), after);
    return { ...experiment, data: withMember(data, "reading", emptied(reading)) as FileData };
  }
  if (!isGenerated(data)) return experiment;
  if (path.startsWith("data.params."))
    return {
      ...experiment,
      data: { ...data, params: withMember(data.params, path.slice("data.params.".length), after) as Params },
    };
  return { ...experiment, data: withMember(data, path.slice("data.".length), after) as GeneratedData };
}

function withEntry(experiment: Experiment, { path, key, after }: Change & { readonly kind: "entry" }): Experiment {
  const { data } = experiment;
  const set = (params: Params, name: string): Params => {
    const map = withMember(params[name] as object, key, after);
    const sorted = Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
    return { ...params, [name]: Object.fromEntries(sorted) };
  };
  const inner = path.slice(0, -key.length - 1);
  if (inner.startsWith("params."))
    return { ...experiment, params: set(experiment.params, inner.slice("params.".length)) };
  if (!isGenerated(data)) return experiment;
  return { ...experiment, data: { ...data, params: set(data.params, inner.slice("data.params.".length)) } };
}

/** The object with one member set, or without it. */
function withMember(object: object, name: string, value: unknown): object {
  const others = Object.entries(object).filter(([one]) => one !== name);
  return Object.fromEntries(value === undefined ? others : [...others, [name, value]]);
}

const emptied = (object: object) => (Object.keys(object).length > 0 ? object : undefined);
const namesOf = (a: Reading, b: Reading) =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].sort() as (keyof Reading)[];
const isGenerated = (data: DataRef): data is GeneratedData => data !== null && "generator" in data;
const isFiles = (data: DataRef): data is FileData => data !== null && "files" in data;
const equal = (a: unknown, b: unknown) => isEqual(a ?? null, b ?? null);
