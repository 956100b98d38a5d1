/** An undirected graph as one row of bits per vertex: common neighbours are an AND away. */
export class BitGraph {
  readonly count: number;
  readonly words: number;
  /** Of vertex a, from a · words on: bit b is set where a and b are connected. Rows of bits that vertices no longer have are left as they were. */
  readonly rows: Int32Array;

  constructor(count: number) {
    this.count = count;
    this.words = (count + 31) >> 5;
    this.rows = new Int32Array(count * this.words);
  }

  has(a: number, b: number): boolean {
    return ((this.rows[a * this.words + (b >> 5)] >>> (b & 31)) & 1) === 1;
  }

  connect(a: number, b: number): void {
    this.rows[a * this.words + (b >> 5)] |= 1 << (b & 31);
    this.rows[b * this.words + (a >> 5)] |= 1 << (a & 31);
  }

  /** Takes a vertex from the rows of its neighbours. */
  disconnect(v: number, neighbours: readonly number[]): void {
    const [word, mask] = [v >> 5, ~(1 << (v & 31))];
    for (const a of neighbours) this.rows[a * this.words + word] &= mask;
  }

  /** Ascending. */
  neighbours(v: number): number[] {
    const found: number[] = [];
    const from = v * this.words;
    for (let w = 0; w < this.words; w++) {
      for (let bits = this.rows[from + w]; bits !== 0; bits &= bits - 1) found.push((w << 5) + lowest(bits));
    }
    return found;
  }

  /** Whether all of these are connected to each other. */
  isClique(vertices: readonly number[]): boolean {
    for (let i = 1; i < vertices.length; i++)
      for (let j = 0; j < i; j++) if (!this.has(vertices[i], vertices[j])) return false;
    return true;
  }

  /** The sum of the weights of what `a` is connected to and `b` is not; `b` itself does not count. */
  onlyIn(a: number, b: number, weights: Float64Array): number {
    const { rows, words } = this;
    let sum = 0;
    for (let w = 0; w < words; w++) {
      let bits = rows[a * words + w] & ~rows[b * words + w];
      for (; bits !== 0; bits &= bits - 1) sum += weights[(w << 5) + lowest(bits)];
    }
    return this.has(a, b) ? sum - weights[b] : sum;
  }
}

/** The place of the lowest bit that is set. */
export const lowest = (bits: number): number => 31 - Math.clz32(bits & -bits);
