import { type Arrays, array } from "../../../arrays.ts";
import { type IcaDevice, icaData, icaEigen } from "../../../kernels/ica/fit.ts";
import { type IcaData, type IcaMethod, type IcaState, initIca, stepIca } from "../../../kernels/ica/ica.ts";
import { type Whitened, whiteningOf } from "../../../kernels/ica/whitening.ts";
import {
  blockCount,
  type MomentsDevice,
  type OpenMoments,
  openMoments,
  type Values,
} from "../../../kernels/moments/index.ts";
import { multiply, transpose } from "../../../linalg/index.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { type IcaTaskParams, type Signals, signalsOf } from "./data.ts";
import { modelOf } from "./model.ts";
import { separationOf, type Truth, truthOf } from "./truth.ts";

/** Passes that deflation spends on one unit at most. */
const UNIT_PASSES = 200;

/** What a fit knows once all rows were seen. */
interface Ready {
  readonly whitening: Whitened;
  readonly truth: Truth | null;
  readonly data: IcaData;
  /** Passes so far and the unmixing. */
  state: IcaState;
}

/**
 * One fit from one start. Steps: first the blocks of rows, for mean and covariance; then iterations, each a pass over all rows; once it has converged, nothing
 * more happens. Records: iteration (0 while rows are read), change, and where the true sources are known amari (−1 where it does not apply) and siSdr.
 */
export function openFit(task: Task, context: Context, checkpoint?: Arrays): Process {
  const params = task.params as unknown as IcaTaskParams;
  if (context.data === null) throw new RangeError("data is missing: ICA needs signals");
  const signals = signalsOf(params, context.data, [params.own[0], params.own[1]]);
  const blocks = blockCount(signals.rows);
  const method = methodOf(params);
  const on: IcaDevice = context.device === "wasm" ? () => context.wasm("ica") : "scalar";
  const sums: MomentsDevice = context.device === "wasm" ? context.wasm("moments") : "scalar";
  let step = checkpoint?.step.values[0] ?? 0;
  const width = signals.columns + (signals.truth?.names.length ?? 0);
  const seen: OpenMoments | null = openMoments(width, sums, checkpoint && under("moments/", checkpoint));
  let ready: Ready | null = null;
  const start = () => {
    const whole = (seen as OpenMoments).moments();
    const { whitening, truth } = learn(whole, signals, params.components, icaEigen(on));
    const data = icaData(signals, whitening, on);
    const n = whitening.matrix.length / signals.columns;
    const state = checkpoint?.unmixing ? stateFrom(checkpoint) : initIca(task.key, n, method, data.eigen);
    ready = { whitening, truth, data, state };
    return ready;
  };
  const prepared = () => ready ?? start();
  return {
    get step() {
      return step;
    },
    advance(steps) {
      const records = openRecords(steps, signals.truth !== null);
      for (let i = 0; i < steps; i++, step++) {
        if (step < blocks) seen?.add(joined(signals, step));
        else {
          const at = prepared();
          at.state = stepIca(at.state, method, at.data);
        }
        records.put(i, step < blocks ? null : ready);
      }
      return records.arrays;
    },
    snapshot: () => (step > blocks ? drawn(prepared(), signals) : {}),
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      ...prefixed("moments/", seen?.checkpoint() ?? {}),
      ...(step > blocks ? stateArrays(prepared().state) : {}),
    }),
    output: () => {
      const at = prepared();
      const { unmixing } = at.state;
      return modelOf(unmixing, at.whitening, at.truth, at.data, at.state);
    },
  };
}

export function methodOf(params: IcaTaskParams): IcaMethod {
  const { algorithm, contrast = "logcosh", extended = true, rate = 0.5, tolerance } = params;
  return { algorithm, contrast, extended, rate, tolerance, iterations: UNIT_PASSES };
}

function learn(
  whole: ReturnType<OpenMoments["moments"]>,
  { columns, truth }: Signals,
  components: number,
  eigen: ReturnType<typeof icaEigen>,
) {
  const q = truth?.names.length ?? 0;
  const width = columns + q;
  const covariance = whole.covariance.filter((_, at) => at % width < columns && at < columns * width);
  const own = { rows: whole.rows, mean: whole.mean.slice(0, columns), covariance };
  return {
    whitening: whiteningOf(own, components, eigen),
    truth: q > 0 ? truthOf(whole.covariance, columns, q) : null,
  };
}

/** Signals and, where they are known, sources side by side. */
function joined(signals: Signals, index: number): Values {
  const x = signals.block(index);
  if (signals.truth === null) return x;
  const s = signals.truth.block(index);
  const p = signals.columns;
  const q = signals.truth.names.length;
  const rows = x.length / p;
  const unit = x instanceof Uint8Array ? 255 : 1;
  const out = new Float64Array(rows * (p + q));
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < p; c++) out[r * (p + q) + c] = x[r * p + c] / unit;
    for (let c = 0; c < q; c++) out[r * (p + q) + p + c] = s[r * q + c];
  }
  return out;
}

function openRecords(steps: number, known: boolean) {
  const iteration = new Float64Array(steps);
  const change = new Float64Array(steps).fill(1);
  const amari = new Float64Array(steps).fill(-1);
  const siSdr = new Float64Array(steps).fill(-150);
  const arrays: Arrays = {
    iteration: array(iteration),
    change: array(change),
    ...(known ? { amari: array(amari), siSdr: array(siSdr) } : {}),
  };
  return {
    arrays,
    put(i: number, ready: Ready | null) {
      if (ready === null) return;
      iteration[i] = ready.state.iteration;
      change[i] = ready.state.change;
      if (ready.truth === null) return;
      const { unmixing, variances } = inColumns(ready);
      const found = separationOf(unmixing, variances, ready.truth);
      amari[i] = found.amari ?? -1;
      siSdr[i] = found.siSdr;
    },
  };
}

/** W·K, and the variances of its outputs: of whitened data those are the squared lengths of W's rows. */
function inColumns({ state, whitening }: Ready) {
  const p = whitening.columns;
  const n = whitening.matrix.length / p;
  const square = multiply(state.unmixing, transpose(state.unmixing, n, n), n, n, n);
  return {
    unmixing: multiply(state.unmixing, whitening.matrix, n, n, p),
    variances: square.filter((_, at) => at % (n + 1) === 0),
  };
}

function drawn(ready: Ready, { columns }: Signals): Arrays {
  const { unmixing, variances } = inColumns(ready);
  const n = variances.length;
  return {
    unmixing: array(
      unmixing.map((x, at) => x / Math.sqrt(variances[Math.floor(at / columns)] || 1)),
      [n, columns],
    ),
    mean: array(ready.whitening.mean.slice()),
    whitening: array(ready.whitening.matrix.slice(), [n, columns]),
    rotation: array(ready.state.unmixing.slice(), [n, n]),
  };
}

function stateArrays({ unmixing, update, iteration, change, done, unit, unitIteration, rate }: IcaState): Arrays {
  return {
    unmixing: array(unmixing.slice()),
    update: array(update.slice()),
    state: array(Float64Array.of(iteration, change, done ? 1 : 0, unit, unitIteration, rate)),
  };
}

function stateFrom({ unmixing, update, state }: Arrays): IcaState {
  const [iteration, change, done, unit, unitIteration, rate] = state.values;
  return {
    unmixing: Float64Array.from(unmixing.values),
    update: Float64Array.from(update.values),
    iteration,
    change,
    done: done === 1,
    unit,
    unitIteration,
    rate,
  };
}

const prefixed = (prefix: string, arrays: Arrays): Arrays =>
  Object.fromEntries(Object.entries(arrays).map(([name, value]) => [prefix + name, value]));

/** Undefined where there is none: nothing was seen yet. */
function under(prefix: string, arrays: Arrays): Arrays | undefined {
  const found = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  return found.length > 0
    ? Object.fromEntries(found.map(([name, value]) => [name.slice(prefix.length), value]))
    : undefined;
}
