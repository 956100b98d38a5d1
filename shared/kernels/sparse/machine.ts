/** What a sparse coder is, on either device. */

/** How codes are found. */
export type Rule =
  | {
      readonly method: "cd" | "ista" | "fista";
      /** Weight of Σ|α|, > 0. */
      readonly penalty: number;
      /** Relative to the penalty: how far the conditions of the minimum may be missed. */
      readonly tolerance: number;
      /** Sweeps or iterations at most. */
      readonly iterations: number;
    }
  | {
      readonly method: "omp";
      /** Atoms at most. */
      readonly nonZeros: number;
      /** Squared error at which it stops. */
      readonly error: number;
    };

/** A dictionary and room for `rows` rows. */
export interface SparseCoder {
  readonly inputs: number;
  readonly atomCount: number;
  /** atoms × inputs, of norm ≤ 1; their Gram matrix too where another coder has found it. */
  setAtoms(atoms: Float64Array, gram?: Float64Array): void;
  atoms(into?: Float64Array): Float64Array;
  /** Of the atoms; atoms × atoms. */
  gram(into?: Float64Array): Float64Array;
  /** Row r of what is coded. */
  setRow(r: number, x: Float64Array): void;
  /** Rows from `first` on, the first of all where it is left out: rows × inputs. */
  setRows(x: Float64Array, first?: number): void;
  /** Codes of the first `rows` rows. Coordinate descent and proximal steps begin at zero, or at the codes that are there. */
  code(rows: number, rule: Rule, from?: "zero" | "last"): void;
  /** Pursuit of row r where only the inputs with known = 1 count; atoms are complete in what `reconstruct` gives. */
  codeKnown(r: number, known: Uint8Array, nonZeros: number, error: number): void;
  /** rows × atoms; into fresh memory, as atoms and Gram matrix, where none is given. */
  codes(rows: number, into?: Float64Array): Float64Array;
  /** Codes of rows from `first` on, as another coder has found them. */
  setCodes(codes: Float64Array, first?: number): void;
  /** rows × inputs, and ½|x − α·D|² + penalty·Σ|α| of each row. */
  reconstruct(rows: number, penalty: number): { readonly rows: Float64Array; readonly losses: Float64Array };
  /** The losses alone. */
  losses(rows: number, penalty: number): Float64Array;
  /** Past codes fade by `keep`. */
  fade(keep: number): void;
  /** The codes of so many rows from `first` on join the past, each with weight `share`. */
  remember(first: number, rows: number, share: number): void;
  /** One round of improving every atom that was used, by what is remembered. */
  improve(): void;
  /** Σ α·αᵀ and Σ α·xᵀ of past codes: what learning remembers. */
  memory(): Memory;
  setMemory(memory: Memory): void;
}
export interface Memory {
  /** atoms × atoms. */
  readonly codes: Float64Array;
  /** atoms × inputs. */
  readonly inputs: Float64Array;
}

/** An atom whose past use is no larger is left as it is. */
export const UNUSED = 1e-9;

/** An upper bound on the largest eigenvalue of a Gram matrix: the smaller of its ∞-norm and its Frobenius norm. */
export function lipschitzOf(gram: Float64Array, atoms: number): number {
  let squares = 0;
  let rows = 0;
  for (let i = 0; i < atoms; i++) {
    let sum = 0;
    for (let j = 0; j < atoms; j++) {
      const value = gram[i * atoms + j];
      sum += Math.abs(value);
      squares += value * value;
    }
    rows = Math.max(rows, sum);
  }
  return Math.min(rows, Math.sqrt(squares));
}
