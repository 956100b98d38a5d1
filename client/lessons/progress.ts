/** Which steps of a lesson are done by what the page shows, and by what its reader did to it. */
import { isEqual } from "../../shared/experiment/equal.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { entryAt } from "../../shared/experiment/maps.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { withoutSweep } from "../../shared/labs/sweep.ts";
import { pathsOf, presetOf, type Requirement, type Step } from "./lesson.ts";

/** What is shown and what was done to it. */
export interface Situation {
  readonly experiment: Experiment;
  /** Of a run that finished on this page; null for anything else that is shown. */
  readonly metrics: Readonly<Record<string, number>> | null;
  /** The tab that the reader opened, where one was. */
  readonly view: string | null;
  /** Controls that were used while this experiment was shown. */
  readonly used: ReadonlySet<string>;
}

/** Whether the page can see that the step is done. */
export function isDone(lab: Lab, step: Step, situation: Situation): boolean {
  return (
    !step.isManual && isAbout(lab, step, situation.experiment) && step.requires.every((one) => holds(one, situation))
  );
}

/**
 * Whether an experiment is what the step is about: its preset, but for the seed and for what the step names. Any experiment, where
 * the step names no preset.
 */
export function isAbout(lab: Lab, step: Step, experiment: Experiment): boolean {
  const preset = presetOf(step);
  if (preset === null) return true;
  try {
    // Of a sweep, one run is looked at: its best, unless the step names another.
    let expected: Experiment = { ...withoutSweep(presetExperiment(lab, preset)), seed: experiment.seed };
    for (const path of pathsOf(step)) {
      const value = valueAt(experiment, path);
      // A field that does not apply: the one that it depends on was named before it.
      if (value !== undefined) expected = setPath(lab, expected, path, value);
      else if (isEntry(lab, path)) expected = setPath(lab, expected, path, null);
    }
    return isEqual(expected, experiment);
  } catch {
    // The experiment has a value at that path which the preset cannot take: other data, another model.
    return false;
  }
}

/** Of a map, an entry that is not there was removed. */
function isEntry(lab: Lab, path: string): boolean {
  return path.startsWith("params.") && entryAt(lab.params, path.slice("params.".length)) !== undefined;
}

function holds(one: Requirement, { experiment, metrics, view, used }: Situation): boolean {
  switch (one.kind) {
    case "preset":
      return true;
    case "setting":
      return compare(valueAt(experiment, one.path), one.operator, one.value);
    case "run":
      return metrics !== null;
    case "metric":
      return (
        metrics !== null && Object.hasOwn(metrics, one.metric) && compare(metrics[one.metric], one.operator, one.value)
      );
    case "view":
      return view === one.view;
    case "used":
      return used.has(one.control);
    case "own":
      return experiment.data !== null && "files" in experiment.data;
    default:
      return one satisfies never;
  }
}

/** The value at "params.<name>", "params.<map>.<name>", "data.params.<name>", …; undefined where there is none. */
export function valueAt(experiment: Experiment, path: string): unknown {
  return within(experiment, path);
}

/** Names of a map may have dots: what is left of the path is one name where there is one. */
function within(part: unknown, path: string): unknown {
  if (typeof part !== "object" || part === null) return undefined;
  const member = (name: string): unknown =>
    Object.hasOwn(part, name) ? (part as Readonly<Record<string, unknown>>)[name] : undefined;
  const dot = path.indexOf(".");
  if (dot < 0 || Object.hasOwn(part, path)) return member(path);
  return within(member(path.slice(0, dot)), path.slice(dot + 1));
}

/** Words are equal or not; numbers have an order too. */
function compare(found: unknown, operator: "<" | "<=" | ">" | ">=" | "==" | "!=", value: number | string): boolean {
  // A choice may have numbers for names.
  if (typeof value === "string" || typeof found === "string")
    return operator === "==" ? String(found) === String(value) : operator === "!=" && String(found) !== String(value);
  if (typeof found !== "number") return false;
  switch (operator) {
    case "<":
      return found < value;
    case "<=":
      return found <= value;
    case ">":
      return found > value;
    case ">=":
      return found >= value;
    case "==":
      return found === value;
    case "!=":
      return found !== value;
    default:
      return operator satisfies never;
  }
}
