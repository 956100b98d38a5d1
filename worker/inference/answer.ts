import * as v from "valibot";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { codeWidth, decode, encode, inputWidth, type Rows, reconstruct, sample } from "../../shared/quant/index.ts";
import type { Loaded } from "./nets.ts";
import { modelOf } from "./weights.ts";

export const operations = ["encode", "decode", "reconstruct"] as const;
export type Operation = (typeof operations)[number];

export interface InferenceQuestion {
  readonly op: Operation;
  readonly rows: Rows;
}

const body = v.strictObject({
  op: v.picklist(operations),
  rows: v.array(v.array(v.pipe(v.number(), v.finite()))),
});

/** A question in JSON: {"op": "reconstruct", "rows": [[…], …]}. */
export function questionOfJson(value: unknown): InferenceQuestion {
  const read = v.safeParse(body, value);
  if (!read.success) {
    const [issue] = read.issues;
    throw new ExperimentError(
      v.getDotPath(issue) ?? "body",
      "invalid-body",
      `invalid question: ${issue.message} (must be {"op": "encode" | "decode" | "reconstruct", "rows": [[numbers], …]})`,
    );
  }
  const { op, rows } = read.output;
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0)
    throw new ExperimentError(
      `rows.${odd}`,
      "ragged-row",
      `row ${odd} has ${rows[odd].length} numbers (must be ${width}, like the first)`,
      {
        row: odd,
        value: rows[odd].length,
        expected: width,
      },
    );
  return { op, rows: { count: rows.length, width, values: Float64Array.from(rows.flat()) } };
}

/** A question in bytes: little-endian float32, row after row, each as wide as the model asks for; the operation stands in the address. */
export function questionOfBytes(op: string, bytes: Uint8Array<ArrayBuffer>, { net }: Loaded): InferenceQuestion {
  const known = operations.find((name) => name === op);
  if (known === undefined)
    throw new ExperimentError(
      "op",
      "not-an-option",
      `unknown operation: ${op.slice(0, 40)} (must be ${operations.join(", ")})`,
      {
        value: op.slice(0, 40),
        allowed: operations.join(", "),
      },
    );
  const width = known === "decode" ? codeWidth(net) : inputWidth(net);
  if (bytes.length === 0 || bytes.length % (4 * width) !== 0)
    throw new ExperimentError(
      "body",
      "wrong-length",
      `body of ${bytes.length} bytes (must be a multiple of ${4 * width}: ${width} float32 per row)`,
      {
        value: bytes.length,
      },
    );
  const values = new Float64Array(new Float32Array(bytes.buffer));
  if (!values.every(Number.isFinite))
    throw new ExperimentError("body", "not-finite-input", "body holds a number that is not finite");
  return { op: known, rows: { count: bytes.length / (4 * width), width, values } };
}

/** Rows of codes as numbers, of pictures as bytes 0…255 (255 stands for the upper end of the net's output range). */
export function answer({ net, engine }: Loaded, { op, rows }: InferenceQuestion): Rows<Float64Array | Uint8Array> {
  const width = op === "decode" ? codeWidth(net) : inputWidth(net);
  if (rows.width !== width)
    throw new ExperimentError("rows", "wrong-width", `rows of ${rows.width} numbers (must be ${width} for ${op})`, {
      value: rows.width,
      expected: width,
    });
  checkWork({ net, engine }, rows.count);
  if (op === "encode") return encode(net, engine, rows);
  return op === "decode" ? decode(net, engine, rows) : reconstruct(net, engine, rows);
}

export function answerSample(loaded: Loaded, seed: string | undefined, n: string | undefined) {
  const [from, count] = [
    whole(seed ?? "0", "seed", 0, Number.MAX_SAFE_INTEGER),
    whole(n ?? "1", "n", 1, limits.inference.batch),
  ];
  checkWork(loaded, count);
  const { codes, pictures } = sample(loaded.net, loaded.engine, from, count);
  return { seed: from, n: count, codes: nested(codes), rows: nested(pictures), range: loaded.net.output };
}

function checkWork({ net }: Loaded, count: number): void {
  const { batch, multiplyAdds } = limits.inference;
  const most = Math.min(batch, Math.floor(multiplyAdds / modelOf(net).multiplyAdds));
  if (count < 1 || count > most)
    throw new ExperimentError("rows", "too-many-rows", `rows: ${count} (must be 1 to ${most} for this model)`, {
      value: count,
      max: most,
    });
}

function whole(text: string, path: string, min: number, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new ExperimentError(
    path,
    "out-of-range",
    `${path}: ${text.slice(0, 40)} (must be a whole number from ${min} to ${max})`,
    {
      value: text.slice(0, 40),
      min,
      max,
    },
  );
}

export function nested({ count, width, values }: Rows<Float64Array | Uint8Array>): number[][] {
  return Array.from({ length: count }, (_, n) => Array.from(values.subarray(n * width, (n + 1) * width)));
}
