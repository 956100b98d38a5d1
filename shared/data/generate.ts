/** Generated tables: what they take, and making them. */
import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef } from "../experiment/experiment.ts";
import type { Params } from "../experiment/fields.ts";
import { limits } from "../experiment/limits.ts";
import { keyOfSeed } from "../random/philox.ts";
import type { Cost, Generator } from "./generators/generator.ts";
import { generatorOf as knownGenerator, knownGenerators } from "./generators/known.ts";
import type { Table } from "./table.ts";

/** What a table is generated from. */
export interface Generated {
  readonly generator: string;
  readonly seed: number;
  readonly params: Params;
}
export type Generate = (ref: Generated) => Table | Promise<Table>;

/** Makes the table where it is called. Throws an ExperimentError for an unknown generator, or a table that is too large. */
export function generateHere({ generator, seed, params }: Generated): Table {
  const found = generatorOf(generator);
  checkCost(generator, found.cost(params));
  return found.generate(keyOfSeed(seed), params);
}

/** What the table of a data reference takes; null where it is not generated. Throws an ExperimentError for an unknown generator. */
export function costOf(ref: DataRef): Cost | null {
  return ref !== null && "generator" in ref ? generatorOf(ref.generator).cost(ref.params) : null;
}

/** The reader is asked before the table is made: nobody asked for so much by opening a link. */
export function asksFirst(ref: DataRef): boolean {
  const cost = costOf(ref);
  const { bytes, steps } = limits.generated.unasked;
  return cost !== null && (cost.bytes > bytes || cost.steps > steps);
}

/** Throws an ExperimentError for a table that no browser is expected to hold. */
export function checkCost(generator: string, { values, bytes }: Cost): void {
  const max = limits.generated.bytes;
  if (bytes <= max) return;
  throw new ExperimentError(
    "data.params",
    "data-too-large",
    `data of ${generator}: ${values} values, ${bytes} bytes (must be at most ${max} bytes: ask for fewer or shorter rows)`,
    { value: values, bytes, max },
  );
}

function generatorOf(id: string): Generator {
  const generator = knownGenerator(id);
  if (generator) return generator;
  throw new ExperimentError(
    "data.generator",
    "unknown-generator",
    `generator: ${id} (must be one of ${knownGenerators()
      .map((one) => one.id)
      .join(", ")})`,
    { value: id },
  );
}
