import { type Arrays, array } from "../../../arrays.ts";
import { type IcaDevice, icaEigen, icaShards } from "../../../kernels/ica/fit.ts";
import { answerIca, type IcaMethod, type IcaState, initIca, questionOf } from "../../../kernels/ica/ica.ts";
import type { IcaQuestion } from "../../../kernels/ica/passes.ts";
import { type Whitened, whiteningOf } from "../../../kernels/ica/whitening.ts";
import { blockCount, type Moments, openMoments, type Values } from "../../../kernels/moments/index.ts";
import { andThen, type Later } from "../../../later.ts";
import { multiply, transpose } from "../../../linalg/index.ts";
import { joinSums, knownIn, runSums } from "../../../nets/gang-sums.ts";
import type { Context } from "../../lab.ts";
import { lazy } from "../../lazy.ts";
import { momentsOn } from "../../moments.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { type IcaTaskParams, type Signals, signalsOf } from "./data.ts";
import { modelOf, unitRows } from "./model.ts";
import { askAll, sumsOf } from "./shards.ts";
import { separationOf, truthOf } from "./truth.ts";

/** Passes that deflation spends on one unit at most. */
const UNIT_PASSES = 200;

/** A record of one number, and the value where a step records nothing. */
const gap = (value: number) => array(Float64Array.of(value), []);

/** Moments of the rows that were read and, once it iterates, the state of the fit. */
interface Saved {
  readonly moments: Arrays;
  readonly state?: IcaState | undefined;
}

/**
 * One fit from one start. Steps: first the blocks of rows, for mean and covariance; then iterations, each a pass over all rows; once it has converged, nothing
 * more happens. Several threads may share each iteration's pass. Records: iteration (0 while rows are read), change, and where the true sources are known amari (−1 where it does not apply) and siSdr.
 */
export const icaFit = drive(openFit, {
  member({ params }, context, buffers, seat) {
    const signals = signalsOf(params as unknown as IcaTaskParams, context.data);
    const mean = knownIn(buffers, "mean");
    const whitening = { columns: mean.length, mean, matrix: knownIn(buffers, "matrix") };
    return joinSums(sumsOf(icaShards(signals, whitening, deviceOf(context))), buffers, seat);
  },
});

function openFit(params: IcaTaskParams, context: Context, { key, saved }: Start<Saved>) {
  const signals = signalsOf(params, context.data);
  const blocks = blockCount(signals.rows);
  const method = methodOf(params);
  const on = deviceOf(context);
  const width = signals.columns + (signals.truth?.names.length ?? 0);
  const moments = openMoments(width, momentsOn(context), saved?.moments);
  let isOpen = false;
  const known = lazy(() => {
    isOpen = true;
    const { whitening, truth } = learn(moments.moments(), signals, params.components, icaEigen(on));
    const shards = icaShards(signals, whitening, on);
    const { mean, matrix } = whitening;
    return { whitening, truth, shards, run: runSums(sumsOf(shards), context.gang, { mean, matrix }) };
  });
  const pass = (question: IcaQuestion) => {
    const { run, shards } = known();
    return askAll(run, shards.components, question);
  };
  let state = saved?.state;
  const current = () => {
    const { shards } = known();
    return state ?? initIca(key, shards.components, method, shards);
  };
  const iterate = (before: IcaState): Later<IcaState> => {
    if (before.done) return before;
    return andThen(pass(questionOf(before, method)), (sums) => answerIca(before, method, sums, known().shards));
  };
  const records = { iteration: gap(0), change: gap(1), ...(signals.truth && { amari: gap(-1), siSdr: gap(-150) }) };
  return {
    advance: eachStep<string>(records, (n, row) => {
      if (n < blocks) return moments.add(joined(signals, n));
      return andThen(iterate(current()), (next) => {
        state = next;
        row.iteration = state.iteration;
        row.change = state.change;
        const { whitening, truth } = known();
        if (truth === null) return;
        const { unmixing, variances } = inColumns(state, whitening);
        const { amari, siSdr } = separationOf(unmixing, variances, truth);
        Object.assign(row, { amari, siSdr });
      });
    }),
    live: () => (state ? drawn(state, known().whitening) : {}),
    save: () => ({ moments: moments.checkpoint(), state }),
    output() {
      const { whitening, truth } = known();
      const found = current();
      const units = unitRows(found.unmixing, whitening.matrix.length / signals.columns);
      return andThen(pass({ units, contrast: "evaluate", sample: false }), (sums) =>
        modelOf(found, whitening, truth, sums),
      );
    },
    close() {
      if (isOpen) known().run.close();
    },
  };
}

function deviceOf(context: Context): IcaDevice {
  return context.device !== "scalar" ? () => context.wasm("ica") : "scalar";
}

function methodOf(params: IcaTaskParams): IcaMethod {
  const { algorithm, contrast = "logcosh", extended = true, rate = 0.5, tolerance } = params;
  return { algorithm, contrast, extended, rate, tolerance, iterations: UNIT_PASSES };
}

function learn(whole: Moments, { columns, truth }: Signals, components: number, eigen: ReturnType<typeof icaEigen>) {
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

/** W·K, and the variances of its outputs: of whitened data those are the squared lengths of W's rows. */
function inColumns({ unmixing }: IcaState, whitening: Whitened) {
  const p = whitening.columns;
  const n = whitening.matrix.length / p;
  const square = multiply(unmixing, transpose(unmixing, n, n), n, n, n);
  return {
    unmixing: multiply(unmixing, whitening.matrix, n, n, p),
    variances: square.filter((_, at) => at % (n + 1) === 0),
  };
}

function drawn(state: IcaState, whitening: Whitened): Arrays {
  const { unmixing, variances } = inColumns(state, whitening);
  const { columns } = whitening;
  const n = variances.length;
  return {
    unmixing: array(
      unmixing.map((x, at) => x / Math.sqrt(variances[Math.floor(at / columns)] || 1)),
      [n, columns],
    ),
    mean: array(whitening.mean.slice()),
    whitening: array(whitening.matrix.slice(), [n, columns]),
    rotation: array(state.unmixing.slice(), [n, n]),
  };
}
