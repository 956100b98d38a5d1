/** A product of tables over variables with finitely many states: what a Bayesian network, a Markov field and a factor graph have in common. */

export interface Factor {
  /** Different variables, by their place in the model. */
  readonly scope: readonly number[];
  /** One number per combination of states, the last variable of the scope fastest. Finite and ≥ 0. */
  readonly table: Float64Array;
}

export interface Model {
  /** How many states each variable has. */
  readonly sizes: Int32Array;
  readonly factors: readonly Factor[];
}

/** Numbers in a table over these variables; Infinity beyond what a double counts exactly. */
export function cellsOf(sizes: Int32Array, scope: Iterable<number>): number {
  let cells = 1;
  for (const variable of scope) cells *= sizes[variable];
  return cells <= Number.MAX_SAFE_INTEGER ? cells : Number.POSITIVE_INFINITY;
}

/** Of each variable of a scope: how far apart cells are that differ by one state of it. */
export function stridesOf(sizes: Int32Array, scope: readonly number[]): number[] {
  const strides = new Array<number>(scope.length);
  let stride = 1;
  for (let i = scope.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= sizes[scope[i]];
  }
  return strides;
}

/** Where the states of each variable begin in a list of all states, and behind them the length of that list. */
export function offsetsOf(sizes: Int32Array): Int32Array {
  const offsets = new Int32Array(sizes.length + 1);
  for (let v = 0; v < sizes.length; v++) offsets[v + 1] = offsets[v] + sizes[v];
  return offsets;
}
