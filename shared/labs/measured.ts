import type { Arrays } from "../arrays.ts";
import type { Lab, Task } from "./lab.ts";
import { metricMatches } from "./metrics.ts";

/**
 * Whether an array of a result ("records/<task>/<name>" or "output/<task>/<name>", see `resultArrays`) is declared measured by the process of
 * its task. Arrays of tasks that are not in the plan are not: a claim cannot hide behind a name.
 */
export function isMeasuredArray(lab: Pick<Lab, "processes">, tasks: readonly Task[], name: string): boolean {
  return tasks.some(({ id, kind }) => {
    const own = [`records/${id}/`, `output/${id}/`].find((prefix) => name.startsWith(prefix));
    const process = Object.hasOwn(lab.processes, kind) ? lab.processes[kind] : undefined;
    if (own === undefined || process === undefined) return false;
    return process.measured.some((declared) => metricMatches(declared, name.slice(own.length)));
  });
}

/** The arrays that are part of the digest: those not declared as measured. */
export function exactArrays(lab: Pick<Lab, "processes">, tasks: readonly Task[], arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).filter(([name]) => !isMeasuredArray(lab, tasks, name)));
}
