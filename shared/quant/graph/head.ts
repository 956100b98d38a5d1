/**
 * A net in integers as a graph of operations on bytes. Think of it as two things: the head, plain data that says all but the weights and is read first (shapes, costs
 * and every refusal that needs no weight follow from it), and tensors by name.
 *
 * A value is an array of codes: the number c stands for is scale · (c − zero), c in 0…top. Codes of 7 bits (top 127) go into products, since there the
 * relaxed dot product is exact on every machine; codes of 8 bits (top 255) go anywhere else.
 */
import * as v from "valibot";
import { isShown } from "../../experiment/title.ts";
import { areSigns } from "../../texts/alphabet.ts";
import { LONGEST_CLASS, MOST_CLASSES } from "./classes.ts";

/** Of the value that each row of numbers becomes. No node may be called so. */
export const INPUT = "input";
export const TOP_7 = 127;
export const TOP_8 = 255;
/** Entries of a table that follows a product. */
export const TABLE = 1024;

const whole = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const pair = (high: number) => v.strictTuple([whole(1, high), whole(1, high)]);
const extent = whole(1, 65_536);

const code = v.pipe(
  v.strictObject({
    scale: v.pipe(v.number(), v.minValue(1e-30), v.maxValue(1e30)),
    zero: whole(0, TOP_8),
    top: v.picklist([TOP_7, TOP_8]),
  }),
  v.check(({ zero, top }) => zero <= top, "zero must not be above top"),
);
/** Number = scale · (code − zero). */
export type Code = v.InferOutput<typeof code>;

/** "same" and "valid" as in shared/nets/ops/windows.ts, or rows and columns of zeros. */
const padding = v.union([
  v.picklist(["same", "valid"]),
  v.strictObject({ top: whole(0, 64), bottom: whole(0, 64), left: whole(0, 64), right: whole(0, 64) }),
]);

/** How weights are stored: see weights.ts. */
const storage = v.variant("kind", [
  v.strictObject({ kind: v.literal("int8") }),
  v.strictObject({ kind: v.literal("int4"), group: v.picklist([16, 32, 64, 128]) }),
  v.strictObject({ kind: v.literal("sparse"), blocks: whole(0, 1_000_000) }),
]);
export type Storage = v.InferOutput<typeof storage>;

const name = v.pipe(
  v.string(),
  v.regex(/^[\w.-]{1,64}$/, "must be 1 to 64 letters, digits, dots, dashes"),
  v.notValue("__proto__"),
);
const node = <Op extends string, E extends v.ObjectEntries>(op: Op, entries: E, inputs: 1 | 2 | 3 = 1) =>
  v.strictObject({
    name,
    op: v.literal(op),
    inputs: v.pipe(v.array(name), v.length(inputs)),
    ...entries,
  });

/** After the sums: leaky ReLU on them, and a table, whose place of the sum zero is `tableZero`. */
const product = { storage, code, leaky: v.optional(v.literal(true)), tableZero: v.optional(whole(0, TABLE - 1)) };
const windows = { kernel: pair(255), stride: pair(255), padding };

const sides = (most: number) => ({
  top: whole(0, most),
  bottom: whole(0, most),
  left: whole(0, most),
  right: whole(0, most),
});

const nodes = v.variant("op", [
  node("dense", { units: extent, ...product }),
  node("conv2d", { filters: extent, ...windows, ...product }),
  node("depthwise2d", { ...windows, ...product }),
  node("maxPool2d", windows),
  node("averagePool2d", windows),
  node("globalMaxPool2d", {}),
  node("globalAveragePool2d", {}),
  node("upsample2d", { factor: pair(16) }),
  node("spread2d", { stride: pair(16) }),
  node("pad2d", sides(64)),
  node("crop2d", sides(65_535)),
  node("reshape", { shape: v.pipe(v.array(extent), v.minLength(1), v.maxLength(3)) }),
  node("lookup", { code }),
  node("add", { code }, 2),
  node("softmax", { top: v.picklist([TOP_7, TOP_8]) }),
  /** ε over the square of the input's scale, times the cube of the width; the power of two of gains and biases. */
  node("layerNorm", { code, epsilon: whole(0, 2 ** 52), shift: whole(1, 22) }),
  node("embedding", { units: extent, code }),
  node("gru", { units: extent, reset: v.picklist(["before", "after"]) }),
  node("lstm", { units: extent }),
  node("attention", { heads: whole(1, 256), steps: whole(1, 4096) }, 3),
  /** A vector for each place of a sequence, whatever it takes: of rows beyond the last place that of the last. */
  node("place", { units: extent, steps: whole(1, 4096), code }),
]);
export type NodeHead = v.InferOutput<typeof nodes>;
export type ProductHead = NodeHead & { readonly op: "dense" | "conv2d" | "depthwise2d" };
/** What keeps something from row to row. */
export type StepHead = NodeHead & { readonly op: "gru" | "lstm" | "attention" | "place" };
export type OpName = NodeHead["op"];

const input = v.strictObject({
  shape: v.pipe(v.array(extent), v.minLength(1), v.maxLength(3)),
  code,
  /** Whether each number has an offset and a scale of its own, in tensors: code = (x − offset) / scale + zero. What its code stands for is the standardised number. */
  each: v.optional(v.literal(true)),
  /** Where the numbers are those of things, 0…things − 1: the code says nothing then, and embeddings alone take them. */
  things: v.optional(extent),
});

const className = v.pipe(
  v.string(),
  v.maxLength(LONGEST_CLASS, `must be at most ${LONGEST_CLASS} characters`),
  v.check(isShown, "must be one line that can be seen, without control or direction characters"),
);

/** Most characters that stand before a text. */
const LONGEST_BEGIN = 128;

const areAmong = (text: string, signs: string) => Array.from(text).every((sign) => Array.from(signs).includes(sign));

/** Of a net that goes on with texts: its input is the number of a sign, its first output the logits of the sign that follows. */
const text = v.pipe(
  v.strictObject({
    /** By number, one code point each: the rare one (U+FFFD), then by code point. */
    signs: v.pipe(
      v.string(),
      v.check(
        (signs) => areSigns(Array.from(signs)),
        "must be U+FFFD and up to 255 other characters by code point, none of control or direction",
      ),
    ),
    /** Read before anything else: at least one sign. */
    begin: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_BEGIN)),
    /** A sign after which nothing is written. */
    end: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(2))),
  }),
  v.check(({ signs, begin }) => areAmong(begin, signs), "begin must hold signs alone"),
  v.check(
    ({ signs, end }) => end === undefined || (areAmong(end, signs) && Array.from(end).length === 1),
    "end must be one sign",
  ),
);

export const headSchema = v.strictObject({
  /** Version of what made the graph of a net: see shared/labs/quantiser.ts. Absent in graphs from before it was counted. */
  quantiser: v.optional(whole(1, 1_000_000)),
  /** Names of the numbers of the first output, where those are the odds of classes. */
  classes: v.optional(v.pipe(v.array(className), v.minLength(1), v.maxLength(MOST_CLASSES))),
  text: v.optional(text),
  input,
  nodes: v.pipe(v.array(nodes), v.minLength(1), v.maxLength(256)),
  outputs: v.pipe(v.array(name), v.minLength(1), v.maxLength(16)),
});
export type GraphHead = v.InferOutput<typeof headSchema>;
