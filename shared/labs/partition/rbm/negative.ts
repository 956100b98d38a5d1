import { type Arrays, array } from "../../../arrays.ts";
import type { Kind, RbmMachine, States, UpdateRule } from "../../../kernels/rbm/machine.ts";
import { type Ladders, makeLadders, startLadders, temperedSweep } from "../../../kernels/rbm/tempering.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { RbmParams } from "./fields.ts";

/** Fast weights lose a twentieth at each step (Tieleman & Hinton 2009, "Using fast weights to improve persistent contrastive divergence", §4). */
const FAST_DECAY = 19 / 20;
/** Sweeps of one ladder whose walkers are kept, to be drawn. */
const PATH = 120;
/** Position of the key with which ladders begin, under that of a step. */
const LADDER_START = 6;

export type MethodParams = Pick<RbmParams, "method" | "k" | "fastRate" | "temperatures">;

/** What a machine has for a method with minibatches of `batch` rows. */
export function kindOf({ method, temperatures = 0 }: MethodParams, batch: number): Kind {
  return {
    ...(method === "fpcd" && { fast: true }),
    ...(method === "tempering" && { chains: batch * temperatures }),
  };
}

/** What a method adds to the rule of a step. */
export function fastRule({ method, fastRate = 0 }: MethodParams): Pick<UpdateRule, "fast"> {
  return method === "fpcd" ? { fast: { rate: fastRate, decay: FAST_DECAY } } : {};
}

/** How the chains of the negative phase are moved, and what of that is drawn and kept. */
export interface NegativePhase {
  /** Chains that stand in the machine. */
  readonly chains: number;
  /** The chains of the first `rows` rows of the minibatch, and their hidden probabilities, after step `step`. */
  run(step: number, rows: number, key: Key): void;
  /** Share of this step's swaps that were made; undefined where there are none. */
  swapRate(): number | undefined;
  /** What is drawn of the method. */
  arrays(): Arrays;
  /** All that another thread goes on with, beside the chains. */
  save(): SavedPhase;
}
export type SavedPhase = Partial<Tempered>;

/** Ladders under way, and where the walkers of the first stood after each of its last sweeps. */
interface Tempered {
  readonly walkers: Uint8Array;
  readonly ends: Uint8Array;
  readonly tried: Float64Array;
  readonly made: Float64Array;
  readonly arrivals: Float64Array;
  readonly path: Uint8Array;
}

export function negativePhase(
  machine: RbmMachine<States>,
  params: MethodParams,
  batch: number,
  saved?: SavedPhase,
): NegativePhase {
  return params.method === "tempering"
    ? tempered(machine, params, batch, saved as Tempered | undefined)
    : plain(machine, params, batch);
}

/** CD starts at the minibatch; PCD goes on from where it stands, which is the first minibatch at first. */
function plain(machine: RbmMachine<States>, { method, k }: MethodParams, batch: number): NegativePhase {
  const persistent = method !== "cd";
  return {
    chains: batch,
    run(step, rows, key) {
      if (persistent && step === 0) machine.startChains(rows);
      machine.negativePhase(rows, k, persistent, key);
    },
    swapRate: () => undefined,
    arrays: () => ({}),
    save: () => ({}),
  };
}

function tempered(
  machine: RbmMachine<States>,
  { k, temperatures = 2 }: MethodParams,
  batch: number,
  saved: Tempered | undefined,
): NegativePhase {
  const ladders: Ladders = { ...makeLadders(batch, temperatures), ...saved };
  let path = saved?.path ?? new Uint8Array(0);
  let rate = 0;
  const total = (of: Float64Array) => of.reduce((sum, count) => sum + count, 0);
  const followed = () => {
    const now = Uint8Array.from(ladders.betas, (_, t) => ladders.walkers[t * batch]);
    const kept = path.subarray(Math.max(0, path.length - (PATH - 1) * temperatures));
    path = Uint8Array.from([...kept, ...now]);
  };
  return {
    chains: batch * temperatures,
    run(step, rows, key) {
      if (step === 0) startLadders(machine, ladders, foldIn(key, LADDER_START));
      const [tried, made] = [total(ladders.tried), total(ladders.made)];
      for (let sweep = 0; sweep < k; sweep++) {
        temperedSweep(machine, ladders, step * k + sweep, foldIn(key, sweep));
        followed();
      }
      rate = (total(ladders.made) - made) / Math.max(1, total(ladders.tried) - tried);
      // No sweep: only the hidden probabilities that the chains of the machine imply.
      machine.negativePhase(rows, 0, true, key);
    },
    swapRate: () => rate,
    arrays() {
      const { visible } = machine;
      const all = machine.chains(batch * temperatures);
      const ladder = all.slice(0, temperatures * visible);
      for (let t = 0; t < temperatures; t++)
        ladder.set(all.subarray(t * batch * visible, (t * batch + 1) * visible), t * visible);
      return {
        ladder: array(ladder, [temperatures, visible]),
        walkers: array(path.slice(), [path.length / temperatures, temperatures]),
        swapRates: array(ladders.made.map((made, pair) => made / Math.max(1, ladders.tried[pair]))),
        arrivals: array(Float64Array.of(ladders.arrivals[0] / batch)),
      };
    },
    save() {
      const { walkers, ends, tried, made, arrivals } = ladders;
      return { walkers, ends, tried, made, arrivals, path };
    },
  };
}
