/** All states of a small lattice, one by one: the oracle. */
export interface Torus {
  readonly side: number;
  readonly states: number;
  readonly coupling: number;
  readonly field: number;
}

/** Bonds between equal neighbours: right and below of each site. */
export function alignedOf(spins: ArrayLike<number>, side: number): number {
  let aligned = 0;
  for (let r = 0; r < side; r++)
    for (let c = 0; c < side; c++) {
      const own = spins[r * side + c];
      if (own === spins[r * side + ((c + 1) % side)]) aligned++;
      if (own === spins[((r + 1) % side) * side + c]) aligned++;
    }
  return aligned;
}

export function spinsOf(number: number, { side, states }: Pick<Torus, "side" | "states">): Uint8Array {
  const spins = new Uint8Array(side * side);
  for (let i = 0; i < spins.length; i++) {
    spins[i] = number % states;
    number = Math.floor(number / states);
  }
  return spins;
}

export function numberOf(spins: Uint8Array, states: number): number {
  return spins.reduceRight((number, spin) => number * states + spin, 0);
}

/** p ∝ exp(K·aligned + H·n₁) of every state. */
export function probabilitiesOf(torus: Torus): { readonly probabilities: Float64Array; readonly logZ: number } {
  const count = torus.states ** (torus.side ** 2);
  const weights = new Float64Array(count);
  let z = 0;
  for (let n = 0; n < count; n++) {
    const spins = spinsOf(n, torus);
    let ones = 0;
    for (const spin of spins) if (spin === 1) ones++;
    weights[n] = Math.exp(torus.coupling * alignedOf(spins, torus.side) + torus.field * ones);
    z += weights[n];
  }
  return { probabilities: weights.map((w) => w / z), logZ: Math.log(z) };
}
