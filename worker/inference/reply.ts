/** An answer's rows in the form that was asked for. */
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Rows } from "../../shared/quant/index.ts";
import { type Format, mediaOf } from "./format.ts";
import { encodePng, grid } from "./png.ts";

export type AnyRows = Rows<Float64Array | Uint8Array>;

export interface Form {
  readonly format: Format;
  /** Pixels of a picture's line, where the asker says so. */
  readonly width: number | undefined;
}

/** Width and height of a picture of so many pixels: square where nothing else is said. Throws an ExperimentError where that leaves a rest. */
export function sizeOf(pixels: number, { width }: Form): readonly [width: number, height: number] {
  const across = width ?? Math.sqrt(pixels);
  if (Number.isInteger(across) && pixels % across === 0) return [across, pixels / across];
  const what =
    width === undefined ? `${pixels} pixels are no square` : `width ${width} does not divide ${pixels} pixels`;
  const cure = width === undefined ? "say the width of a picture: width=…" : `must divide ${pixels}`;
  const values = { value: width ?? pixels, pixels };
  throw new ExperimentError("width", "not-a-picture", `not a picture: ${what} (${cure})`, values);
}

/** Throws an ExperimentError where rows that are no pictures are to be drawn: before anything is computed. */
export function checkForm(form: Form, { gives, isPicture }: { readonly gives: number; readonly isPicture: boolean }) {
  if (form.format !== "png") return;
  if (isPicture) return void sizeOf(gives, form);
  const message = "not a picture: the answer is numbers (must be asked as json or bytes)";
  throw new ExperimentError("format", "not-a-picture", message, { value: form.format, pixels: gives });
}

/** `json`: what is said beside the rows. Bytes are those of pictures as they are, of numbers as float64. */
export function replyOf(rows: AnyRows, form: Form, json: () => unknown): Response {
  const headers = { "Content-Type": mediaOf[form.format], Vary: "Accept" };
  switch (form.format) {
    case "json":
      return new Response(JSON.stringify(json()), { headers });
    case "png":
      return new Response(draw(rows, form), { headers });
    case "bytes":
      return new Response(new Uint8Array(rows.values.buffer as ArrayBuffer), { headers });
    default:
      return form.format satisfies never;
  }
}

function draw({ count, width: pixels, values }: AnyRows, form: Form): Uint8Array<ArrayBuffer> {
  const [width, height] = sizeOf(pixels, form);
  return encodePng(grid({ width, height, channels: 1, values: values as Uint8Array }, count));
}

export function nested({ count, width, values }: AnyRows): number[][] {
  return Array.from({ length: count }, (_, n) => Array.from(values.subarray(n * width, (n + 1) * width)));
}
