/** Programs made by hand: each operation in turn, and densities whose derivatives were taken on paper. */
import type { Binary, Data, Id, Operation, Program, Unary } from "../../../shared/densities/program.ts";
import { foldIn, normal } from "../../../shared/random/index.ts";

export interface Builder {
  readonly operations: Operation[];
  readonly data: Data[];
  constant(value: number): Id;
  position(at: number, length?: number): Id;
  vector(values: readonly number[] | Float64Array): Id;
  index(values: readonly number[]): number;
  matrix(rows: number, columns: number, values: Float64Array): number;
  one(op: Unary, x: Id): Id;
  two(op: Binary, x: Id, y: Id): Id;
  sum(x: Id): Id;
  add(operation: Operation): Id;
}

export function builder(): Builder {
  const operations: Operation[] = [];
  const data: Data[] = [];
  const add = (operation: Operation) => operations.push(operation) - 1;
  const lengthOf = (id: Id) => operations[id].length;
  return {
    operations,
    data,
    add,
    constant: (value) => add({ op: "constant", value, length: 1 }),
    position: (at, length = 1) => add({ op: "position", at, length }),
    vector: (values) =>
      add({
        op: "data",
        data: data.push({ kind: "vector", values: Float64Array.from(values) }) - 1,
        length: values.length,
      }),
    index: (values) => data.push({ kind: "index", values: Int32Array.from(values) }) - 1,
    matrix: (rows, columns, values) => data.push({ kind: "matrix", rows, columns, values }) - 1,
    one: (op, x) => add({ op, x, length: lengthOf(x) }),
    two: (op, x, y) => add({ op, x, y, length: Math.max(lengthOf(x), lengthOf(y)) }),
    sum: (x) => add({ op: "sum", x, length: 1 }),
  };
}

function programOf(b: Builder, own: Omit<Program, "operations" | "data">): Program {
  return { ...own, operations: b.operations, data: b.data };
}

/** x ~ normal(0, 1), y | x ~ normal(x² − 1, 0.3). */
export function banana(): Program {
  const b = builder();
  const [x, y] = [b.position(0), b.position(1)];
  const off = b.two("sub", y, b.two("sub", b.two("mul", x, x), b.constant(1)));
  const weighted = b.two("div", off, b.constant(0.09));
  const squares = b.two("add", b.two("mul", x, x), b.two("mul", off, weighted));
  const value = b.two("mul", b.constant(-0.5), squares);
  const dx = b.two("sub", b.two("mul", b.two("mul", b.constant(2), x), weighted), x);
  return programOf(b, {
    dimension: 2,
    value,
    gradient: [dx, b.one("neg", weighted)],
    reported: [x, y],
    names: ["x", "y"],
  });
}

/** Standard deviations 1 and `scales` of independent normals with means `means`. */
export function normals(means: readonly number[], scales: readonly number[]): Program {
  const b = builder();
  const q = b.position(0, means.length);
  const z = b.two("div", b.two("sub", q, b.vector(means)), b.vector(scales));
  const value = b.two("mul", b.constant(-0.5), b.sum(b.two("mul", z, z)));
  const gradient = b.one("neg", b.two("div", z, b.vector(scales)));
  return programOf(b, {
    dimension: means.length,
    value,
    gradient: [gradient],
    reported: [q],
    names: means.map((_, i) => `q[${i + 1}]`),
  });
}

/** mu ~ normal(0, 5), tau = e^t ~ half-Cauchy(0, 5), z ~ normal(0, 1), y ~ normal(mu + tau z, sigma); reported are mu, tau, theta. */
export function eightSchools(): Program {
  const b = builder();
  const [mu, t, z] = [b.position(0), b.position(1), b.position(2, 8)];
  const y = b.vector([28, 8, -3, 7, -1, 1, 18, 12]);
  const sigma = b.vector([15, 10, 16, 11, 9, 11, 10, 18]);
  const tau = b.one("exp", t);
  const theta = b.two("add", mu, b.two("mul", tau, z));
  const off = b.two("div", b.two("sub", y, theta), sigma);
  const pull = b.two("div", off, sigma);
  const half = b.constant(-0.5);
  const twentyFive = b.constant(25);
  const ratio = b.two("div", b.two("mul", tau, tau), twentyFive);
  const squares = b.two("add", b.sum(b.two("mul", off, off)), b.sum(b.two("mul", z, z)));
  const prior = b.two("div", b.two("mul", mu, mu), twentyFive);
  const normalPart = b.two("mul", half, b.two("add", squares, prior));
  const value = b.two("add", normalPart, b.two("sub", t, b.one("log1p", ratio)));
  const dMu = b.two("sub", b.sum(pull), b.two("div", mu, twentyFive));
  const shrink = b.two("div", b.two("mul", b.constant(2), ratio), b.two("add", b.constant(1), ratio));
  const dT = b.two("add", b.two("sub", b.constant(1), shrink), b.two("mul", tau, b.sum(b.two("mul", pull, z))));
  const dZ = b.two("sub", b.two("mul", tau, pull), z);
  return programOf(b, {
    dimension: 10,
    value,
    gradient: [dMu, dT, dZ],
    reported: [mu, tau, theta],
    names: ["mu", "tau", ...Array.from({ length: 8 }, (_, i) => `theta[${i + 1}]`)],
  });
}

/** beta ~ normal(0, 2.5), y ~ Bernoulli(1 / (1 + e^−Xβ)): Σ yη − max(η, 0) − log(1 + e^−|η|). */
export function logistic(rows: number, columns: number): Program {
  const b = builder();
  const x = Float64Array.from({ length: rows * columns }, (_, i) => normal(foldIn([5, 6], i), 0));
  const successes = Array.from({ length: rows }, (_, i) =>
    x[i * columns] + 0.5 * normal(foldIn([7, 8], i), 0) > 0 ? 1 : 0,
  );
  const matrix = b.matrix(rows, columns, x);
  const beta = b.position(0, columns);
  const y = b.vector(successes);
  const eta = b.add({ op: "times", matrix, x: beta, length: rows });
  const small = b.one("exp", b.one("neg", b.one("abs", eta)));
  const zero = b.constant(0);
  const terms = b.two("sub", b.two("mul", y, eta), b.two("max", eta, zero));
  const likelihood = b.two("sub", b.sum(terms), b.add({ op: "sumLog1p", x: small, length: 1 }));
  const prior = b.two("mul", b.constant(-0.08), b.sum(b.two("mul", beta, beta)));
  const value = b.two("add", likelihood, prior);
  const one = b.constant(1);
  const low = b.two("div", small, b.two("add", one, small));
  const isLow = b.two("less", eta, zero);
  // biome-ignore lint/suspicious/noThenProperty: so the operation calls it
  const p = b.add({ op: "select", condition: isLow, then: low, otherwise: b.two("sub", one, low), length: rows });
  const back = b.add({ op: "timesTransposed", matrix, x: b.two("sub", y, p), length: columns });
  const gradient = b.two("add", back, b.two("mul", b.constant(-0.16), beta));
  return programOf(b, {
    dimension: columns,
    value,
    gradient: [gradient],
    reported: [beta],
    names: Array.from({ length: columns }, (_, i) => `beta[${i + 1}]`),
  });
}

/** All that moves elements about, of one position of ten: reported is what each of these operations gives. */
export function moves(): Program {
  const b = builder();
  const q = b.position(0, 10);
  const doubled = b.two("mul", q, b.constant(2));
  const index = b.index([3, 3, 0, 9, 7, 0, 1]);
  const groups = b.index([0, 2, 2, 1, 0, 2, 1, 1, 0, 2]);
  const reported = [
    b.add({ op: "scan", x: doubled, reverse: false, length: 10 }),
    b.add({ op: "scan", x: doubled, reverse: true, length: 10 }),
    b.add({ op: "slice", x: doubled, from: 4, length: 3 }),
    b.add({ op: "slice", x: q, from: 9, length: 1 }),
    b.add({ op: "embed", x: b.add({ op: "slice", x: doubled, from: 1, length: 4 }), from: 2, length: 9 }),
    b.add({ op: "gather", x: doubled, index, length: 7 }),
    b.add({ op: "gather", x: q, index: b.index([5]), length: 1 }),
    b.add({ op: "spread", x: doubled, index: groups, length: 3 }),
    b.add({ op: "spread", x: doubled, index: b.index(Array(10).fill(0)), length: 1 }),
    b.add({
      op: "times",
      matrix: b.matrix(
        1,
        10,
        Float64Array.from({ length: 10 }, (_, i) => i - 4),
      ),
      x: doubled,
      length: 1,
    }),
  ];
  const value = b.sum(doubled);
  const width = reported.reduce((sum, id) => sum + b.operations[id].length, 0);
  return programOf(b, {
    dimension: 10,
    value,
    gradient: [],
    reported,
    names: Array.from({ length: width }, (_, i) => `m${i}`),
  });
}

/** One function of each of `arguments`, the position's single coordinate added to them. */
export function functionOf(op: Unary, values: readonly number[]): Program {
  const b = builder();
  const y = b.one(op, b.two("add", b.vector(values), b.position(0)));
  return programOf(b, {
    dimension: 1,
    value: b.sum(y),
    gradient: [],
    reported: [y],
    names: values.map((v) => `${op}(${v})`),
  });
}

/** One function of all pairs of values: the position's single coordinate is added to the first. */
export function pairsOf(op: Binary, values: readonly number[]): Program {
  const b = builder();
  const first = b.vector(values.flatMap((x) => values.map(() => x)));
  const second = b.vector(values.flatMap(() => values));
  const y = b.two(op, b.two("add", first, b.position(0)), second);
  return programOf(b, {
    dimension: 1,
    value: b.sum(y),
    gradient: [],
    reported: [y],
    names: values.flatMap((x) => values.map((v) => `${op}(${x}, ${v})`)),
  });
}
