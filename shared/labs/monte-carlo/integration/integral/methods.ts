/** What is true of the methods, whatever the integrand. */
import type { Design } from "../../../../kernels/integration/machine.ts";
import type { IntegrationParams } from "../fields.ts";
import type { Method } from "./method-fields.ts";

/** Independent randomisations that make one interval, for the methods whose points depend on each other. */
export const STREAMS = 16;

export function isRandomised(method: Method): boolean {
  return method === "stratified" || method === "latin" || method === "sobol";
}

/** Whether the first 2^k points of more are themselves such points. */
export function isExtensible(method: Method): boolean {
  return method !== "stratified" && method !== "latin";
}

export function designOf(method: Method): Design {
  return method === "plain" || method === "control" ? "independent" : method;
}

/** How many control variates the parameters ask for. */
export function controlCount({ controls, dimension = 2 }: IntegrationParams): number {
  return controls === "geometric" ? 1 : controls === "linear" ? dimension : 2 * dimension;
}

/** Fewest points whose error is measured: 2^4. */
export const LEAST_BITS = 4;

/** Numbers of points at which errors are measured. */
export function levelsOf({ log2Points = 14 }: Pick<IntegrationParams, "log2Points">): readonly number[] {
  return Array.from({ length: log2Points - LEAST_BITS + 1 }, (_, k) => 2 ** (LEAST_BITS + k));
}

/** Scramblings whose mean stands in for an unknown exact value. */
export const REFERENCE_STEPS = 32;

/** Steps of a course, each with an equal share of the points. */
export const COURSE_STEPS = 128;

/** Tasks that share the intervals. */
export const COVERAGE_TASKS = 8;
