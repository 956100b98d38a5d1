/** What a trained net knows of held-out text. */
import { type Arrays, array } from "../../../arrays.ts";
import { input } from "../../../nets/leaves.ts";
import { openNet } from "../../../nets/net.ts";
import type { TransformerShape } from "../../../nets/transformer/index.ts";
import type { Context } from "../../lab.ts";
import { once } from "../../process.ts";
import { machineOf } from "../../training.ts";
import { bitsOfLogits } from "../text/bits.ts";
import { type Learnt, learntOf } from "./data.ts";
import type { NetParams } from "./fields.ts";
import { logitsOf, type NetKind, shapeOf } from "./net.ts";
import { measuredOf } from "./places.ts";

/** Windows that go through at once. */
const ROWS = 16;
/** Held-out characters whose bits are kept, and lines whose answers are. */
export const SHOWN = 480;
export const SHOWN_LINES = 24;

/**
 * "bits" per held-out character (of lines the mean over these of that of their answers). Of prose "shown", its first characters, and "each", the bits of all of these but
 * the first. Of lines "exact": the fraction whose whole answer is right when the net writes the most probable each time; "lines": the first ones, and "answers": what
 * the net writes; rows padded with −1.
 */
const evaluationOf = (kind: NetKind) =>
  once((params: NetParams, context): Arrays => {
    const learnt = learntOf(context.data, params);
    const shape = shapeOf(params, learnt.alphabet.signs.length, learnt.context);
    const read = readerOfRows(kind, shape, context, context.inputs[kind === "transformer" ? "train" : "beside"]);
    return learnt.kind === "text" ? proseOf(learnt, shape, read) : { ...pairsOf(learnt, shape, read) };
  });

export const transformerEvaluation = evaluationOf("transformer");
export const recurrentEvaluation = evaluationOf("recurrent");

/** Logits of up to ROWS windows, rows × context × signs, in a view that the next call overwrites. */
type ReadRows = (windows: readonly ArrayLike<number>[]) => Float32Array;

function readerOfRows(
  kind: NetKind,
  shape: TransformerShape,
  context: Pick<Context, "device" | "wasm" | "beat">,
  weights: Arrays,
): ReadRows {
  const logits = logitsOf(kind, shape, input("x", [ROWS, shape.context]));
  const { program } = openNet(machineOf(context), { logits }, weights);
  return (windows) => {
    context.beat?.();
    const x = program.input("x").fill(0);
    for (const [row, window] of windows.entries()) x.set(window, row * shape.context);
    program.run();
    return program.output("logits");
  };
}

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += ROWS) yield all.slice(at, at + ROWS);
}

function proseOf(learnt: Learnt & { readonly kind: "text" }, { context, signs }: TransformerShape, read: ReadRows) {
  const each: number[] = [];
  for (const windows of batches(measuredOf(learnt))) {
    const logits = read(windows.map(({ x }) => x));
    for (const [row, { y, from, to }] of windows.entries())
      for (let t = from; t < to; t++) each.push(bitsOfLogits(logitsAt(logits, row * context + t, signs), y[t]));
  }
  return {
    bits: array(Float64Array.of(each.reduce((sum, bits) => sum + bits, 0) / each.length)),
    shown: array(Int32Array.from(learnt.test.subarray(0, SHOWN + 1))),
    each: array(Float64Array.from(each.slice(0, SHOWN))),
  };
}

const logitsAt = (logits: Float32Array, place: number, signs: number) =>
  logits.subarray(place * signs, (place + 1) * signs);

function pairsOf(learnt: Learnt & { readonly kind: "pairs" }, shape: TransformerShape, read: ReadRows) {
  const { context, signs } = shape;
  let [sum, exact, count] = [0, 0, 0];
  for (const windows of batches(measuredOf(learnt))) {
    const logits = read(windows.map(({ x }) => x));
    for (const [row, { y, from, to }] of windows.entries()) {
      let [bits, right] = [0, true];
      for (let t = from; t < to; t++) {
        const own = logitsAt(logits, row * context + t, signs);
        bits += bitsOfLogits(own, y[t]);
        right &&= mostProbable(own) === y[t];
      }
      sum += bits / (to - from);
      exact += right ? 1 : 0;
      count++;
    }
  }
  const lines = learnt.test.slice(0, SHOWN_LINES);
  const answers = lines.map(({ codes, answer }) => Array.from(codes.subarray(0, answer)));
  const end = learnt.alphabet.of("\n");
  // One character behind the other, all lines side by side, until each has ended.
  for (const some of batches(answers))
    for (let open = some.slice(); open.length > 0; ) {
      const logits = read(open);
      for (const [row, own] of open.entries())
        own.push(mostProbable(logitsAt(logits, row * context + own.length - 1, signs)));
      open = open.filter((own) => own[own.length - 1] !== end && own.length < context);
    }
  const padded = (rows: readonly ArrayLike<number>[]) =>
    array(
      Int32Array.from(
        { length: rows.length * (context + 1) },
        (_, i) => rows[Math.floor(i / (context + 1))][i % (context + 1)] ?? -1,
      ),
      [rows.length, context + 1],
    );
  return {
    bits: array(Float64Array.of(sum / count)),
    exact: array(Float64Array.of(exact / count)),
    lines: padded(lines.map(({ codes }) => codes)),
    answers: padded(answers),
  };
}

/** Of equal ones the first. */
function mostProbable(logits: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i] > logits[best]) best = i;
  return best;
}
