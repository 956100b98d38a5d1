import { describe, expect, test } from "vitest";
import {
  keepOf,
  learn,
  lipschitzOf,
  type Rule,
  type SparseCoder,
  sparseCoder,
} from "../../../../shared/kernels/sparse/index.ts";
import { lassoPath } from "../../../../shared/kernels/sparse/lars.ts";
import { renewAtoms } from "../../../../shared/kernels/sparse/renew.ts";
import { leastSquares, symmetricEigen } from "../../../../shared/linalg/index.ts";
import { fillNormal, foldIn, integer, normal } from "../../../../shared/random/index.ts";
import { fresh } from "../../../wasm.ts";

const devices = ["scalar", "wasm"] as const;
const coder = (on: (typeof devices)[number], inputs: number, atoms: number, rows: number): SparseCoder =>
  sparseCoder(on === "scalar" ? "scalar" : fresh("sparse"), inputs, atoms, rows);

function dictionary(inputs: number, atoms: number, seed = 1): Float64Array {
  const out = new Float64Array(atoms * inputs);
  fillNormal([seed, 0], 0, out);
  for (let j = 0; j < atoms; j++) {
    const atom = out.subarray(j * inputs, (j + 1) * inputs);
    const norm = Math.hypot(...atom);
    for (let i = 0; i < inputs; i++) atom[i] /= norm;
  }
  return out;
}
function rowsOf(inputs: number, count: number, seed = 2): Float64Array[] {
  return Array.from({ length: count }, (_, r) => {
    const row = new Float64Array(inputs);
    fillNormal(foldIn([seed, 0], r), 0, row);
    return row;
  });
}
const product = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};
const atomOf = (atoms: Float64Array, j: number, inputs: number) => atoms.subarray(j * inputs, (j + 1) * inputs);

/** Largest violation of the conditions of the lasso's minimum, relative to the penalty; 0 at the minimum. */
function violation(atoms: Float64Array, x: Float64Array, code: Float64Array, penalty: number): number {
  const inputs = x.length;
  const left = x.map((value, i) => value - code.reduce((sum, a, j) => sum + a * atoms[j * inputs + i], 0));
  let worst = 0;
  for (const [j, a] of code.entries()) {
    const gradient = product(atomOf(atoms, j, inputs), left);
    const miss = a === 0 ? Math.max(0, Math.abs(gradient) - penalty) : Math.abs(gradient - penalty * Math.sign(a));
    worst = Math.max(worst, miss / penalty);
  }
  return worst;
}

const exact = { penalty: 0.4, tolerance: 1e-9, iterations: 100_000 } as const;

describe.each(devices)("on %s", (on) => {
  const [inputs, atoms, rows] = [15, 31, 5];
  const D = dictionary(inputs, atoms);
  const X = rowsOf(inputs, rows);
  const open = () => {
    const own = coder(on, inputs, atoms, rows);
    own.setAtoms(D);
    for (const [r, x] of X.entries()) own.setRow(r, x);
    return own;
  };

  test.each(["cd", "ista", "fista"] as const)("%s fulfils the conditions of the minimum to 1e-6", (method) => {
    const own = open();
    own.code(rows, { method, ...exact });
    const codes = own.codes(rows);
    for (let r = 0; r < rows; r++) {
      const code = codes.subarray(r * atoms, (r + 1) * atoms);
      expect(violation(D, X[r], code, exact.penalty)).toBeLessThan(1e-6);
      // Zeros are zeros, not small numbers.
      expect(code.filter((a) => a !== 0).length).toBeLessThan(inputs);
      expect(code.some((a) => a !== 0)).toBe(true);
    }
  });

  test("all solvers reach the same codes, from zero and from elsewhere", () => {
    const own = open();
    own.code(rows, { method: "cd", ...exact });
    const first = own.codes(rows);
    own.code(rows, { method: "cd", ...exact, penalty: 0.1 });
    own.code(rows, { method: "fista", ...exact }, "last");
    for (const [i, a] of own.codes(rows).entries()) expect(a).toBeCloseTo(first[i], 6);
  });

  test("the loss is ½|x − α·D|² + penalty·Σ|α|, and the codes minimise it", () => {
    const own = open();
    own.code(rows, { method: "cd", ...exact });
    const { rows: seen, losses } = own.reconstruct(rows, exact.penalty);
    const codes = own.codes(rows);
    for (let r = 0; r < rows; r++) {
      const code = codes.slice(r * atoms, (r + 1) * atoms);
      const loss = (of: Float64Array) => {
        const left = X[r].map((v, i) => v - of.reduce((sum, a, j) => sum + a * D[j * inputs + i], 0));
        return product(left, left) / 2 + exact.penalty * of.reduce((sum, a) => sum + Math.abs(a), 0);
      };
      expect(losses[r]).toBeCloseTo(loss(code), 10);
      for (let i = 0; i < inputs; i++)
        expect(seen[r * inputs + i]).toBeCloseTo(
          code.reduce((sum, a, j) => sum + a * D[j * inputs + i], 0),
          10,
        );
      for (let j = 0; j < atoms; j++) {
        const other = code.slice();
        other[j] += 0.01;
        expect(loss(other)).toBeGreaterThan(losses[r]);
      }
    }
  });

  test("pursuit of one atom is the best of all; of several, least squares on those taken, never one twice", () => {
    const own = open();
    const best = (x: Float64Array, sets: readonly number[][]) =>
      Math.min(...sets.map((set) => squaredError(D, x, set, inputs)));
    const error = (r: number) => 2 * own.reconstruct(rows, 0).losses[r];
    own.code(rows, { method: "omp", nonZeros: 1, error: 0 });
    for (let r = 0; r < rows; r++)
      expect(error(r)).toBeCloseTo(
        best(
          X[r],
          Array.from({ length: atoms }, (_, j) => [j]),
        ),
        10,
      );
    own.code(rows, { method: "omp", nonZeros: 4, error: 0 });
    for (let r = 0; r < rows; r++) {
      const taken = [
        ...own
          .codes(rows)
          .subarray(r * atoms, (r + 1) * atoms)
          .keys(),
      ].filter((j) => own.codes(rows)[r * atoms + j] !== 0);
      expect(taken.length).toBe(4);
      expect(error(r)).toBeCloseTo(squaredError(D, X[r], taken, inputs), 10);
    }
  });

  test("pursuit of two planted, orthogonal atoms finds what enumeration of all pairs finds", () => {
    const small = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1, 0.6, 0.8, 0);
    const own = coder(on, 3, 4, 3);
    own.setAtoms(small);
    const pairs = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b) => [a, b]));
    for (const [r, x] of [
      Float64Array.of(2, 0, -1),
      Float64Array.of(0, 3, 1),
      Float64Array.of(1.2, 1.6, 0.4),
    ].entries()) {
      own.setRow(r, x);
      own.code(r + 1, { method: "omp", nonZeros: 2, error: 0 });
      const found = 2 * own.reconstruct(r + 1, 0).losses[r];
      expect(found).toBeCloseTo(Math.min(...pairs.map((pair) => squaredError(small, x, pair, 3))), 12);
    }
  });

  test("pursuit stops at the error that is asked for, with one atom fewer it is above", () => {
    const own = open();
    own.code(rows, { method: "omp", nonZeros: atoms, error: 2 });
    const errors = own.reconstruct(rows, 0).losses.map((loss) => 2 * loss);
    const counts = Array.from(
      { length: rows },
      (_, r) =>
        own
          .codes(rows)
          .subarray(r * atoms, (r + 1) * atoms)
          .filter((a) => a !== 0).length,
    );
    for (let r = 0; r < rows; r++) {
      expect(errors[r]).toBeLessThanOrEqual(2 + 1e-9);
      own.code(rows, { method: "omp", nonZeros: counts[r] - 1, error: 0 });
      expect(2 * own.reconstruct(rows, 0).losses[r]).toBeGreaterThan(2);
    }
  });

  test("pursuit of known inputs is pursuit with the atoms' known parts; where all are known, the same as ever", () => {
    const own = open();
    const known = Uint8Array.from({ length: inputs }, (_, i) => (i % 3 === 0 ? 0 : 1));
    own.codeKnown(0, known, 3, 0);
    const code = own.codes(1);
    const places = [...known.keys()].filter((i) => known[i]);
    const part = (from: Float64Array) => Float64Array.from(places, (i) => from[i]);
    const parts = Float64Array.from(
      { length: atoms * places.length },
      (_, n) => D[Math.floor(n / places.length) * inputs + places[n % places.length]],
    );
    const taken = [...code.keys()].filter((j) => code[j] !== 0);
    expect(taken.length).toBe(3);
    const left = part(X[0]).map(
      (v, i) => v - taken.reduce((sum, j) => sum + code[j] * parts[j * places.length + i], 0),
    );
    expect(product(left, left)).toBeCloseTo(squaredError(parts, part(X[0]), taken, places.length), 10);
    // The first that was taken is the best single one by the known parts.
    own.codeKnown(0, known, 1, 0);
    const one = own.codes(1).findIndex((a) => a !== 0);
    const errors = Array.from({ length: atoms }, (_, j) => squaredError(parts, part(X[0]), [j], places.length));
    expect(errors[one]).toBeCloseTo(Math.min(...errors), 12);
    own.codeKnown(1, new Uint8Array(inputs).fill(1), 3, 0);
    const all = own.codes(2).slice(atoms);
    own.code(2, { method: "omp", nonZeros: 3, error: 0 });
    for (const [j, a] of own.codes(2).slice(atoms).entries()) expect(a).toBeCloseTo(all[j], 9);
  });

  test("a round of learning never raises the remembered loss, and keeps atoms in the unit ball", () => {
    const own = open();
    own.code(rows, { method: "cd", ...exact });
    // Σ ½|x − α·D|² by the remembered products alone, up to Σ ½|x|².
    const remembered = () => {
      const { codes, inputs: b } = own.memory();
      const now = own.atoms();
      const gram = own.gram();
      return product(codes, gram) / 2 - product(b, now);
    };
    learn(own, rows, 0, 1 / rows);
    let before = remembered();
    for (let round = 0; round < 10; round++) {
      learn(own, 0, 1, 0);
      const after = remembered();
      expect(after).toBeLessThanOrEqual(before + 1e-12);
      before = after;
    }
    for (let j = 0; j < atoms; j++)
      expect(Math.hypot(...atomOf(own.atoms(), j, inputs))).toBeLessThanOrEqual(1 + 1e-12);
  });
});

function squaredError(atoms: Float64Array, x: Float64Array, set: readonly number[], inputs: number): number {
  const matrix = Float64Array.from(
    { length: inputs * set.length },
    (_, n) => atoms[set[n % set.length] * inputs + Math.floor(n / set.length)],
  );
  const solution = leastSquares(matrix, x, inputs, set.length);
  const left = x.map((v, i) => v - set.reduce((sum, j, n) => sum + solution[n] * atoms[j * inputs + i], 0));
  return product(left, left);
}

test("both devices give the same bits", () => {
  for (const [inputs, atoms] of [
    [15, 31],
    [8, 4],
    [64, 100],
  ]) {
    const results = devices.map((on) => {
      const own = coder(on, inputs, atoms, 7);
      own.setAtoms(dictionary(inputs, atoms));
      for (const [r, x] of rowsOf(inputs, 7).entries()) own.setRow(r, x);
      const out: Float64Array[] = [own.gram()];
      const rules: Rule[] = [
        { method: "cd", penalty: 0.5, tolerance: 1e-3, iterations: 100 },
        { method: "ista", penalty: 0.5, tolerance: 1e-3, iterations: 50 },
        { method: "fista", penalty: 0.5, tolerance: 1e-3, iterations: 50 },
        { method: "omp", nonZeros: 5, error: 0.1 },
      ];
      for (const rule of rules) {
        own.code(7, rule);
        out.push(own.codes(7));
        learn(own, 7, 0.9, 0.2);
        const { rows, losses } = own.reconstruct(7, 0.5);
        out.push(own.atoms(), own.memory().codes, own.memory().inputs, rows, losses);
      }
      own.codeKnown(
        2,
        Uint8Array.from({ length: inputs }, (_, i) => integer([3, 3], i, 2)),
        3,
        0.01,
      );
      out.push(own.codes(7));
      return out;
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[0].every((values) => values.every(Number.isFinite))).toBe(true);
  }
});

test("the bound is above the largest eigenvalue of the Gram matrix, and not far", () => {
  const own = coder("scalar", 10, 30, 1);
  own.setAtoms(dictionary(10, 30));
  const { values } = symmetricEigen(own.gram(), 30);
  const largest = Math.max(...values);
  const bound = lipschitzOf(own.gram(), 30);
  expect(bound).toBeGreaterThanOrEqual(largest);
  expect(bound).toBeLessThan(3 * largest);
});

describe("the path of the lasso", () => {
  const [inputs, atoms] = [12, 30];
  const D = dictionary(inputs, atoms, 5);
  const own = coder("scalar", inputs, atoms, 1);
  own.setAtoms(D);

  test.each([1, 2, 3, 4, 5])("fulfils the conditions of the minimum at every bend and between them, row %i", (seed) => {
    const [x] = rowsOf(inputs, 1, 10 + seed);
    const q = Float64Array.from({ length: atoms }, (_, j) => product(atomOf(D, j, inputs), x));
    const { penalties, codes } = lassoPath(own.gram(), q, 0.01, 500);
    expect(penalties.length).toBeGreaterThan(5);
    expect(penalties.at(-1)).toBe(0.01);
    const code = (n: number) => codes.subarray(n * atoms, (n + 1) * atoms);
    expect(Math.max(...q.map(Math.abs))).toBe(penalties[0]);
    for (let n = 0; n + 1 < penalties.length; n++) {
      expect(penalties[n + 1]).toBeLessThanOrEqual(penalties[n]);
      expect(violation(D, x, code(n + 1), penalties[n + 1])).toBeLessThan(1e-6);
      const middle = code(n).map((a, j) => (a + code(n + 1)[j]) / 2);
      expect(violation(D, x, middle, (penalties[n] + penalties[n + 1]) / 2)).toBeLessThan(1e-6);
    }
    own.setRow(0, x);
    own.code(1, { method: "cd", penalty: 0.01, tolerance: 1e-12, iterations: 1e6 });
    for (const [j, a] of own.codes(1).entries()) expect(a).toBeCloseTo(code(penalties.length - 1)[j], 7);
  });

  test("lets atoms go again", () => {
    let drops = 0;
    for (let seed = 0; seed < 20; seed++) {
      const [x] = rowsOf(inputs, 1, 100 + seed);
      const q = Float64Array.from({ length: atoms }, (_, j) => product(atomOf(D, j, inputs), x));
      const { penalties, codes } = lassoPath(own.gram(), q, 0.001, 500);
      for (let n = 1; n < penalties.length; n++)
        for (let j = 0; j < atoms; j++) if (codes[(n - 1) * atoms + j] !== 0 && codes[n * atoms + j] === 0) drops++;
    }
    expect(drops).toBeGreaterThan(0);
  });

  test("twins among the atoms end it, zero has no path", () => {
    const twins = Float64Array.of(1, 1, 1, 1);
    expect(lassoPath(twins, Float64Array.of(2, 2), 0.1, 10).penalties[0]).toBe(2);
    expect(lassoPath(twins, Float64Array.of(0, 0), 0.1, 10).penalties).toEqual(Float64Array.of(0));
  });
});

describe("learning finds planted atoms", () => {
  const [inputs, atoms, batch] = [20, 30, 200];
  const truth = dictionary(inputs, atoms, 77);
  /** Three atoms at random with normal weights, and a little noise. */
  const draw = (step: number, r: number) => {
    const key = foldIn([9, 9], step, r);
    const x = Float64Array.from({ length: inputs }, (_, i) => 0.01 * normal(key, 100 + i));
    for (let n = 0; n < 3; n++) {
      const j = integer(key, n, atoms);
      for (let i = 0; i < inputs; i++) x[i] += normal(key, 50 + n) * truth[j * inputs + i];
    }
    return x;
  };

  test.each([1, 2, 3])("at least 95 % of them with |cos| ≥ 0.97, from start %i", (start) => {
    const own = coder("wasm", inputs, atoms, batch);
    const first = Array.from({ length: atoms }, (_, j) => draw(10_000 + start, j));
    own.setAtoms(Float64Array.from(first.flatMap((x) => Array.from(x, (v) => v / Math.hypot(...x)))));
    for (let step = 0; step < 300; step++) {
      const rows = Array.from({ length: batch }, (_, r) => draw(step, r));
      for (const [r, x] of rows.entries()) own.setRow(r, x);
      own.code(batch, { method: "cd", penalty: 0.2, tolerance: 1e-3, iterations: 100 });
      learn(own, batch, keepOf(step), 1 / batch);
      if (step % 10 === 9 && step < 200) renewAtoms(own, rows, own.reconstruct(batch, 0.2).losses);
    }
    const learnt = own.atoms();
    let found = 0;
    for (let j = 0; j < atoms; j++) {
      const cosines = Array.from({ length: atoms }, (_, k) => {
        const atom = atomOf(learnt, k, inputs);
        return Math.abs(product(atomOf(truth, j, inputs), atom)) / Math.hypot(...atom);
      });
      if (Math.max(...cosines) >= 0.97) found++;
    }
    expect(found / atoms).toBeGreaterThanOrEqual(0.95);
  });
});

test("twins and idle atoms become rows that were coded badly, and forget", () => {
  const own = coder("scalar", 2, 3, 2);
  own.setAtoms(Float64Array.of(1, 0, 0.999, Math.sqrt(1 - 0.999 ** 2), 0, 1));
  const rows = [Float64Array.of(3, 0), Float64Array.of(0, -2)];
  for (const [r, x] of rows.entries()) own.setRow(r, x);
  own.code(2, { method: "omp", nonZeros: 1, error: 0 });
  learn(own, 2, 0, 0.5);
  expect(renewAtoms(own, rows, Float64Array.of(1, 5))).toBe(1);
  expect([...own.atoms().slice(2, 4)]).toEqual([0, -1]);
  expect(own.memory().codes[4]).toBe(0);
});
