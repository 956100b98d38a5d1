/** Small random networks of arbitrary graphs and sizes, for properties. */
import fc from "fast-check";

export interface RandomNet {
  readonly sizes: Int32Array;
  readonly parents: readonly (readonly number[])[];
  /** p(v | parents), the first parent slowest, the node's own state fastest. All > 0. */
  readonly tables: readonly Float64Array[];
}

/** Graphs without cycles over 1 … `most` nodes, in shuffled order. */
export function anyGraph(most: number, least = 1): fc.Arbitrary<readonly (readonly number[])[]> {
  return fc.integer({ min: least, max: most }).chain((nodes) =>
    fc
      .tuple(
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: nodes * nodes, maxLength: nodes * nodes }),
        fc.shuffledSubarray(
          Array.from({ length: nodes }, (_, v) => v),
          { minLength: nodes, maxLength: nodes },
        ),
      )
      .map(([coins, order]) =>
        Array.from({ length: nodes }, (_, v) =>
          Array.from({ length: nodes }, (_, u) => u).filter(
            (u) => order.indexOf(u) < order.indexOf(v) && coins[u * nodes + v] === 0,
          ),
        ),
      ),
  );
}

export function anyNet(most: number, least = 1): fc.Arbitrary<RandomNet> {
  return anyGraph(most, least).chain((parents) =>
    fc.array(fc.integer({ min: 2, max: 3 }), { minLength: parents.length, maxLength: parents.length }).chain((all) => {
      const sizes = Int32Array.from(all);
      const cells = parents.map((own, v) => own.reduce((product, u) => product * sizes[u], sizes[v]));
      return fc
        .tuple(...cells.map((n) => fc.array(fc.integer({ min: 1, max: 99 }), { minLength: n, maxLength: n })))
        .map((weights) => ({ sizes, parents, tables: weights.map((own, v) => normalised(own, sizes[v])) }));
    }),
  );
}

function normalised(weights: readonly number[], states: number): Float64Array {
  return Float64Array.from(weights, (weight, i) => {
    const row = i - (i % states);
    return weight / weights.slice(row, row + states).reduce((a, b) => a + b, 0);
  });
}
