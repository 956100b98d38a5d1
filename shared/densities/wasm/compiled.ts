/** What a compiled density exports. Addresses are bytes in the memory that it was given; positions and gradients are float64, one behind the other. */
export interface CompiledDensity {
  /** The log density at a position. */
  value(position: number): number;
  /** The same; the gradient is written to a second address. */
  density(position: number, gradient: number): number;
  /** Writes the reported numbers to a second address. */
  report(position: number, reported: number): void;
  /**
   * A leapfrog step of a Hamiltonian with a diagonal metric; only of densities of few coordinates and short vectors. Vectors are padded to an even length. A
   * place is 32 bytes, of which the log density is at 8 and the energy (infinite where it is not a number) at 16, then a position, then its gradient. From
   * a place with a (whitened) momentum behind it, which are moved on; what they become is written to the second place, the new momentum to three vectors as
   * well. The numbers of the second place are left undone: until the next steps, which therefore are told where, or `finish`.
   */
  leap?(from: number, scale: number, to: number, r: number, r2: number, r3: number, step: number): void;
  /**
   * Two steps, each with a place and a vector of momenta, and the sum of both momenta: 0 where it has no positive product with one of them (the U-turn
   * criterion), 1 otherwise. Besides, for the processor has the time: the numbers of the places of the steps before (after a single step, its place twice), and
   * exp(min(energy − H, 700)) of their energies H to `weights`.
   */
  leaps?(
    from: number,
    scale: number,
    to1: number,
    r1: number,
    to2: number,
    r2: number,
    sum: number,
    last1: number,
    last2: number,
    weights: number,
    energy: number,
    step: number,
  ): number;
  /** The numbers of the places of the last steps. The third argument is not used. */
  finish?(last1: number, last2: number, step: number): void;
}
