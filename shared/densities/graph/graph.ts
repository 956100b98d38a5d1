import { Fault } from "../error.ts";
import { scanOf, spreadOf, sumLog1pOf, sumOf, timesOf, timesTransposedOf } from "../kernels.ts";
import { LIMITS } from "../limits.ts";
import type { Kind, Matrix, Node } from "./node.ts";

interface Parts {
  readonly at?: number;
  readonly index?: Int32Array;
  readonly matrix?: Matrix;
}

/**
 * The operations of one program while it is made. Equal operations on equal inputs are one node; what depends on no coordinate is computed at once. A
 * node of length 1 stands for any length beside a longer one. Rewriting is done by `Algebra`, on top of this.
 */
export class Graph {
  readonly #table = new Map<string, Node>();
  readonly #vectors = new Map<number, Node[]>();
  readonly #indices = new Map<number, Int32Array[]>();
  readonly #names = new Map<object, number>();
  #count = 0;
  #numbers = 0;
  /** Where in the text the operations that are being made come from: errors point there. */
  at = 0;

  constant(value: number): Node {
    return this.known(Float64Array.of(value));
  }

  /** A vector of data, kept as it is; one that is the same number throughout may be of length 1 (`spread` it before where its length matters). */
  known(values: Float64Array): Node {
    const hash = hashOf(values);
    const rest = this.#vectors.get(hash) ?? [];
    const same = rest.find(({ known }) => known !== null && sameBits(known, values));
    if (same) return same;
    const node = this.#node("known", values.length, [], {}, values);
    this.#vectors.set(hash, [...rest, node]);
    return node;
  }

  /** `count` equal numbers as a vector of that length. */
  filled(value: number, count: number): Node {
    return this.known(new Float64Array(count).fill(value));
  }

  /** One object for equal indices. */
  index(values: Int32Array): Int32Array {
    let hash = values.length;
    for (const value of values) hash = (Math.imul(hash, 31) + value) | 0;
    const rest = this.#indices.get(hash) ?? [];
    const same = rest.find((one) => one.length === values.length && one.every((value, i) => value === values[i]));
    if (same) return same;
    this.#indices.set(hash, [...rest, values]);
    return values;
  }

  /** A node of that kind, or the equal one that there is; of known inputs, its value. */
  make(
    kind: Kind,
    length: number,
    inputs: readonly Node[],
    parts: Parts,
    evaluate?: (known: readonly Float64Array[]) => Float64Array,
  ): Node {
    if (evaluate && inputs.every((input) => input.known !== null))
      return this.known(evaluate(inputs.map((input) => input.known as Float64Array)));
    const named = parts.index ?? parts.matrix;
    const key = `${kind} ${length} ${parts.at ?? 0} ${named ? this.#nameOf(named) : ""} ${inputs.map(({ id }) => id).join(" ")}`;
    const same = this.#table.get(key);
    if (same) return same;
    const node = this.#node(kind, length, inputs, parts, null);
    this.#table.set(key, node);
    return node;
  }

  /** Coordinates; those that read several others at once have these as inputs. */
  position(at: number, length: number): Node {
    return this.make("position", length, [], { at });
  }
  scan(x: Node, reverse: boolean): Node {
    return this.make("scan", x.length, [x], { at: reverse ? 1 : 0 }, ([values]) => {
      const out = new Float64Array(values.length);
      scanOf(values, reverse, out);
      return out;
    });
  }
  slice(x: Node, from: number, length: number): Node {
    if (from === 0 && length === x.length) return x;
    if (x.kind === "slice") return this.slice(x.inputs[0], x.at + from, length);
    return this.make("slice", length, [x], { at: from }, ([values]) => values.slice(from, from + length));
  }
  embed(x: Node, from: number, length: number): Node {
    if (from === 0 && length === x.length) return x;
    return this.make("embed", length, [x], { at: from }, ([values]) => {
      const out = new Float64Array(length);
      out.set(values, from);
      return out;
    });
  }
  gather(x: Node, index: Int32Array): Node {
    return this.make("gather", index.length, [x], { index }, ([values]) => Float64Array.from(index, (i) => values[i]));
  }
  spread(x: Node, index: Int32Array, length: number): Node {
    return this.make("spread", length, [x], { index }, ([values]) => {
      const out = new Float64Array(length);
      spreadOf(values, index, out);
      return out;
    });
  }
  times(matrix: Matrix, x: Node): Node {
    return this.make("times", matrix.rows, [x], { matrix }, ([values]) => {
      const out = new Float64Array(matrix.rows);
      timesOf(matrix.values, values, out);
      return out;
    });
  }
  timesTransposed(matrix: Matrix, x: Node): Node {
    return this.make("timesTransposed", matrix.columns, [x], { matrix }, ([values]) => {
      const out = new Float64Array(matrix.columns);
      timesTransposedOf(matrix.values, values, out);
      return out;
    });
  }
  rawSum(x: Node): Node {
    return this.make("sum", 1, [x], {}, ([values]) => Float64Array.of(sumOf(values)));
  }
  sumLog1p(x: Node): Node {
    return this.make("sumLog1p", 1, [x], {}, ([values]) => Float64Array.of(sumLog1pOf(values)));
  }

  /** Counts numbers that are computed while a text is read. */
  spend(count: number): void {
    this.#numbers += count;
    if (this.#numbers > LIMITS.numbers)
      throw new Fault(
        "data-too-large",
        this.at,
        `more than ${LIMITS.numbers} numbers are needed here (use fewer rows)`,
        { most: LIMITS.numbers },
      );
  }

  #nameOf(data: object): number {
    const name = this.#names.get(data) ?? this.#names.size;
    this.#names.set(data, name);
    return name;
  }

  #node(kind: Kind, length: number, inputs: readonly Node[], parts: Parts, known: Float64Array | null): Node {
    if (this.#count >= LIMITS.operations)
      throw new Fault(
        "too-many-operations",
        this.at,
        `more than ${LIMITS.operations} operations (write vectors where many numbers are treated alike)`,
        { most: LIMITS.operations },
      );
    if (known) this.spend(known.length);
    return {
      id: this.#count++,
      kind,
      length,
      inputs,
      at: parts.at ?? 0,
      known,
      index: parts.index ?? null,
      matrix: parts.matrix ?? null,
    };
  }
}

function hashOf(values: Float64Array): number {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  let hash = values.length;
  for (const word of bits) hash = (Math.imul(hash, 31) + word) | 0;
  return hash;
}

function sameBits(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
