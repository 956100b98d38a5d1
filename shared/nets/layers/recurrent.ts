/**
 * Recurrent layers, unrolled: the same weights at each step of sequences, which go in and come out as one tensor for each step (N × inputs, N × units). Gates
 * are true sigmoids.
 */
import { glorot, type Initialiser, zeros } from "../initial.ts";
import { constant, parameter } from "../leaves.ts";
import { add } from "../ops/add.ts";
import { dense } from "../ops/dense.ts";
import { matmul } from "../ops/matmul.ts";
import { multiply } from "../ops/multiply.ts";
import { sigmoid } from "../ops/sigmoid.ts";
import { slice, split } from "../ops/slice.ts";
import { subtract } from "../ops/subtract.ts";
import { tanh } from "../ops/tanh.ts";
import { type Tensor, told } from "../tensor.ts";
import { checkUnits, inLayer } from "./layer.ts";

interface RecurrentOptions<State> {
  /** Of both matrices, drawn for each gate by itself; Glorot's where it is left out. */
  readonly initial?: Initialiser;
  /** Before the first step; zeros where it is left out. */
  readonly state?: State;
}

export interface GruOptions extends RecurrentOptions<Tensor> {
  /**
   * Where the reset gate stands: "before" the recurrent product, on the state itself (Cho et al. 2014; ONNX's linear_before_reset = 0); or "after" it,
   * on the product and its bias (PyTorch, cuDNN; linear_before_reset = 1), which takes one product less.
   */
  readonly reset: "before" | "after";
}

/**
 * Gated recurrent units (Cho et al. 2014): the next state is n + z ⊙ (h − n), with update gate z = σ(W_z x + b_z + U_z h), reset gate r likewise and
 * candidate n = tanh(W_n x + b_n + U_n (r ⊙ h)), or with the reset after the product n = tanh(W_n x + b_n + r ⊙ (U_n h + c_n)), where gates have a c too.
 * In the order z, r, n: `<name>.weights` (W): inputs × 3 units; `<name>.bias` (b): 3 units; `<name>.recurrent.weights` (U): units × 3 units; with the reset
 * after the product also `<name>.recurrent.bias` (c): 3 units.
 */
export function gruLayer(
  name: string,
  xs: readonly Tensor[],
  units: number,
  { reset, initial = glorot, state }: GruOptions,
): { readonly outputs: readonly Tensor[]; readonly state: Tensor } {
  return inLayer(name, () => {
    const inputs = inputsOf(xs, units);
    const weights = parameter(`${name}.weights`, [inputs, 3 * units], initial(inputs, units));
    const bias = parameter(`${name}.bias`, [3 * units], zeros);
    const recurrent = parameter(`${name}.recurrent.weights`, [units, 3 * units], initial(units, units));
    const gates = (whole: Tensor) => slice(whole, 1, 0, 2 * units);
    const candidate = (whole: Tensor) => slice(whole, 1, 2 * units, 3 * units);
    const next = (z: Tensor, h: Tensor, n: Tensor) => add(n, multiply(z, subtract(h, n)));

    const before = (x: Tensor, h: Tensor) => {
      const own = dense(x, weights, bias);
      const [z, r] = split(sigmoid(add(gates(own), matmul(h, recurrentGates))), 1, 2);
      return next(z, h, tanh(add(candidate(own), matmul(multiply(r, h), recurrentCandidate))));
    };
    const after = (x: Tensor, h: Tensor) => {
      const own = dense(x, weights, bias);
      const back = dense(h, recurrent, recurrentBias);
      const [z, r] = split(sigmoid(add(gates(own), gates(back))), 1, 2);
      return next(z, h, tanh(add(candidate(own), multiply(r, candidate(back)))));
    };
    // Cut once, not at each step.
    const [recurrentGates, recurrentCandidate] = [gates(recurrent), candidate(recurrent)];
    const recurrentBias = parameter(`${name}.recurrent.bias`, [3 * units], zeros);

    let h = state ?? zeroState(xs[0], units);
    const outputs = xs.map((x) => {
      h = reset === "before" ? before(x, h) : after(x, h);
      return h;
    });
    return { outputs, state: h };
  });
}

export interface LstmState {
  readonly hidden: Tensor;
  readonly cell: Tensor;
}

/**
 * Long short-term memory (Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000). Input gate i, forget gate f and output gate o are
 * σ(W x + b + U h), the candidate g is tanh of the like; the next cell is f ⊙ c + i ⊙ g, the next state o ⊙ tanh of it. Gates in the order i, f, g, o:
 * `<name>.weights`: inputs × 4 units; `<name>.recurrent.weights`: units × 4 units; `<name>.bias`: 4 units, 1 for the forget gate at the beginning (Jozefowicz,
 * Zaremba & Sutskever 2015), else 0.
 */
export function lstmLayer(
  name: string,
  xs: readonly Tensor[],
  units: number,
  { initial = glorot, state }: RecurrentOptions<LstmState> = {},
): { readonly outputs: readonly Tensor[]; readonly state: LstmState } {
  return inLayer(name, () => {
    const inputs = inputsOf(xs, units);
    const weights = parameter(`${name}.weights`, [inputs, 4 * units], initial(inputs, units));
    const bias = parameter(`${name}.bias`, [4 * units], { kind: "parts", values: [0, 1, 0, 0] });
    const recurrent = parameter(`${name}.recurrent.weights`, [units, 4 * units], initial(units, units));
    let { hidden, cell } = state ?? { hidden: zeroState(xs[0], units), cell: zeroState(xs[0], units) };
    const outputs = xs.map((x) => {
      const [i, f, g, o] = split(add(dense(x, weights, bias), matmul(hidden, recurrent)), 1, 4);
      cell = add(multiply(sigmoid(f), cell), multiply(sigmoid(i), tanh(g)));
      hidden = multiply(sigmoid(o), tanh(cell));
      return hidden;
    });
    return { outputs, state: { hidden, cell } };
  });
}

/** Length of each step's vectors. Throws a RangeError for no steps, and for steps that are no matrices of one shape. */
function inputsOf(xs: readonly Tensor[], units: number): number {
  checkUnits("units", units);
  if (xs.length === 0) throw new RangeError("sequences without steps (must have at least one)");
  const odd = xs.find(({ shape }) => shape.length !== 2 || told(shape) !== told(xs[0].shape));
  if (odd) throw new RangeError(`step of shape ${told(odd.shape)} (must be samples × inputs, like all others)`);
  return xs[0].shape[1];
}

function zeroState({ shape, perSample }: Tensor, units: number): Tensor {
  return constant(0, { shape: [shape[0], units], perSample });
}
