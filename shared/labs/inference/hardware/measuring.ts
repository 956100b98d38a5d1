/** The tasks that take times. All that they record is measured: nothing of it is part of the digest. The reference, which has no WebAssembly, measures nothing. */
import { type Arrays, array } from "../../../arrays.ts";
import { type Loop, peakLoops, READ, readLoops } from "../../../kernels/roofline/index.ts";
import { parametersOf } from "../../../nets/plan.ts";
import { wasmMachine } from "../../../nets/wasm.ts";
import { type QuantGraph, wasmGraphs } from "../../../quant/graph/index.ts";
import type { Context } from "../../lab.ts";
import { sizeOf } from "../../nets/chain/shapes.ts";
import type { Machine } from "../../process.ts";
import { eachStep, type Row } from "../../records.ts";
import { mostApart } from "../apart.ts";
import { DEVICES } from "../devices.ts";
import { classifierTensors } from "../model.ts";
import { passesFor, spanFor, tickOf, timed, warmUp } from "../timing.ts";
import { floatWay, openWays, type Subject } from "../ways.ts";
import { BATCHES, batchesOf, cellOf, LAYER_BATCHES, layerCell } from "./batches.ts";
import { type Part, partsOfNet } from "./parts.ts";

/** Something to be timed: a record's name, and one pass. */
export interface Cell {
  readonly name: string;
  pass(): void;
}

const DONE = { done: array(Uint8Array.of(1)) };

/** A step is a round: every cell once, in an order that turns from round to round. Records milliseconds of a pass. */
export function roundsOf(
  { clock, beat }: Pick<Context, "clock" | "beat">,
  names: readonly string[],
  open: () => readonly Cell[],
  output: () => Arrays = () => ({}),
): Machine {
  let opened: { readonly cells: readonly Cell[]; readonly passes: readonly number[] } | undefined;
  const calibrated = (now: () => number) => {
    const least = spanFor(tickOf(now));
    const cells = open();
    const passes = cells.map(({ pass }) => {
      beat?.();
      warmUp(pass, now);
      return passesFor(pass, now, least);
    });
    return { cells, passes };
  };
  return {
    advance: eachStep(names, (n, row: Row<string>) => {
      if (!clock) return;
      opened ??= calibrated(clock);
      const { cells, passes } = opened;
      for (let i = 0; i < cells.length; i++) {
        const c = (i + n) % cells.length;
        row[cells[c].name] = timed(cells[c].pass, passes[c], clock);
        beat?.();
      }
    }),
    save: () => ({}),
    output: () => ({ ...DONE, ...output() }),
  };
}

/** Nothing is measured. */
export const unmeasured = (names: readonly string[]): Machine => ({
  advance: eachStep(names, () => undefined),
  save: () => ({}),
  output: () => DONE,
});

export const ROOF_NAMES = ["rate.float32", "rate.int8", ...READ.map((bytes) => `rate.read.${bytes}`)];

/** What one thread can do at most. Records `rate.<what>`: multiply-adds, or bytes, of a second. */
export function roofRounds(context: Context): Machine {
  if (context.device === "scalar") return unmeasured(ROOF_NAMES);
  const open = () => {
    const module = context.wasm("roofline");
    const { float32, int8 } = peakLoops(module);
    return [float32, int8, ...readLoops(module)];
  };
  return ratesOf(context, open);
}

/** Loops in turns; a measurement lasts longer than of nets, so that a peak is one. */
function ratesOf({ clock, beat }: Context, open: () => readonly Loop[]): Machine {
  let opened: readonly (readonly [Loop, number])[] | undefined;
  return {
    advance: eachStep(ROOF_NAMES, (_n, row: Row<string>) => {
      if (!clock) return;
      const least = 4 * spanFor(tickOf(clock));
      opened ??= open().map((loop) => [loop, passesFor(() => loop.turns(1), clock, least)] as const);
      for (const [l, [loop, turns]] of opened.entries()) {
        row[ROOF_NAMES[l]] = (1000 * turns * loop.amount) / timed(() => loop.turns(turns), 1, clock);
        beat?.();
      }
    }),
    save: () => ({}),
    output: () => DONE,
  };
}

/** Turns of each loop in a question, in milliseconds, and how often: all threads are to be at it at the same time, and of a machine that does other things too the best is what it can do. */
const ASKED = 30;
const ASKED_ROUNDS = 4;

/** The same, the best of a few, for a view that asks all threads. Output, measured: multiply-adds of a second in `float32` and `int8`, bytes of a second from memory in `bandwidth`. */
export function roofOnce({ clock = () => 0, wasm, beat }: Context): Arrays {
  const module = wasm("roofline");
  const { float32, int8 } = peakLoops(module);
  const reads = readLoops(module);
  const loops = { bandwidth: reads[reads.length - 1], float32, int8 };
  return Object.fromEntries(
    Object.entries(loops).map(([name, loop]) => {
      const turns = passesFor(() => loop.turns(1), clock, ASKED);
      let best = 0;
      for (let round = 0; round < ASKED_ROUNDS; round++) {
        beat?.();
        const rate = (1000 * turns * loop.amount) / timed(() => loop.turns(turns), 1, clock);
        if (Number.isFinite(rate)) best = Math.max(best, rate);
      }
      return [name, array(Float64Array.of(best))];
    }),
  );
}

export const layerNames = (stages: number): readonly string[] =>
  (["float32", "int8"] as const).flatMap((format) =>
    LAYER_BATCHES.flatMap((batch) => Array.from({ length: stages }, (_, s) => layerCell(format, batch, s))),
  );

/** Numbers that go into a layer: any. */
const numbersFor = (count: number) => Float32Array.from({ length: count }, (_, i) => (i % 97) / 97);

/** The same of a net in integers. */
export function codesFor({ input }: QuantGraph, batch: number): Uint8Array {
  return Uint8Array.from({ length: batch * sizeOf(input.shape) }, (_, i) => i % (input.code.top + 1));
}

/** Every stage of the net alone, in floats and in integers, with one sample and with more. */
export function layerRounds(context: Context, { chain, weights, graph }: Subject): Machine {
  const parts = partsOfNet(chain, graph);
  const names = layerNames(parts.length);
  if (context.device === "scalar") return unmeasured(names);
  return roundsOf(context, names, () =>
    parts.flatMap((part, s) => LAYER_BATCHES.flatMap((batch) => layerCells(context, part, weights, batch, s))),
  );
}

function layerCells({ wasm }: Context, part: Part, weights: Arrays, batch: number, s: number): Cell[] {
  const rows = numbersFor(batch * sizeOf(part.chain.input));
  const machine = wasmMachine(wasm("tensors"), parametersOf([classifierTensors(part.chain, 1).probabilities]));
  const way = floatWay({ chain: part.chain, weights }, machine, batch);
  const cells = [{ name: layerCell("float32", batch, s), pass: () => void way(rows) }];
  const { graph } = part;
  if (!graph) return cells;
  const engine = wasmGraphs(() => wasm("quant"));
  const codes = codesFor(graph, batch);
  return [...cells, { name: layerCell("int8", batch, s), pass: () => void engine.run(graph, codes) }];
}

export const latencyNames = (multiplyAdds: number): readonly string[] =>
  DEVICES.flatMap((device) => batchesOf(device, multiplyAdds).map((batch) => cellOf(device, batch)));

/** `rows`: as many samples as the largest batch. Output: `difference.<device>` (measured), the most by which a probability is off that of floats on WebAssembly. */
export function latencyRounds(context: Context, subject: Subject, multiplyAdds: number, rows: Float32Array): Machine {
  const names = latencyNames(multiplyAdds);
  if (context.device === "scalar") return unmeasured(names);
  const width = sizeOf(subject.chain.input);
  let differences: Arrays = {};
  const open = () => {
    const way = openWays(subject, context);
    const cells: Cell[] = [];
    for (const device of DEVICES)
      for (const batch of batchesOf(device, multiplyAdds)) {
        const own = way(device, batch);
        const x = rows.subarray(0, batch * width);
        cells.push({ name: cellOf(device, batch), pass: () => void own(x) });
      }
    differences = differencesOf(way, rows, width);
    return cells;
  };
  return roundsOf(context, names, open, () => differences);
}

/** Samples whose answers are compared. */
const COMPARED = 8;

function differencesOf(way: ReturnType<typeof openWays>, rows: Float32Array, width: number): Arrays {
  const answers = (device: (typeof DEVICES)[number]) => {
    const own = way(device, 1);
    const count = Math.min(COMPARED, rows.length / width);
    return Array.from({ length: count }, (_, n) => own(rows.subarray(n * width, (n + 1) * width)));
  };
  const reference = answers("wasm");
  return Object.fromEntries(
    DEVICES.map((device) => {
      const most = mostApart(answers(device), reference);
      return [`difference.${device}`, array(Float64Array.of(most))];
    }),
  );
}

/** Pictures that go through in a batch, one after the other; again from the first where there are fewer. */
export function batchRows(samples: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: BATCHES[BATCHES.length - 1] }, (_, n) => samples[n % samples.length]);
}
