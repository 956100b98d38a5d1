/** An answer's rows in the form that was asked for. */
import { encodePng, grid } from "../../shared/data/readers/png/write.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { type Format, mediaOf } from "./format.ts";
import type { Widths } from "./model.ts";
import type { Answered } from "./nets.ts";

export interface Form {
  readonly format: Format;
  /** Pixels of a picture's line, where the asker says so. */
  readonly width: number | undefined;
}

interface Size {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Of the pictures that rows of this shape are; where they are but numbers, square unless the asker says how wide. Throws an ExperimentError where that leaves a rest. */
function sizeOf(shape: readonly number[], { width }: Form): Size {
  const [height, across, channels] = shape;
  if (shape.length === 3 && (channels === 1 || channels === 3)) return { width: across, height, channels };
  const pixels = shape.reduce((product, extent) => product * extent, 1);
  const own = width ?? Math.sqrt(pixels);
  if (Number.isInteger(own) && pixels % own === 0) return { width: own, height: pixels / own, channels: 1 };
  const what =
    width === undefined ? `${pixels} pixels are no square` : `width ${width} does not divide ${pixels} pixels`;
  const cure = width === undefined ? "say the width of a picture: width=…" : `must divide ${pixels}`;
  const values = { value: width ?? pixels, pixels };
  throw new ExperimentError("width", "not-a-picture", `not a picture: ${what} (${cure})`, values);
}

/** Throws an ExperimentError where rows that are no pictures are to be drawn: before anything is computed. */
export function checkForm(form: Form, { gives, shape }: Widths): void {
  if (form.format !== "png") return;
  if (shape !== null) return void sizeOf(shape, form);
  const message = "not a picture: the answer is numbers (must be asked as json or bytes)";
  throw new ExperimentError("format", "not-a-picture", message, { value: form.format, pixels: gives });
}

/** Throws an ExperimentError where the answer would be too long as text: before anything is computed. `each`: bytes of a number with its comma. */
export function checkLength({ format }: Form, count: number, { gives }: Widths, each: number): void {
  const { json: max } = limits.inference;
  const value = count * gives * each;
  if (format !== "json" || value <= max) return;
  const rows = Math.floor(max / (gives * each));
  const cure = `${rows > 0 ? `ask ${rows} rows at most, or ` : ""}ask for bytes: format=bytes`;
  const message = `answer too large: up to ${value} bytes of JSON (must be at most ${max}: ${cure})`;
  throw new ExperimentError("rows", "answer-too-large", message, { value, max, rows });
}

/** `json`: the answer with what is said beside the rows. Bytes are those of levels as they are, of numbers as float64. */
export function replyOf(
  { rows, levels }: Answered,
  form: Form,
  { shape }: Widths,
  json: () => Uint8Array<ArrayBuffer>,
): Response {
  const headers = { "Content-Type": mediaOf[form.format], Vary: "Accept" };
  switch (form.format) {
    case "json":
      return new Response(json(), { headers });
    case "png": {
      const values = levels as Uint8Array;
      return new Response(encodePng(grid({ ...sizeOf(shape ?? [], form), values }, rows.count)), { headers });
    }
    case "bytes":
      return new Response(new Uint8Array(rows.values.buffer as ArrayBuffer), { headers });
    default:
      return form.format satisfies never;
  }
}
