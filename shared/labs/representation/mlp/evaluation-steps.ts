/** Rows per step of an evaluation. */
export const BLOCK = 256;

export function evaluationSteps(rows: number): number {
  return Math.ceil(rows / BLOCK);
}
