/** Kalman filter and smoother of 10⁴ steps × 8 dimensions, and the filter beside kalman-filter (npm), where that is here, at equal answers. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { triangular } from "../../shared/kernels/kalman/factors.ts";
import { kalmanFilter } from "../../shared/kernels/kalman/filter.ts";
import { type Measurements, modelOf, type StateSpaceModel } from "../../shared/kernels/kalman/model.ts";
import { smooth } from "../../shared/kernels/kalman/smoother.ts";
import { keyOfSeed, normal } from "../../shared/random/index.ts";
import { median, type Row } from "./bench.ts";
import { checkEqual, race } from "./race.ts";

const version = "2.3.0";
const skipped = `kalman-filter is not here, so it was SKIPPED; to compare: npm install --prefix DIR kalman-filter@${version}, then LATENTE_PEERS=DIR npm run bench -- time`;

/** States (four places and their velocities), outputs and steps. */
const [N, M, STEPS] = [8, 4, 10_000];
/** Steps that the peer is given: it takes seconds for all. */
const FEW = 200;
/** Milliseconds. */
const MOST = 50;

const diagonal = (n: number, value: number) =>
  Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? value : 0));

const transition = diagonal(N, 1);
for (let i = 0; i < M; i++) transition[i * N + i + M] = 1;
const observation = Float64Array.from({ length: M * N }, (_, at) => (at % N === Math.floor(at / N) ? 1 : 0));

/** The peer predicts first, from a state before the first step: ours begins with what it then has. */
const model: StateSpaceModel = modelOf(N, M, {
  transition,
  observation,
  processFactor: diagonal(N, 0.1),
  noiseFactor: diagonal(M, 1),
  factor: triangular(
    Float64Array.from({ length: 2 * N * N }, (_, at) => {
      const [i, j] = [Math.floor(at / (2 * N)), at % (2 * N)];
      return j < N ? 3 * transition[i * N + j] : j - N === i ? 0.1 : 0;
    }),
    N,
    2 * N,
  ),
});
const values = Float64Array.from({ length: STEPS * M }, (_, at) => 5 * normal(keyOfSeed(1), at));
const whole: Measurements = { steps: STEPS, values };
/** A value is missing every thirteen steps: covariances never settle. */
const mask = new Uint8Array(values.length).fill(1);
for (let t = 0; t < STEPS; t += 13) mask[t * M] = 0;

interface KalmanFilter {
  filterAll(observations: readonly (readonly number[])[]): number[][];
}

/** A filter of the peer; undefined where it is not here. */
function peer(): KalmanFilter | undefined {
  const from = [import.meta.url, ...(process.env.LATENTE_PEERS ? [join(process.env.LATENTE_PEERS, "peers.js")] : [])];
  for (const place of from) {
    try {
      const { KalmanFilter: Peer } = createRequire(place)("kalman-filter");
      const rows = (a: Float64Array, n: number) =>
        Array.from({ length: a.length / n }, (_, i) => [...a.subarray(i * n, (i + 1) * n)]);
      return new Peer({
        observation: { dimension: M, stateProjection: rows(observation, N), covariance: rows(diagonal(M, 1), M) },
        dynamic: {
          dimension: N,
          transition: rows(transition, N),
          covariance: rows(diagonal(N, 0.01), N),
          init: { mean: Array.from({ length: N }, () => [0]), covariance: rows(diagonal(N, 9), N), index: -1 },
        },
      });
    } catch {
      // Not in this place.
    }
  }
  return undefined;
}

export async function kalmanRows(): Promise<readonly Row[]> {
  const both = (data: Measurements) => () => void smooth(kalmanFilter(model, data), N, M);
  const { settled, each } = await race({ settled: both(whole), each: both({ ...whole, mask }) }, 1);
  const time = (rates: readonly number[]) => 1000 / median(rates);
  const speed = (of: string, ours: readonly number[], notes: readonly string[] = []): Row => ({
    work: `Kalman filter and smoother, ${STEPS} steps × ${N} dimensions, ${of}`,
    unit: "runs/s",
    ours: [...ours],
    peers: {},
    notes: [`${time(ours).toFixed(1)} ms, goal ${MOST} ms ${time(ours) <= MOST ? "reached" : "MISSED"}`, ...notes],
  });
  const other = peer();
  const speeds = [
    speed("nothing missing: covariances settle", settled),
    speed("a value missing every 13 steps: none settles", each, other ? [] : [skipped]),
  ];
  if (!other) return speeds;
  const few: Measurements = { steps: FEW, values: values.subarray(0, FEW * M) };
  const observations = Array.from({ length: FEW }, (_, t) => [...values.subarray(t * M, (t + 1) * M)]);
  checkEqual(
    "filtered states",
    kalmanFilter(model, few).filtered,
    Float64Array.from(other.filterAll(observations).flat()),
    1e-9,
  );
  const raced = await race(
    {
      ours: () => void kalmanFilter(model, few, { everyStep: true }),
      "kalman-filter": () => void other.filterAll(observations),
    },
    FEW,
  );
  return [
    ...speeds,
    {
      work: `Kalman filter, ${FEW} steps × ${N} dimensions, every covariance computed`,
      unit: "steps/s",
      ours: raced.ours,
      peers: { "kalman-filter": raced["kalman-filter"] },
    },
  ];
}
