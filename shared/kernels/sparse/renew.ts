import type { SparseCoder } from "./machine.ts";

/** |cos| from which two atoms are the same one, and the share of the mean use below which an atom counts as unused. */
const TWINS = 0.9;
const IDLE = 0.2;

/**
 * Reinitialises atoms that learnt nothing (Aharon, Elad & Bruckstein, "K-SVD", IEEE Transactions on Signal Processing 54, 2006): of two that are nearly
 * the same the less used one, and those that are not used, become the worst-coded rows of the minibatch. Returns how many there were.
 */
export function renewAtoms(coder: SparseCoder, rows: readonly Float64Array[], losses: Float64Array): number {
  const { inputs, atomCount } = coder;
  const memory = coder.memory();
  const idle = idleAtoms(coder.gram(), memory.codes, atomCount);
  if (idle.length === 0) return 0;
  const atoms = coder.atoms();
  const worst = [...losses.keys()].sort((a, b) => losses[b] - losses[a] || a - b);
  let renewed = 0;
  for (const [n, j] of idle.entries()) {
    const row = rows[worst[n] ?? -1];
    const norm = row === undefined ? 0 : Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    if (norm === 0) break;
    for (let i = 0; i < inputs; i++) atoms[j * inputs + i] = row[i] / norm;
    memory.inputs.fill(0, j * inputs, (j + 1) * inputs);
    for (let k = 0; k < atomCount; k++) {
      memory.codes[j * atomCount + k] = 0;
      memory.codes[k * atomCount + j] = 0;
    }
    renewed++;
  }
  coder.setAtoms(atoms);
  coder.setMemory(memory);
  return renewed;
}

function idleAtoms(gram: Float64Array, past: Float64Array, count: number): readonly number[] {
  const use = Float64Array.from({ length: count }, (_, j) => past[j * count + j]);
  const mean = use.reduce((sum, value) => sum + value, 0) / count;
  const idle = new Set([...use.keys()].filter((j) => use[j] <= IDLE * mean));
  for (let j = 0; j < count; j++) {
    for (let k = 0; k < j; k++) {
      const product = gram[j * count + k];
      const limit = TWINS * TWINS * gram[j * count + j] * gram[k * count + k];
      if (product * product > limit && !idle.has(j) && !idle.has(k)) idle.add(use[j] <= use[k] ? j : k);
    }
  }
  return [...idle];
}
