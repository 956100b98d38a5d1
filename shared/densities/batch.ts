/** The same function at many points at once: a program whose vectors hold a number for each point, for compiled loops over points. */
import type { Binary, Data, Id, Operation, Program, Unary } from "./program.ts";

/** Operations beyond which no batch is made of a program: its vectors are written out, element by element. */
const MOST_OPERATIONS = 3000;
/** Elements of a `sumLog1p` beyond which several logarithms are taken. */
const FACTORS = 8 * 127;

/** How the points lie: coordinate j of point i at j · stride + i, and there are `count` of them, more than `SHORT` of wasm/schedule.ts. */
export interface Batch {
  readonly count: number;
  readonly stride: number;
}

/**
 * Results of a program (its value, unless others are named) at `count` points, with the bits that the program itself gives at each: they are what it reports,
 * `count` numbers for each element of each result; its own value is 0. Null where that would take too many operations.
 */
export function inBatches(
  { operations, data, value }: Program,
  batch: Batch,
  results: readonly Id[] = [value],
): Program | null {
  const writer = new Points(batch, data);
  try {
    operations.forEach((operation, id) => {
      writer.take(id, operation);
    });
  } catch (error) {
    if (error instanceof TooMany) return null;
    throw error;
  }
  const found = results.flatMap((id) => writer.everywhere(id));
  return {
    dimension: writer.reach,
    operations: writer.operations,
    data: [],
    value: writer.constant(0),
    gradient: [],
    reported: found,
    names: found.flatMap((_, k) => Array.from({ length: batch.count }, (_, i) => `result${k + 1}[${i + 1}]`)),
  };
}

class TooMany extends Error {}

/** What an operation of the program for one point has become: an operation for each of its elements. */
class Points {
  readonly operations: Operation[] = [];
  /** Numbers of a position that holds all points. */
  reach = 0;
  readonly #elements: (readonly Id[])[] = [];
  readonly #constants = new Map<string, Id>();
  readonly #batch: Batch;
  readonly #data: readonly Data[];

  constructor(batch: Batch, data: readonly Data[]) {
    this.#batch = batch;
    this.#data = data;
  }

  #push(operation: Operation): Id {
    if (this.operations.length >= MOST_OPERATIONS) throw new TooMany();
    return this.operations.push(operation) - 1;
  }

  constant(value: number): Id {
    const key = Object.is(value, -0) ? "-0" : String(value);
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const made = this.#push({ op: "constant", value, length: 1 });
    this.#constants.set(key, made);
    return made;
  }

  /** A number that is the same at all points stays one number. */
  #lengthOf(...inputs: readonly Id[]): number {
    return Math.max(...inputs.map((id) => this.operations[id].length));
  }

  #unary = (op: Unary, x: Id): Id => this.#push({ op, x, length: this.#lengthOf(x) });
  #binary = (op: Binary, x: Id, y: Id): Id => this.#push({ op, x, y, length: this.#lengthOf(x, y) });

  /** Each element of a result of the program as a vector over all points. */
  everywhere(id: Id): readonly Id[] {
    const { count } = this.#batch;
    return this.#elements[id].map((only) => {
      if (this.operations[only].length === count) return only;
      const somewhere = this.#push({ op: "position", at: 0, length: count });
      this.reach = Math.max(this.reach, count);
      const condition = this.#push({ op: "equal", x: somewhere, y: somewhere, length: count });
      // biome-ignore lint/suspicious/noThenProperty: a number of an operation, that nothing awaits
      return this.#push({ op: "select", condition, then: only, otherwise: only, length: count });
    });
  }

  take(id: Id, operation: Operation): void {
    if (operation.length > MOST_OPERATIONS || operation.single) throw new TooMany();
    this.#elements[id] = this.#elementsOf(operation);
  }

  #elementsOf(operation: Operation): readonly Id[] {
    const each = (make: (i: number) => Id) => Array.from({ length: operation.length }, (_, i) => make(i));
    /** Element i of an operand; of a scalar its only one. */
    const of = (x: Id, i: number) => {
      const elements = this.#elements[x];
      return elements[elements.length === 1 ? 0 : i];
    };
    switch (operation.op) {
      case "constant": {
        const only = this.constant(operation.value);
        return each(() => only);
      }
      case "position": {
        const { count, stride } = this.#batch;
        return each((i) => {
          const at = (operation.at + i) * stride;
          this.reach = Math.max(this.reach, at + count);
          return this.#push({ op: "position", at, length: count });
        });
      }
      case "data": {
        const values = this.#valuesOf(operation.data);
        return each((i) => this.constant(values[i]));
      }
      case "select": {
        const { condition, then, otherwise } = operation;
        return each((i) => {
          const [c, t, o] = [of(condition, i), of(then, i), of(otherwise, i)];
          // biome-ignore lint/suspicious/noThenProperty: a number of an operation, that nothing awaits
          return this.#push({ op: "select", condition: c, then: t, otherwise: o, length: this.#lengthOf(c, t, o) });
        });
      }
      case "sum":
        return [this.#sum(this.#elements[operation.x])];
      case "sumLog1p":
        return [this.#sumLog1p(this.#elements[operation.x])];
      case "scan":
        return this.#scan(this.#elements[operation.x], operation.reverse);
      case "slice":
        return each((i) => this.#elements[operation.x][operation.from + i]);
      case "embed": {
        const inner = this.#elements[operation.x];
        return each((i) => inner[i - operation.from] ?? this.constant(0));
      }
      case "gather": {
        const index = this.#valuesOf(operation.index);
        return each((i) => of(operation.x, index[i]));
      }
      case "spread": {
        const index = this.#valuesOf(operation.index);
        const sums = each(() => this.constant(0));
        index.forEach((k, i) => {
          sums[k] = this.#binary("add", sums[k], of(operation.x, i));
        });
        return sums;
      }
      case "times": {
        const columns = this.#elements[operation.x].length;
        return each((i) => {
          let sum = this.constant(0);
          for (let j = 0; j < columns; j++)
            sum = this.#binary("add", sum, this.#product(operation, i * columns + j, j));
          return sum;
        });
      }
      case "timesTransposed": {
        const rows = this.#elements[operation.x].length;
        return each((j) =>
          this.#sum(Array.from({ length: rows }, (_, i) => this.#product(operation, i * operation.length + j, i))),
        );
      }
      default:
        return "y" in operation
          ? each((i) => this.#binary(operation.op, of(operation.x, i), of(operation.y, i)))
          : each((i) => this.#unary(operation.op, of(operation.x, i)));
    }
  }

  #valuesOf(at: number): readonly number[] {
    const { values } = this.#data[at];
    if (values.length > MOST_OPERATIONS) throw new TooMany();
    return Array.from(values);
  }

  /** A cell of a matrix times an element. */
  #product({ matrix, x }: { readonly matrix: number; readonly x: Id }, cell: number, i: number): Id {
    return this.#binary("mul", this.constant(this.#data[matrix].values[cell]), this.#elements[x][i]);
  }

  /** In blocks of eight and two lanes, as program.ts has it. */
  #sum(x: readonly Id[]): Id {
    const at = (i: number) => x[i] ?? this.constant(0);
    const add = (a: Id, b: Id) => this.#binary("add", a, b);
    const [even, odd] = [0, 1].map((lane) => {
      let sum = this.constant(0);
      for (let i = lane; i < x.length; i += 8) sum = add(sum, add(add(at(i), at(i + 2)), add(at(i + 4), at(i + 6))));
      return sum;
    });
    return add(even, odd);
  }

  #sumLog1p(x: readonly Id[]): Id {
    if (x.length > FACTORS) throw new TooMany();
    const places = Array.from({ length: Math.min(8, x.length) }, (_, place) => {
      const factors = x.filter((_, i) => i % 8 === place).map((one) => this.#binary("add", this.constant(1), one));
      return factors.reduce((product, factor) => this.#binary("mul", product, factor));
    });
    const product = places.reduce((all, factor) => this.#binary("mul", all, factor));
    return this.#binary("add", this.constant(0), this.#unary("log", product));
  }

  #scan(x: readonly Id[], reverse: boolean): readonly Id[] {
    let sum = this.constant(0);
    const sums = (reverse ? x.toReversed() : x).map((one) => {
      sum = this.#binary("add", sum, one);
      return sum;
    });
    return reverse ? sums.toReversed() : sums;
  }
}
