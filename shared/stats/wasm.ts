/**
 * Summaries of chains in the module `diagnostics`: as `summarise`, to the bit, in a third of its time. What it has no loops for (odd numbers of draws, few of them,
 * values that are not finite or heaped up, chains that stand still) the reference does.
 */
import type { WasmModules } from "../wasm/modules.ts";
import { roomOf } from "../wasm/room.ts";
import { meanAutocovariance, paddedLength } from "./autocovariance.ts";
import { splitChains } from "./chains.ts";
import { errorOfSd, momentsOfSeries, momentsOfSums, rhatOf } from "./convergence.ts";
import { differ, type Series, sizeOf } from "./ess.ts";
import { roots } from "./fft.ts";
import { essAtMost, type Marks } from "./indicator.ts";
import { type Ascending, medianOfSorted, quantileOfSorted } from "./quantile.ts";
import { QUANTILES, type Summaries, type SummariesSize, type Summary, summarise, summaryOf } from "./summary.ts";

/** Lags that the module sums at a time at most, while the values are at hand at first, and when more are asked for. */
const LAGS = 24;
const USUAL_LAGS = 12;
const FEW_LAGS = 4;
/** Scores that are made at a time. */
const TABLE_PIECE = 1 << 14;
/** Fewer numbers than these are not worth a module's memory. */
const FEW = 4096;
/** Nor is there memory for more: a column takes 64 bytes for each. */
const MANY = 1 << 25;

/**
 * Of up to `columns` quantities at a time, in an instance of the module, whose memory is theirs until the next are set up there; undefined where it is of
 * no use.
 */
export function wasmSummaries(
  open: () => WasmModules["diagnostics"],
  { chains, draws, columns }: SummariesSize,
): Summaries | undefined {
  const n = chains * draws;
  if (n < FEW || n > MANY || draws % 2 !== 0 || draws < 64) return undefined;
  const module = open();
  const { at, f64, u32 } = roomOf(module);
  if (!module.setUp(chains, draws, columns)) return undefined;
  const halves = 2 * chains;
  const half = draws / 2;
  // Piece by piece: engines compile a function well that is called again.
  while (at("filled") < n) module.fillTable(Math.min(at("filled") + TABLE_PIECE, n));
  // Views are made once: there are hundreds, and memory does not move while it is theirs.
  const viewsAt = (address: number) => {
    const whole = Array.from({ length: chains }, (_, c) => f64(address + 8 * draws * c, draws));
    return { address, chains: whole, halves: splitChains(whole) };
  };
  const own = Array.from({ length: columns }, (_, column) => viewsAt(at("columns") + 8 * n * column));
  const room = viewsAt(at("room"));

  /** Means over the halves of the sums that were made last, of lags at a time. */
  const lagMeans = (count: number): Float64Array => {
    const sums = f64("sums", halves * LAGS);
    const result = new Float64Array(count);
    for (let c = 0; c < halves; c++) for (let k = 0; k < count; k++) result[k] += sums[c * LAGS + k] / half;
    for (let k = 0; k < count; k++) result[k] /= halves;
    return result;
  };

  const padded = paddedLength(half);
  const isTransforming = () => at("points") === padded;
  let isRooted = false;
  /** Mean autocovariances at all lags of the halves at an address, whose means are given; of marks by a limit, where there is one. */
  const transformed = (address: number, means: Float64Array, limit?: number): Float64Array => {
    if (!isRooted) writeRoots(padded, f64("cosines", padded), f64("sines", padded));
    isRooted = true;
    module.clearPower();
    for (let c = 0; c < halves; c += 2) {
      const from = address + 8 * half * c;
      if (limit === undefined) module.addPower(from, means[c], means[c + 1]);
      else module.addPowerOfMarks(from, means[c], means[c + 1], limit);
    }
    module.transformPower();
    const result = f64("power", half).slice();
    for (let lag = 0; lag < half; lag++) result[lag] /= padded * half * halves;
    return result;
  };

  /**
   * As `seriesOf`, of the halves whose means and first `made` sums over lags were made last; the values lie at an address, or are put there by `place` should more
   * lags be asked for. That is before the next series is made.
   */
  const seriesAt = ({ address, halves: views }: typeof room, made: number, place?: () => void): Series | undefined => {
    const means = f64("means", halves).slice();
    if (!means.every(Number.isFinite)) return undefined;
    const first = lagMeans(made);
    const sums = (lag: number) => {
      if (lag === 0) return first;
      if (lag === made) place?.();
      const count = lag === made ? FEW_LAGS : USUAL_LAGS;
      module.lagged(address, lag, count);
      return lagMeans(count);
    };
    const transform = isTransforming() ? () => transformed(address, means) : undefined;
    return { draws: half, means, covariance: meanAutocovariance(views, means, sums, transform) };
  };

  /** The marks by one of the limits, while those of the column that was marked last are asked for; it lies at an address. */
  const marksOf = (limit: number, address: number, value: number): Marks => {
    const stride = ((half >> 6) + 2) << 1;
    const words = new Int32Array(module.memory.buffer, at("words"), QUANTILES.length * halves * stride);
    const ones = Float64Array.from(
      u32("ones", QUANTILES.length * halves).subarray(limit * halves, (limit + 1) * halves),
    );
    const transform = () =>
      transformed(
        address,
        ones.map((count) => count / half),
        value,
      );
    return {
      draws: half,
      ones,
      ...(isTransforming() && { transform }),
      words: Array.from({ length: halves }, (_, c) =>
        words.subarray((limit * halves + c) * stride, (limit * halves + c + 1) * stride),
      ),
      pairs(lag) {
        module.countPairs(limit, lag);
        return u32("counts", halves);
      },
    };
  };

  const summaryIn = (column: number): Summary | undefined => {
    const values = own[column];
    if (!values.halves.some((one) => differ([one])) || !module.sort(column, USUAL_LAGS)) return undefined;
    const sorted: Ascending = { length: n, at: (rank) => module.valueAt(rank) };
    const mean = module.total.value / n;
    const raw = seriesAt(values, USUAL_LAGS);
    let last = 0;
    const covariance = (lag: number) => {
      last = lag;
      return raw?.covariance(lag) ?? 0;
    };
    const size = raw && sizeOf({ ...raw, covariance });
    module.fold(medianOfSorted(sorted));
    const distances = momentsOfSums(half, {
      sums: f64("sums", halves).slice(),
      squares: f64("squares", halves).slice(),
    });
    if (!distances) return undefined;
    // As many as the draws needed, in whole groups.
    const lags = Math.min(FEW_LAGS * Math.floor(last / FEW_LAGS + 1), LAGS);
    module.score(lags);
    const series = seriesAt(room, lags, () => module.placeAll());
    if (!series) return undefined;
    const ratio = rhatOf(momentsOfSeries(series, true), distances);
    const essBulk = sizeOf(series);
    const limits = QUANTILES.map((probability) => quantileOfSorted(sorted, probability));
    const [low, middle, high] = limits;
    module.squareAndMark(column, mean, low, middle, high, USUAL_LAGS);
    const [second, fourth] = f64("squares", 2);
    const sd = Math.sqrt(second / (n - 1));
    const squared = seriesAt(room, USUAL_LAGS, () => module.squareAll(column, mean));
    return summaryOf(sorted, {
      mean,
      sd,
      mcse: size === undefined ? undefined : sd / Math.sqrt(size),
      mcseSd:
        squared && haveSpread(values.chains, mean) ? errorOfSd(sizeOf(squared), second / n, fourth / n) : undefined,
      rhat: ratio,
      essBulk,
      essOf(probability) {
        const limit = QUANTILES.indexOf(probability);
        return essAtMost(values.halves, limits[limit], marksOf(limit, values.address, limits[limit]));
      },
    });
  };

  return {
    chains: (column) => own[column].chains,
    summary: (column) => summaryIn(column) ?? summarise(own[column].chains),
  };
}

/** The roots of one of each stage of a transform of n numbers, from place h on those of the stage of places h apart. */
function writeRoots(n: number, cosines: Float64Array, sines: Float64Array): void {
  const all = roots(n);
  for (let h = 1; h < n; h *= 2)
    for (let k = 0; k < h; k++) {
      cosines[h + k] = all.cosines[k * (n / (2 * h))];
      sines[h + k] = all.sines[k * (n / (2 * h))];
    }
}

/** Whether squared distances from the mean are not all the same. */
function haveSpread(chains: readonly Float64Array[], mean: number): boolean {
  const first = (chains[0][0] - mean) * (chains[0][0] - mean);
  return chains.some((chain) => chain.some((x) => (x - mean) * (x - mean) !== first));
}
