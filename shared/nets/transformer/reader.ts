/**
 * A trained transformer that reads a sequence sign by sign and says what follows: keys and values of what it has read are kept, so that one more sign costs one
 * place. The bits are those of the whole net on the same window.
 */
import type { Arrays } from "../../arrays.ts";
import { attentionStep } from "../layers/attention.ts";
import { feed, input } from "../leaves.ts";
import type { Program } from "../machine.ts";
import { type MachineOf, openNet } from "../net.ts";
import { add } from "../ops/add.ts";
import { gather } from "../ops/gather.ts";
import { oneHot } from "../ops/one-hot.ts";
import { reshape } from "../ops/reshape.ts";
import { blocks, placesOf, type TransformerShape, transformer, vectorsOf } from "./net.ts";

const BEHIND = -1e30;

export interface Reader {
  /** Logits of the sign that follows these, at least one: fresh numbers. They are read anew unless they are what was read last and one more. */
  after(signs: ArrayLike<number>): Float32Array;
}

/**
 * Where the window begins that stands before place `length`: all of it while it fits, then so that half a context is left whenever one is full. It depends on the
 * length alone: whoever goes on with a text gives it the same next signs.
 */
export function windowStart(length: number, context: number): number {
  const half = Math.ceil(context / 2);
  return length <= context ? 0 : Math.ceil((length - context) / half) * half;
}

/** Throws an ExperimentError for weights that are not those of the net. */
export function readerOf(machineOf: MachineOf, shape: TransformerShape, weights: Arrays): Reader {
  const { context } = shape;
  const whole = wholeOf(machineOf, shape, weights);
  const step = stepOf(machineOf, shape, weights);
  let read: number[] = [];
  let start = 0;
  return {
    after(signs) {
      const begin = windowStart(signs.length, context);
      const places = signs.length - begin;
      const goesOn =
        begin === start && read.length === places - 1 && read.every((sign, i) => sign === signs[begin + i]);
      const now = Array.from({ length: places }, (_, i) => signs[begin + i]);
      const logits = goesOn && places > 1 ? step(now[places - 1], places - 1) : whole(now, step.keep);
      read = now;
      start = begin;
      return logits;
    },
  };
}

const named = (what: string, layer: number) => `${what}${layer}`;

type Keep = (layer: number, what: "keys" | "values", from: Float32Array, places: number) => void;

/** The whole net on a window, which leaves what a step needs. */
function wholeOf(machineOf: MachineOf, shape: TransformerShape, weights: Arrays) {
  const { signs, context, layers } = shape;
  let program: Program | undefined;
  const open = () => {
    const { logits, attention } = transformer(shape, input("x", [1, context]));
    const kept = attention.flatMap(({ keys, values }, l) => [
      [named("keys", l), keys] as const,
      [named("values", l), values] as const,
    ]);
    return openNet(machineOf, { logits, ...Object.fromEntries(kept) }, weights).program;
  };
  return (window: readonly number[], keep: Keep): Float32Array => {
    program ??= open();
    program.input("x").fill(0).set(window);
    program.run();
    for (let l = 0; l < layers; l++)
      for (const what of ["keys", "values"] as const) keep(l, what, program.output(named(what, l)), window.length);
    return program.output("logits").slice((window.length - 1) * signs, window.length * signs);
  };
}

/** One place: takes a sign and its place in the window, and keeps its keys and values. */
function stepOf(machineOf: MachineOf, shape: TransformerShape, weights: Arrays) {
  const { context, layers, width, heads } = shape;
  const own = width / heads;
  const at = feed("place", [1]);
  const x = add(vectorsOf(shape, feed("sign", [1])), gather(placesOf(shape), at));
  const here = reshape(oneHot(at, context), [1, context, 1]);
  const behind = feed("behind", [1, 1, context]);
  const fresh: Record<string, ReturnType<typeof feed>> = {};
  const logits = blocks(shape, x, (name, y, l) => {
    const [keys, values] = (["keys", "values"] as const).map((what) => feed(named(what, l), [heads, context, own]));
    const attended = attentionStep(name, y, heads, { keys, values, here, behind });
    fresh[named("keys", l)] = attended.keys;
    fresh[named("values", l)] = attended.values;
    return attended.outputs;
  });
  const { program } = openNet(machineOf, { logits, ...fresh }, weights);
  program.input("behind").fill(BEHIND);

  /** Of the places of a window, the rest zeros. */
  const keep: Keep = (l, what, from, places) => {
    const to = program.input(named(what, l)).fill(0);
    for (let h = 0; h < heads; h++) {
      const first = h * context * own;
      to.set(from.subarray(first, first + places * own), first);
    }
    program.input("behind").fill(BEHIND).fill(0, 0, places);
  };
  const step = (sign: number, place: number): Float32Array => {
    program.input("sign")[0] = sign;
    program.input("place")[0] = place;
    program.input("behind")[place] = 0;
    program.run();
    for (let l = 0; l < layers; l++)
      for (const what of ["keys", "values"]) {
        const [to, from] = [program.input(named(what, l)), program.output(named(what, l))];
        for (let h = 0; h < heads; h++) to.set(from.subarray(h * own, (h + 1) * own), (h * context + place) * own);
      }
    return program.output("logits").slice();
  };
  return Object.assign(step, { keep });
}
