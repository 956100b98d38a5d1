/** Questions to published models, read and checked against what the index says of the model: none is answered that would cost more than its cap. */
import * as v from "valibot";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import { readJson } from "../../shared/experiment/json.ts";
import { limits, rowsOfRequest } from "../../shared/experiment/limits.ts";
import type { Rows } from "../../shared/quant/index.ts";
import { named, said } from "../api/json-schema.ts";
import { Refusal } from "../errors.ts";
import { doneBy, type Model, type OperationName, operations, type Widths } from "./model.ts";

export interface Question {
  readonly op: OperationName;
  readonly rows: Rows;
}

const op = said(v.picklist(operations), "What the model does.", "Qué hace el modelo.");
/** Checked in one loop: a schema for each of a hundred thousand numbers takes longer than the edge has. */
const isRows = (input: unknown): boolean => Array.isArray(input) && input.every(isRow);
const isRow = (row: unknown): boolean => Array.isArray(row) && row.every(Number.isFinite);
const rows = v.pipe(
  v.custom<readonly (readonly number[])[]>(isRows, "rows are not lists of finite numbers"),
  // How many of them a model takes at once is said with the model.
  v.metadata({
    type: "array",
    items: { type: "array", items: { type: "number" }, minItems: 1 },
    minItems: 1,
    maxItems: limits.inference.batch,
  }),
);

export const questionSchema = named(
  "Question",
  v.strictObject({
    op,
    rows: said(
      rows,
      "Rows of numbers, all as wide as the model takes.",
      "Filas de números, tan anchas como pide el modelo.",
    ),
  }),
);

/** The question in a body of JSON, or in one of float32, where the address says the operation. Throws an ExperimentError. */
export function readQuestion(body: Uint8Array<ArrayBuffer>, isJson: boolean, named: string, model: Model): Question {
  if (model.kind === "text-int8") throw writesTexts();
  const question = isJson ? questionOfJson(body, model) : questionOfBytes(named, body, model);
  checkWork(model, question.rows.count);
  return question;
}

/** {"op": "reconstruct", "rows": [[…], …]} */
function questionOfJson(body: Uint8Array<ArrayBuffer>, model: Model): Question {
  // The body's own cap bounds its numbers, the schema its depth.
  const read = v.safeParse(questionSchema, readJson(new TextDecoder().decode(body), "body", limits.inference.bytes));
  if (!read.success) {
    const [issue] = read.issues;
    if (v.getDotPath(issue) === "op" && typeof issue.input === "string") throw unknownOperation(issue.input, model);
    const names = operations.map((name) => `"${name}"`).join(" | ");
    const cure = `must be {"op": ${names}, "rows": [[numbers], …]}`;
    const message = `invalid question: ${issue.message.slice(0, 200)} (${cure})`;
    throw new ExperimentError(v.getDotPath(issue)?.slice(0, 64) ?? "body", "invalid-body", message);
  }
  const { op, rows } = read.output;
  const width = rows[0]?.length ?? 0;
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0) {
    const { length } = rows[odd];
    const message = `row ${odd} has ${length} numbers (must be ${width}, like the first)`;
    throw new ExperimentError(`rows.${odd}`, "ragged-row", message, { row: odd, value: length, expected: width });
  }
  const { takes } = widthsOf(model, op);
  // Rows that are not there have no width.
  if (rows.length === 0) checkWork(model, 0);
  if (width !== takes) {
    const message = `rows of ${width} numbers (must be ${takes} for ${op})`;
    throw new ExperimentError("rows", "wrong-width", message, { value: width, expected: takes });
  }
  // Before anything is copied.
  checkWork(model, rows.length);
  const values = new Float64Array(rows.length * width);
  for (const [n, row] of rows.entries()) values.set(row, n * width);
  return { op, rows: { count: rows.length, width, values } };
}

/** What an operation takes and gives. Throws an ExperimentError for one that the model does not have. */
export function widthsOf(model: Model, op: OperationName): Widths {
  if (model.kind === "text-int8") throw writesTexts();
  const found = doneBy(model).get(op);
  if (found) return found;
  throw unknownOperation(op, model);
}

/** The refusal of rows and samples by a model that goes on with texts. */
export const writesTexts = () =>
  new Refusal(404, "writes-texts", "id", "model that goes on with texts (ask it at POST /api/x/:id/text)");

function unknownOperation(op: string, model: Model): ExperimentError {
  const [value, allowed] = [op.slice(0, 40), [...doneBy(model).keys()].join(", ")];
  const message = `unknown operation: ${value} (must be ${allowed} for this model)`;
  return new ExperimentError("op", "not-an-option", message, { value, allowed });
}

/** Little-endian float32, row after row, each as wide as the model takes. */
function questionOfBytes(named: string, bytes: Uint8Array<ArrayBuffer>, model: Model): Question {
  const op = named as OperationName;
  const width = widthsOf(model, op).takes;
  if (bytes.length === 0 || bytes.length % (4 * width) !== 0) {
    const message = `body of ${bytes.length} bytes (must be a multiple of ${4 * width}: ${width} float32 per row)`;
    throw new ExperimentError("body", "wrong-length", message, { value: bytes.length });
  }
  const values = new Float64Array(new Float32Array(bytes.buffer));
  if (!values.every(Number.isFinite))
    throw new ExperimentError("body", "not-finite-input", "body holds a number that is not finite");
  return { op, rows: { count: bytes.length / (4 * width), width, values } };
}

/** Throws an ExperimentError for no rows, and for more than the cap of rows, of multiply-adds or of numbers that come out allows. */
export function checkWork(model: Model, count: number): void {
  const most = rowsOfRequest(model);
  if (count >= 1 && count <= most) return;
  const message = `rows: ${count} (must be 1 to ${most} for this model)`;
  throw new ExperimentError("rows", "too-many-rows", message, { value: count, max: most });
}
