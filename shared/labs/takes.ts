/** What came with version 2, read for a lab: only what the lab declares that it takes. */

import type { TableUse } from "../data/table.ts";
import { isChecked } from "../experiment/checked-documents.ts";
import type { GraphDocument } from "../experiment/document.ts";
import { ExperimentError } from "../experiment/errors.ts";
import { parseReading, type Reading } from "../experiment/reading.ts";
import { show } from "../experiment/show.ts";
import { parseSweep, type ReaderAt, type Sweep } from "../experiment/sweep.ts";
import type { Lab } from "./lab.ts";

/** What a lab makes of the user's own tables, and the choices that it leaves to the user. */
export function useOf({ data }: Lab): TableUse {
  return { ...data.use, takes: data.reading ?? [] };
}

/**
 * How files that come to a lab are read at first; `chosen` goes before it. Rows of a file may be in an order that rows evenly spaced fall in with, so a lab
 * that holds rows out draws them.
 */
export function firstReading({ data }: Pick<Lab, "data">, chosen?: Reading): Reading | undefined {
  return data.reading?.includes("heldOut") ? { heldOut: "drawn", ...chosen } : chosen;
}

export function readDocument({ id, data }: Lab, input: unknown): GraphDocument {
  const { documents: kinds = [], parseDocument } = data;
  if (parseDocument) {
    const document = isKnown(input) ? input : parseDocument(input);
    const { kind } = document;
    if (kinds.includes(kind)) return document;
    const allowed = kinds.join(", ");
    const message = `unfit document for ${id}: ${kind} (must be ${allowed})`;
    throw new ExperimentError("data.document", "unfit-document", message, { value: kind, lab: id, allowed });
  }
  const kind = kindOf(input);
  const allowed = [...data.generators, ...data.formats].join(", ") || "null";
  const message = `unfit data for ${id}: a document of kind ${kind} (must be ${allowed})`;
  throw new ExperimentError("data.document", "takes-no-document", message, { value: kind, lab: id, allowed });
}

const isKnown = (input: unknown): input is GraphDocument => isChecked(input as GraphDocument);

const kindOf = (input: unknown) =>
  typeof input === "object" && input !== null && "kind" in input && typeof input.kind === "string"
    ? input.kind.slice(0, 40)
    : show(input);

export function readReading({ id, data }: Lab, input: unknown): Reading | undefined {
  const reading = parseReading(input);
  const choices = data.reading ?? [];
  const unfit = Object.entries(reading ?? {}).find(([choice]) => !choices.some((one) => one === choice));
  if (unfit === undefined) return reading;
  const [choice, value] = unfit;
  const path = `data.reading.${choice}`;
  const allowed = choices.join(", ") || "none";
  const message = `unfit ${path} for ${id}: ${value} (must be left out; choices of this lab: ${allowed})`;
  throw new ExperimentError(path, "takes-no-reading", message, { value: String(value), lab: id, choice, allowed });
}

export function readSweep({ id, sweeps }: Lab, input: unknown, readerAt: ReaderAt): Sweep {
  const sweep = parseSweep(input, readerAt);
  if (sweeps) return sweep;
  const value = Object.keys(sweep).join(", ");
  const message = `unfit sweep for ${id}: over ${value} (must be left out: this lab makes one run at a time)`;
  throw new ExperimentError("sweep", "takes-no-sweep", message, { value, lab: id });
}
