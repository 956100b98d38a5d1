import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Device, Lab, Task, WasmName } from "../../shared/labs/lab.ts";
import { recall, remember } from "../i18n/preference.ts";

/** A run, before or after it: what its rate is kept under, and how many threads it can use. */
export interface Planned {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly device: Device;
  readonly threads: number;
}

/** How much longer plain TypeScript on the scalar device takes than WebAssembly SIMD, before it has been measured. */
const scalarLoss = 10;

/** This many runs are remembered; the fastest counts, since one slowed by other work says little about the machine. */
const remembered = 3;

/** Seconds: what is shorter says little about a rate. */
const shortest = 0.2;

/** Learns this machine's speed on a lab from a finished run that took `seconds`, excluding pauses, from its first step to its last. */
export function learnRate(run: Planned, seconds: number): void {
  const { multiplyAdds } = run.lab.estimate(run.experiment.params, run.data);
  if (seconds <= 0 || multiplyAdds <= 0) return;
  const rate = multiplyAdds / seconds / usable(run);
  // Much of a short run is its start: it only shows that the machine is no slower than that.
  if (seconds < shortest && rate <= (known(run) ?? Number.POSITIVE_INFINITY)) return;
  for (const name of names(run)) {
    remember(
      name,
      [rate, ...rates(name)]
        .slice(0, remembered)
        .map((one) => one.toPrecision(4))
        .join(" "),
    );
  }
}

/** Bytes on the wire (gzip) of what a run fetches only when it needs it: of tensorflow.js its core, its wasm backend, and that backend's module. */
const onDemand: Partial<Record<WasmName, number>> = { tensorflow: 265_000 };

/** What a run with these further modules downloads, before the browser has kept it. */
export function downloadBytes(modules: readonly WasmName[]): number {
  return modules.reduce((sum, name) => sum + (onDemand[name] ?? 0), 0);
}

export interface Estimate {
  /** Seconds on this machine with that many threads. */
  readonly seconds: number;
  readonly bytes: number;
  /** Bytes that the first run fetches. */
  readonly download: number;
  /** From an earlier run of the lab here, rather than from the probe. */
  readonly measured: boolean;
}

/** Work and time of a run. `probed`: multiply-adds per second of one thread, for labs that have not been run here. Throws as the lab does. */
export function estimate(run: Planned, probed: number): Estimate {
  const { multiplyAdds, bytes, wasm } = run.lab.estimate(run.experiment.params, run.data);
  const learned = known(run);
  const rate = learned ?? (run.device === "scalar" ? probed / scalarLoss : probed);
  const seconds = multiplyAdds / (rate * usable(run));
  return { seconds, bytes, download: downloadBytes(wasm ?? []), measured: learned !== undefined };
}

/** Runs of a sweep that are estimated one by one; of more, some stand for all. */
const counted = 40;

/** Work and time of runs side by side on the same threads; undefined where some do not fit the data: running them says so. */
export function estimateSweep(runs: readonly Planned[], probed: number): Estimate | undefined {
  const every = Math.ceil(runs.length / counted);
  const some = runs.filter((_, i) => i % every === 0);
  const threads = runs[0]?.threads ?? 1;
  try {
    const alone = some.map((run) => estimate(run, probed));
    const inTurn = some.map((run) => estimate({ ...run, threads: 1 }, probed).seconds);
    const sum = (inTurn.reduce((all, seconds) => all + seconds, 0) * runs.length) / some.length;
    const longest = Math.max(...alone.map(({ seconds }) => seconds));
    return {
      seconds: Math.max(sum / threads, longest),
      bytes: Math.max(...alone.map(({ bytes }) => bytes)),
      download: Math.max(...alone.map(({ download }) => download)),
      measured: alone.every(({ measured }) => measured),
    };
  } catch {
    return undefined;
  }
}

/** Multiply-adds per second of one thread, as earlier runs have shown it. */
function known(run: Planned): number | undefined {
  return names(run)
    .map((name) => Math.max(0, ...rates(name)))
    .find((rate) => rate > 0);
}

/** Choices decide which algorithm runs, and one may be far slower than another of the same lab: their rate is kept apart, and counts first. */
function names({ lab, device, experiment }: Planned): [exact: string, any: string] {
  const choices = Object.keys(lab.params)
    .sort()
    .map((name) => experiment.params[name])
    .filter((value) => typeof value === "string" || typeof value === "boolean");
  const any = `rate.${lab.id}.${device}`;
  return [[any, ...choices].join("."), any];
}

function rates(name: string): readonly number[] {
  const kept = (recall(name) ?? "").split(" ").map(Number);
  return kept.filter((rate) => Number.isFinite(rate) && rate > 0);
}

/** Threads that have something to do: no more than there are tasks side by side. */
function usable({ lab, experiment, data, threads }: Planned): number {
  return Math.max(1, Math.min(threads, width(lab.plan(experiment.params, data, [0, 0]))));
}

/** The most tasks that wait for equally many before them. */
function width(tasks: readonly Task[]): number {
  const depths = new Map<string, number>();
  const counts = new Map<number, number>();
  for (const { id, after = [] } of tasks) {
    const depth = after.reduce((most, name) => Math.max(most, (depths.get(name) ?? 0) + 1), 0);
    depths.set(id, depth);
    counts.set(depth, (counts.get(depth) ?? 0) + 1);
  }
  return Math.max(1, ...counts.values());
}
