/** How tasks after training go over rows: a block in a step. */

/** Rows per step. */
export const BLOCK = 100;

export function codeSteps(rows: number): number {
  return Math.ceil(rows / BLOCK);
}

/** The block of a step where all of `held` come first, and those that were learnt from after them. `from`: its first row among its kind. */
export function blockAt(step: number, held: Uint32Array, learnt: Uint32Array) {
  const testSteps = codeSteps(held.length);
  const isTest = step < testSteps;
  const from = (isTest ? step : step - testSteps) * BLOCK;
  return { isTest, from, rows: (isTest ? held : learnt).subarray(from, from + BLOCK) };
}
