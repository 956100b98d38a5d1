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
export const mcmcSummaries = drive(({ first, from, to }: Asked, context, { steps, saved }: Start<Answer>) => {
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
});

/** The thread's instance: its memory is large, and the next part of a measurement takes as much. Given up where memory is wanted. */
let instance: WeakRef<WasmModules["diagnostics"]> | undefined;
/** Whose draws lie in it. */
let owner: object | undefined;

function openSummaries(size: SummariesSize, { device, wasm }: Pick<Context, "device" | "wasm">): Summaries {
  const open = () => {
    const module = instance?.deref() ?? wasm("diagnostics");
    instance = new WeakRef(module);
    return module;
  };
  return (device === "scalar" ? undefined : wasmSummaries(open, size)) ?? scalarSummaries(size);
}

/** One parameter of a chain, rows [from, from + draws). */
export function columnOf(chain: NDArray, column: number, from: number, draws: number): Float64Array {
  const values = new Float64Array(draws);
  pick(chain, column, from, [values]);
  return values;
}

/** Rows that are read for one parameter before the next: they are in a processor's cache. */
const ROWS = 32;

/** Parameters of a chain that lie side by side, from `first` on, each over as many rows from `from` on as its place holds. */
function pick({ shape, values }: NDArray, first: number, from: number, columns: readonly Float64Array[]): void {
  const width = shape[1];
  const draws = columns[0].length;
  if (columns.length === TOGETHER) {
    pickTogether(values, from * width + first, width, columns);
    return;
  }
  for (let start = 0; start < draws; start += ROWS) {
    const end = Math.min(start + ROWS, draws);
    for (let k = 0; k < columns.length; k++) {
      const column = columns[k];
      for (let i = start, at = (from + start) * width + first + k; i < end; i++, at += width) column[i] = values[at];
    }
  }
}

/** As `pick`, from address `start` on of as many parameters as are picked together: each row is read once. */
function pickTogether(values: TypedArray, start: number, width: number, columns: readonly Float64Array[]): void {
  const [a, b, c, d, e, f, g, h] = columns;
  for (let i = 0, at = start; i < a.length; i++, at += width) {
    a[i] = values[at];
    b[i] = values[at + 1];
    c[i] = values[at + 2];
    d[i] = values[at + 3];
    e[i] = values[at + 4];
    f[i] = values[at + 5];
    g[i] = values[at + 6];
    h[i] = values[at + 7];
  }
}
