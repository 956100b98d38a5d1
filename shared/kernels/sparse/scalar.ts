import { descend, iterate } from "./lasso.ts";
import { lipschitzOf, type Memory, type SparseCoder, UNUSED } from "./machine.ts";
import { pursue, pursueKnown } from "./pursuit.ts";

/** The sparse coder as the papers have it: the reference of shared/kernels/sparse/assembly/sparse.module.ts, with the same bits. */
export function scalarCoder(inputs: number, atomCount: number, rows: number): SparseCoder {
  const atoms = new Float64Array(atomCount * inputs);
  let gram = new Float64Array(atomCount * atomCount);
  const x = new Float64Array(rows * inputs);
  const codes = new Float64Array(rows * atomCount);
  const past = { codes: new Float64Array(atomCount * atomCount), inputs: new Float64Array(atomCount * inputs) };
  const row = (r: number) => x.subarray(r * inputs, (r + 1) * inputs);
  const atom = (j: number) => atoms.subarray(j * inputs, (j + 1) * inputs);
  const codeOf = (r: number) => codes.subarray(r * atomCount, (r + 1) * atomCount);
  const correlations = (of: Float64Array) => Float64Array.from({ length: atomCount }, (_, j) => dot(of, atom(j)));
  const prepare = () => {
    gram = new Float64Array(atomCount * atomCount);
    for (let j = 0; j < atomCount; j++) gram.set(correlations(atom(j)), j * atomCount);
  };
  const reconstruct = (count: number, penalty: number) => {
    const out = new Float64Array(count * inputs);
    const losses = Float64Array.from({ length: count }, (_, r) =>
      lossOf(row(r), codeOf(r), atoms, out.subarray(r * inputs, (r + 1) * inputs), penalty),
    );
    return { rows: out, losses };
  };
  return {
    inputs,
    atomCount,
    setAtoms(values, known) {
      atoms.set(values);
      if (known) gram = known.slice();
      else prepare();
    },
    atoms: (into) => copyOf(atoms, into),
    gram: (into) => copyOf(gram, into),
    setRow: (r, values) => row(r).set(values),
    setRows: (values, first = 0) => x.set(values, first * inputs),
    code(count, rule, from = "zero") {
      const lipschitz = rule.method === "cd" || rule.method === "omp" ? 0 : lipschitzOf(gram, atomCount);
      for (let r = 0; r < count; r++) {
        const problem = { gram, correlations: correlations(row(r)), code: codeOf(r) };
        if (rule.method === "omp") pursue(problem, dot(row(r), row(r)), rule.nonZeros, rule.error);
        else {
          if (from === "zero") codeOf(r).fill(0);
          if (rule.method === "cd") descend(problem, rule);
          else iterate(problem, rule, lipschitz, rule.method === "fista");
        }
      }
    },
    codeKnown: (r, known, nonZeros, error) => pursueKnown(atoms, row(r), known, codeOf(r), nonZeros, error),
    codes: (count, into) => copyOf(codes.subarray(0, count * atomCount), into),
    setCodes: (values, first = 0) => codes.set(values, first * atomCount),
    reconstruct,
    losses: (count, penalty) => reconstruct(count, penalty).losses,
    fade(keep) {
      for (let i = 0; i < past.codes.length; i++) past.codes[i] *= keep;
      for (let i = 0; i < past.inputs.length; i++) past.inputs[i] *= keep;
    },
    remember(first, count, share) {
      for (let r = first; r < first + count; r++) remember(codeOf(r), row(r), share, past);
    },
    improve() {
      for (let j = 0; j < atomCount; j++) improve(j, atoms, inputs, past);
      prepare();
    },
    memory: () => ({ codes: past.codes.slice(), inputs: past.inputs.slice() }),
    setMemory(memory) {
      past.codes.set(memory.codes);
      past.inputs.set(memory.inputs);
    },
  };
}

function copyOf(values: Float64Array, into: Float64Array = new Float64Array(values.length)): Float64Array {
  into.set(values);
  return into;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function lossOf(x: Float64Array, code: Float64Array, atoms: Float64Array, out: Float64Array, penalty: number): number {
  let size = 0;
  for (const [j, a] of code.entries()) {
    if (a === 0) continue;
    size += Math.abs(a);
    for (let i = 0; i < out.length; i++) out[i] += a * atoms[j * out.length + i];
  }
  let error = 0;
  for (let i = 0; i < out.length; i++) error += (x[i] - out[i]) * (x[i] - out[i]);
  return 0.5 * error + penalty * size;
}

function remember(code: Float64Array, x: Float64Array, share: number, past: Memory): void {
  for (const [j, a] of code.entries()) {
    if (a === 0) continue;
    const weight = share * a;
    for (let k = 0; k < code.length; k++) past.codes[j * code.length + k] += weight * code[k];
    for (let i = 0; i < x.length; i++) past.inputs[j * x.length + i] += weight * x[i];
  }
}

/** d ← d + (b − A·D) / A_jj, then into the unit ball (Mairal et al. 2010, algorithm 2). */
function improve(j: number, atoms: Float64Array, inputs: number, past: Memory): void {
  const count = atoms.length / inputs;
  const use = past.codes[j * count + j];
  if (use <= UNUSED) return;
  const next = past.inputs.slice(j * inputs, (j + 1) * inputs);
  for (let k = 0; k < count; k++) {
    const weight = -past.codes[j * count + k];
    for (let i = 0; i < inputs; i++) next[i] += weight * atoms[k * inputs + i];
  }
  let square = 0;
  for (let i = 0; i < inputs; i++) {
    next[i] = atoms[j * inputs + i] + next[i] / use;
    square += next[i] * next[i];
  }
  const norm = square > 1 ? Math.sqrt(square) : 1;
  for (let i = 0; i < inputs; i++) atoms[j * inputs + i] = next[i] / norm;
}
