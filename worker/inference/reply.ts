/** An answer's rows in the form that was asked for. */
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Rows } from "../../shared/quant/index.ts";
import { type Format, mediaOf } from "./format.ts";
import type { Widths } from "./model.ts";
import type { Answered } from "./nets.ts";
import { encodePng, grid } from "./png.ts";

type AnyRows = Rows<Float64Array | Uint8Array>;

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

export function nested({ count, width, values }: AnyRows): number[][] {
  return Array.from({ length: count }, (_, n) => Array.from(values.subarray(n * width, (n + 1) * width)));
}

/** As JSON.stringify writes an object with its rows between these members, but for half a million bytes in a few milliseconds. */
export function jsonOf(before: object, rows: AnyRows, after: object): Uint8Array<ArrayBuffer> {
  const members = (part: object) => JSON.stringify(part).slice(1, -1);
  const [head, tail] = [`{${members(before)},"rows":`, `,${members(after)}}`].map((text) => encoder.encode(text));
  const lists = listsOf(rows);
  const out = new Uint8Array(head.length + lists.length + tail.length);
  out.set(head);
  out.set(lists, head.length);
  out.set(tail, head.length + lists.length);
  return out;
}

const encoder = new TextEncoder();
const [COMMA, OPEN, CLOSE, ZERO] = [...",[]0"].map((letter) => letter.charCodeAt(0));

function listsOf(rows: AnyRows): Uint8Array {
  const { count, width, values } = rows;
  if (!(values instanceof Uint8Array)) return encoder.encode(JSON.stringify(nested(rows)));
  // A byte has three digits and a comma at most.
  const out = new Uint8Array(2 + count * (2 + 4 * width));
  let at = 0;
  out[at++] = OPEN;
  for (let n = 0; n < count; n++) {
    if (n > 0) out[at++] = COMMA;
    out[at++] = OPEN;
    for (let i = n * width; i < (n + 1) * width; i++) {
      if (i > n * width) out[at++] = COMMA;
      const byte = values[i];
      if (byte >= 100) out[at++] = ZERO + Math.floor(byte / 100);
      if (byte >= 10) out[at++] = ZERO + (Math.floor(byte / 10) % 10);
      out[at++] = ZERO + (byte % 10);
    }
    out[at++] = CLOSE;
  }
  out[at++] = CLOSE;
  return out.subarray(0, at);
}
