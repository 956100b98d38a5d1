import type { LabQuestion } from "../../recording.ts";
import type { IntegrationParams } from "./fields.ts";

/** Cells along each side of the picture of the integrand. */
export const CELLS = 96;

/** The integrand over two of its variables. */
export function surfaceQuestion(params: IntegrationParams, across: number, upright: number): LabQuestion {
  return { task: { kind: "surface", steps: 1, params: { ...params, across, upright, cells: CELLS } }, given: {} };
}
