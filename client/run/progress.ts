/**
 * How far a run is, in expected time rather than in steps: a temperature of annealed importance sampling may take a thousandth of what a
 * minibatch takes, and there are many more of them. What a step of each kind of task costs is settled when the run begins, so that progress never goes
 * back: by what earlier runs took here, otherwise by the multiply-adds that the lab expects.
 */
import type { Fold } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { recall, remember } from "../i18n/preference.ts";
import type { Planned } from "./estimate.ts";

/** Cost of a step by kind of task, in any unit. */
export type Weights = ReadonlyMap<string, number>;

/** Seconds and steps by kind, as they were timed. */
export type Spent = ReadonlyMap<string, { readonly seconds: number; readonly steps: number }>;

/** Part of the expected time that is over, from 0 to 1. */
export function fractionOf(fold: Fold, weights: Weights): number {
  let done = 0;
  let total = 0;
  for (const { id, kind, steps } of fold.tasks) {
    const weight = weights.get(kind) ?? 0;
    done += weight * fold.done(id);
    total += weight * steps;
  }
  return total > 0 ? done / total : 0;
}

/** What a step of each kind is expected to cost. */
export function weightsOf(run: Planned, tasks: readonly Task[]): Weights {
  const costs = costsOf(run, tasks);
  const known = learnt(run);
  // Seconds per unit of cost, or the lab's word for all: the two have no common unit.
  if (![...costs.keys()].every((kind) => known.has(kind))) return costs;
  return new Map([...costs].map(([kind, cost]) => [kind, cost * (known.get(kind) ?? 0)]));
}

/** Seconds of work below which what was timed is chance. */
const least = 0.5;

/** Learns from a whole run that has finished what its kinds of tasks take here. */
export function learnWeights(run: Planned, tasks: readonly Task[], spent: Spent): void {
  const all = [...spent.values()].reduce((sum, { seconds }) => sum + seconds, 0);
  if (all < least) return;
  const costs = costsOf(run, tasks);
  const entries: [string, number][] = [];
  for (const [kind, cost] of costs) {
    const { seconds, steps } = spent.get(kind) ?? { seconds: 0, steps: 0 };
    // One that came in a single report has not been timed.
    if (seconds > 0 && steps > 0 && cost > 0) entries.push([kind, seconds / steps / cost]);
  }
  if (entries.length < costs.size) return;
  remember(nameOf(run), entries.map(([kind, rate]) => `${kind} ${rate.toPrecision(3)}`).join(" "));
}

/** Multiply-adds per step, where the lab says how many each kind takes; otherwise steps count alike. */
function costsOf({ lab, experiment, data }: Planned, tasks: readonly Task[]): Weights {
  const { kinds } = lab.estimate(experiment.params, data);
  const steps = new Map<string, number>();
  for (const task of tasks) steps.set(task.kind, (steps.get(task.kind) ?? 0) + task.steps);
  if (kinds === undefined) return new Map([...steps.keys()].map((kind) => [kind, 1]));
  return new Map([...steps].map(([kind, count]) => [kind, (kinds[kind] ?? 0) / Math.max(1, count)]));
}

function learnt(run: Planned): ReadonlyMap<string, number> {
  const words = (recall(nameOf(run)) ?? "").split(" ");
  const pairs = words.flatMap((word, i) => (i % 2 === 0 ? [[word, Number(words[i + 1])] as const] : []));
  return new Map(pairs.filter(([, rate]) => Number.isFinite(rate) && rate > 0));
}

const nameOf = ({ lab, device }: Planned) => `kinds.${lab.id}.${device}`;
