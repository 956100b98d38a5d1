import { array, type NDArray, type TypedArray } from "../../../arrays.ts";
import { SUMMARY, type Summaries, type SummariesSize, scalarSummaries } from "../../../stats/summary.ts";
import { wasmSummaries } from "../../../stats/wasm.ts";
import type { WasmModules } from "../../../wasm/modules.ts";
import type { Context } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";

const WIDTH = SUMMARY.length;
/** Parameters whose draws are picked out together: they lie side by side, and what is read for one holds its neighbours. */
const TOGETHER = 8;

/** Which draws are summarised: rows [from, to) of every chain, and of the parameters those from `first` on, one per step. */
interface Asked {
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

interface Answer {
  readonly values: Float64Array;
  readonly known: Uint8Array;
}

/**
 * Summaries of parameters, one per step, of the chains that are given whole (`chainsGiven`). Output `values` [parameters, SUMMARY], and
 * `known`, 0 where there is none.
 */
export const mcmcSummaries = drive(opened);

function opened({ first, from, to }: Asked, context: Context, { steps, saved }: Start<Answer>) {
  const chains = Object.values(context.inputs.given);
  const draws = to - from;
  const values = saved?.values ?? new Float64Array(steps * WIDTH);
  const known = saved?.known ?? new Uint8Array(steps * WIDTH);
  const size = { chains: chains.length, draws, columns: Math.min(TOGETHER, steps) };
  const me = {};
  const isMine = () => owner === me;
  let summaries: Summaries = scalarSummaries({ chains: 0, draws: 0, columns: 0 });
  let picked = -1;
  return {
    advance: eachStep([], (step) => {
      if (!isMine()) summaries = openSummaries(size, context);
      const block = Math.floor(step / TOGETHER);
      if (block !== picked || !isMine()) {
        const start = block * TOGETHER;
        const places = Array.from({ length: Math.min(TOGETHER, steps - start) }, (_, k) => summaries.chains(k));
        for (const [c, chain] of chains.entries())
          pick(
            chain,
            first + start,
            from,
            places.map((place) => place[c]),
          );
        picked = block;
        owner = me;
      }
      const summary = summaries.summary(step % TOGETHER);
      for (const [i, name] of SUMMARY.entries()) {
        const value = summary[name];
        if (value === undefined || !Number.isFinite(value)) continue;
        values[step * WIDTH + i] = value;
        known[step * WIDTH + i] = 1;
      }
    }),
    save: () => ({ values, known }),
    output: () => ({ values: array(values.slice(), [steps, WIDTH]), known: array(known.slice(), [steps, WIDTH]) }),
  };
}

/** The thread's instance: its memory is large, and the next part of a measurement takes as much. Given up where memory is wanted. */
let instance: WeakRef<WasmModules["diagnostics"]> | undefined;
/** Whose draws lie in it. */
let owner: object | undefined;
/** For what it was rehearsed last; undefined once anything else lies there. */
let rehearsed: SummariesSize | undefined;
const keepers = new WeakMap<object, object>();

/** Keeps the thread's instance, should it have one, as long as something lives: what was rehearsed would be lost with it. */
export function keepRehearsed(me: object): void {
  const kept = instance?.deref();
  if (kept) keepers.set(me, kept);
}

/** Draws that are summarised for practice: engines have compiled all of it by then. */
const PRACTICE = 20_000;

/**
 * Makes the thread ready for summaries of that size: what is slow the first time (memory that is handed out, code that is not compiled yet, the table of scores) is
 * done before anybody waits. A chain that is given (`chainsGiven`), rows [from, to), is summarised for that; nothing is made of it.
 */
export function rehearse(size: SummariesSize, { from, to }: Omit<Asked, "first">, context: Context): void {
  const { chains, draws } = size;
  const columns = Math.min(TOGETHER, size.columns);
  const before = instance?.deref() && rehearsed;
  const isReady = before?.chains === chains && before.draws === draws && before.columns >= columns;
  if (isReady || context.device === "scalar") return;
  const params = { first: 0, from, to: Math.min(to, from + PRACTICE) };
  const task = { id: "practice", kind: "summaries", key: [0, 0] as const, steps: columns, params };
  opened(params, context, { ...task, step: 0, saved: undefined }).advance(0, columns);
  // Which is whose draws lie there now: who was interrupted picks its own again.
  if (openInModule({ chains, draws, columns }, context) === undefined) return;
  instance?.deref()?.touch();
  rehearsed = { chains, draws, columns };
}

function openSummaries(size: SummariesSize, context: Pick<Context, "device" | "wasm">): Summaries {
  return (context.device === "scalar" ? undefined : openInModule(size, context)) ?? scalarSummaries(size);
}

function openInModule(size: SummariesSize, { wasm }: Pick<Context, "wasm">): Summaries | undefined {
  const open = () => {
    const module = instance?.deref() ?? wasm("diagnostics", true);
    instance = new WeakRef(module);
    rehearsed = undefined;
    return module;
  };
  return wasmSummaries(open, size);
}

/** One parameter of a chain, rows [from, from + draws). */
export function columnOf(chain: NDArray, column: number, from: number, draws: number): Float64Array {
  const values = new Float64Array(draws);
  pick(chain, column, from, [values]);
  return values;
}

/** Rows that are read for one parameter before the next: they are in a processor's cache. */
const ROWS = 32;
/** Rows of a parameter that fill a line of a processor's cache: it is then written at once. */
const LINE = 8;

/** Parameters of a chain that lie side by side, from `first` on, each over as many rows from `from` on as its place holds. */
function pick({ shape, values }: NDArray, first: number, from: number, columns: readonly Float64Array[]): void {
  const width = shape[1];
  const address = from * width + first;
  const draws = columns[0].length;
  const lines = columns.length === TOGETHER ? draws - (draws % LINE) : 0;
  if (lines > 0) pickTogether(values, address, width, columns, lines);
  for (let start = lines; start < draws; start += ROWS) {
    const end = Math.min(start + ROWS, draws);
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k];
      for (let i = start, at = address + start * width + k; i < end; i++, at += width) column[i] = values[at];
    }
  }
}

/**
 * Whole lines of as many parameters as are picked together, the first at `address`: four side by side, and the others while their rows are at hand. Eight columns
 * that are written in turns would drive each other's lines out of the cache.
 */
function pickTogether(
  values: TypedArray,
  address: number,
  width: number,
  [a, b, c, d, e, f, g, h]: readonly Float64Array[],
  draws: number,
): void {
  for (let start = 0, row = address; start < draws; start += LINE, row += LINE * width) {
    const end = start + LINE;
    for (let i = start, at = row; i < end; i++, at += width) {
      a[i] = values[at];
      b[i] = values[at + 1];
      c[i] = values[at + 2];
      d[i] = values[at + 3];
    }
    for (let i = start, at = row + 4; i < end; i++, at += width) {
      e[i] = values[at];
      f[i] = values[at + 1];
      g[i] = values[at + 2];
      h[i] = values[at + 3];
    }
  }
}
