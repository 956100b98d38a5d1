/** Texts with their classes, and what a network of their words says of a new one. */
import type { Arrays } from "../../../../arrays.ts";
import type { Table } from "../../../../data/table.ts";
import type { BayesNet } from "../../../../experiment/document.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import { exp, log } from "../../../../math/index.ts";
import { nearestNames } from "../../nearest.ts";
import { samplesOf } from "./samples.ts";
import { wordsOf } from "./words.ts";

export interface Texts {
  readonly name: string;
  readonly classes: readonly string[];
  /** Of the rows that have both. */
  readonly texts: readonly string[];
  readonly labels: Int32Array;
}

/** Texts with their classes. Throws an ExperimentError for a table that has no texts, no such column, or one class alone. */
export function textsOf(table: Table | null, classColumn: string): Texts {
  if (!table?.texts) throw withoutTexts();
  const { names, states, rows } = samplesOf({ ...table, rows: table.rows }, undefined, 2);
  const column = classColumn === "" ? names.length - 1 : names.indexOf(classColumn);
  if (column < 0) throw noSuchColumn(classColumn, names);
  const kept = Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => rows.columns[column][row] >= 0 && table.texts?.[row] !== "",
  );
  if (states[column].length < 2 || kept.length < 2) throw oneClass(names[column], states[column][0] ?? "");
  return {
    name: names[column],
    classes: states[column],
    texts: kept.map((row) => table.texts?.[row] ?? ""),
    labels: Int32Array.from(kept, (row) => rows.columns[column][row]),
  };
}

function withoutTexts(): ExperimentError {
  const message =
    "no column of texts (must be a table with a column of sentences and one of classes: choose another file, or another task)";
  return new ExperimentError("data", "no-texts", message, {});
}

function noSuchColumn(value: string, names: readonly string[]): ExperimentError {
  const nearest = nearestNames(value, names).join(", ");
  const message = `no column is called ${value} (nearest names: ${nearest || "–"})`;
  return new ExperimentError("params.classColumn", "no-class-column", message, { value, nearest: nearest || "–" });
}

function oneClass(column: string, value: string): ExperimentError {
  const message = `column ${column} has one class alone: ${value} (must have at least two: choose another column)`;
  return new ExperimentError("params.classColumn", "one-class", message, { column, value });
}

export interface TextClass {
  readonly probabilities: readonly number[];
  /** Words of the text that the network knows. */
  readonly known: readonly string[];
}

/** Each class of a text by Bayes' rule, all words of the network counted, present or absent. Where every class is impossible, all are equal. */
export function classOfText({ nodes: [{ states, table: prior = [] }, ...words] }: BayesNet, given: string): TextClass {
  const present = new Set(wordsOf(given));
  const logs = states.map((_, c) =>
    words.reduce((sum, { name, table = [] }) => sum + log(table[2 * c + (present.has(name) ? 1 : 0)]), log(prior[c])),
  );
  const most = Math.max(...logs);
  const weights = logs.map((own) => (most === Number.NEGATIVE_INFINITY ? 1 : exp(own - most)));
  const sum = weights.reduce((a, b) => a + b, 0);
  return {
    probabilities: weights.map((own) => own / sum),
    known: words.map(({ name }) => name).filter((name) => present.has(name)),
  };
}

/** The network of a result. */
export function netFrom({ net }: Arrays): BayesNet {
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(net.values))) as BayesNet;
}
