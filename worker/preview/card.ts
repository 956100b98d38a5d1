/** What a stored result looks like: the card of its arrays, as the page would make it of a run. */
import * as v from "valibot";
import type { Arrays } from "../../shared/arrays.ts";
import { documentTable } from "../../shared/data/document-table.ts";
import { costOf, generateHere } from "../../shared/data/generate.ts";
import { decodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { type Card, cardOf, curvesOf } from "../../shared/labs/card.ts";
import { foldFromArrays } from "../../shared/labs/fold.ts";
import type { Lab, Task } from "../../shared/labs/lab.ts";
import { keyOfSeed } from "../../shared/random/philox.ts";
import { previewDetail } from "./draw.ts";

/**
 * The card of arrays that anybody may have written; undefined where nothing can be drawn of them. What lies between them and the picture works on as many
 * numbers as there are: lengths without numbers, which would cost nothing to send, are left out.
 */
export async function cardOfResult(lab: Lab, experiment: Experiment, bytes: Uint8Array): Promise<Card | undefined> {
  try {
    const { arrays, metadata } = decodeSafetensors(bytes, "arrays");
    const data = tableOf(experiment);
    if (data) await lab.prepare?.(data);
    await lab.prepareFor?.(experiment.params);
    const tasks =
      data === null && experiment.data !== null
        ? namesOf(metadata.tasks)
        : lab.plan(experiment.params, data, keyOfSeed(experiment.seed));
    const fold = foldFromArrays(tasks, solid(arrays as Arrays));
    const picture = pictureOf(() => lab.picture?.(fold, data)) ?? curvesOf(fold, 4);
    return cardOf(picture, previewDetail);
  } catch {
    // Arrays of another plan, or of none.
    return undefined;
  }
}

/** A lab may find that its own arrays are not what it made: then there are still the curves of the run. */
function pictureOf<T>(make: () => T | undefined): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** What is generated at little cost, or written in the experiment; null otherwise: files are not read for a picture. */
function tableOf({ data }: Experiment): Table | null {
  if (data === null || "files" in data) return null;
  if ("document" in data) return documentTable(data.document);
  const cost = costOf(data);
  const { steps, bytes } = limits.preview;
  return cost !== null && cost.steps <= steps && cost.bytes <= bytes ? generateHere(data) : null;
}

const solid = (arrays: Arrays): Arrays =>
  Object.fromEntries(Object.entries(arrays).filter(([, { values }]) => values.length > 0));

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 32 - 1));
const name = v.pipe(v.string(), v.maxLength(128));
const planSchema = v.pipe(v.array(v.object({ id: name, kind: name, steps: count })), v.maxLength(limits.json.keys));

/** The tasks that the publisher wrote down, where they cannot be planned: their names alone, since nobody has checked the rest. */
function namesOf(tasks = "[]"): readonly Task[] {
  return v.parse(planSchema, JSON.parse(tasks)).map((task) => ({ ...task, key: [0, 0], params: {} }) as Task);
}
