/** What a lab may be excused from, and what is demanded of it then. Pure functions of a lab and of what its runs gave. */
import { planOf } from "../../client/run/plan.ts";
import type { Arrays, TypedArray } from "../../shared/arrays.ts";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import type { Lab, Task } from "../../shared/labs/lab.ts";
import { setPath } from "../../shared/labs/parse.ts";
import type { Short } from "./short.ts";

/** The labs whose answers no seed can change: exact inference, a forward pass, counting on a graph. */
export const deterministicLabs: readonly string[] = ["bayes-net", "factor-graph", "forward", "depth"];

/** Metrics that only runs which end early have, or data whose density is known, which a cropped table is not: a preset need not, and the lab's own test shows them. */
export const metricsOfMishaps: readonly string[] = ["stoppedAt", "oneSided", "nllExact"];

/** Whether the arrays of a preset must differ under another seed, must be equal, or may be either. */
export function seedRule({ id, deterministic, presets }: Lab, preset: string): "differ" | "equal" | "either" {
  if (deterministic && !deterministicLabs.includes(id))
    throw new Error(`${id} may not be deterministic (only ${deterministicLabs.join(", ")} may)`);
  if (deterministic) return "equal";
  return presets[0].id === preset ? "differ" : "either";
}

/** Whether two runs gave the same arrays: names, types, shapes and every bit. */
export function sameArrays(a: Arrays, b: Arrays): boolean {
  const names = Object.keys(a).sort();
  if (canonicalJson(names) !== canonicalJson(Object.keys(b).sort())) return false;
  return names.every((name) => {
    const [one, other] = [a[name], b[name]];
    return (
      one.values.constructor === other.values.constructor &&
      canonicalJson(one.shape) === canonicalJson(other.shape) &&
      Buffer.compare(bytesOf(one.values), bytesOf(other.values)) === 0
    );
  });
}

const bytesOf = ({ buffer, byteOffset, byteLength }: TypedArray) => Buffer.from(buffer, byteOffset, byteLength);

/** Experiments with one parameter doubled that leave a task as it is but for more steps: training goes on, chains grow. */
export function longerForms(short: Short): readonly Short[] {
  const { lab, experiment, data } = short;
  const before = planOf(lab, experiment, data);
  return Object.entries(lab.params).flatMap(([name, field]) => {
    const value = experiment.params[name];
    if (field.kind !== "integer" || typeof value !== "number" || 2 * value > field.max) return [];
    const longer = { lab, data, experiment: setPath(lab, experiment, `params.${name}`, 2 * value) };
    if (isRefused(longer)) return [];
    const after = planOf(lab, longer.experiment, data);
    const grows = after.some((task) => {
      const old = before.find(({ id }) => id === task.id);
      if (old === undefined || !(task.after ?? []).every((id) => isEqual(named(before, id), named(after, id))))
        return false;
      return old.steps < task.steps && isEqual({ ...old, steps: 0 }, { ...task, steps: 0 });
    });
    return grows ? [longer] : [];
  });
}

const named = (tasks: readonly Task[], name: string) => tasks.find(({ id }) => id === name) ?? {};

/** The longer experiment that the preset goes on to; null for a lab that has none, as it says. Throws where the lab says otherwise than it does. */
export function longerForm(short: Short): Short | null {
  const { id, singleStep } = short.lab;
  const [longer = null] = longerForms(short);
  if (singleStep && longer) throw new Error(`${id} says singleStep, but a parameter of it only adds steps`);
  if (!singleStep && !longer)
    throw new Error(`${id} has no parameter that makes the run longer and changes only steps (it may say singleStep)`);
  return longer;
}

/** The small table does not suffice for the parameters. */
function isRefused({ lab, experiment, data }: Short): boolean {
  try {
    lab.check?.(experiment.params, data);
    return false;
  } catch {
    return true;
  }
}

const isEqual = (a: object, b: object) => canonicalJson(a) === canonicalJson(b);
