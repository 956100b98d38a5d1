/** What random graphs are built from: the tensors so far, and parameters that are made when an operation asks for one. */
import { input, parameter } from "../../../shared/nets/leaves.ts";
import { broadcastTo } from "../../../shared/nets/ops/sum.ts";
import { type Shape, sameShape, type Tensor } from "../../../shared/nets/tensor.ts";

/** Columns of the inputs that go by samples; `index` holds whole numbers 0…4. */
export const INPUTS: Readonly<Record<string, Shape>> = { x: [6], pictures: [4, 5, 2], index: [2] };
export const rank = (n: number) => (tensor: Tensor) => tensor.shape.length === n;
export const bySample = ({ perSample }: Tensor) => perSample > 0;
/** Axes that are not the samples'. */
export const free = ({ shape, perSample }: Tensor) =>
  shape.map((_, axis) => axis).filter((axis) => axis > 0 || !perSample);
export const isRow = (tensor: Tensor) => tensor.shape.length === 2 && tensor.perSample === 1;
export const isPicture = (tensor: Tensor) => tensor.shape.length === 4 && tensor.perSample === 1;

export class Graph {
  readonly rows: number;
  readonly pool: Tensor[] = [];
  #parameters = 0;

  constructor(rows: number) {
    this.rows = rows;
    for (const [name, shape] of Object.entries(INPUTS)) this.pool.push(input(name, [rows, ...shape]));
    this.pool.push(this.parameter([6]), this.parameter([3, 6]), this.parameter([2, 3, 4]));
  }

  parameter(shape: Shape): Tensor {
    return parameter(`w${this.#parameters++}`, shape, { kind: "normal", deviation: 1 });
  }

  /** The newest first, so that graphs are deep. */
  pick(at: number, fits: (tensor: Tensor) => boolean): Tensor | undefined {
    const own = this.pool.filter((tensor) => tensor.attributes !== this.index.attributes && fits(tensor));
    return own.at(-1 - (at % Math.max(1, own.length)));
  }

  get index(): Tensor {
    return this.pool[2];
  }

  /** Another tensor that goes element by element with this one. */
  like({ shape, perSample }: Tensor, at: number): Tensor {
    const fits = (other: Tensor) => sameShape(other.shape, shape) && other.perSample === perSample;
    const own = this.pick(at, fits);
    if (own && at % 3 > 0) return own;
    return perSample > 0 ? broadcastTo(this.parameter(shape.slice(1)), { shape, perSample }) : this.parameter(shape);
  }
}
