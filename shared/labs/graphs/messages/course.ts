/** What views ask: what messages come to on a graph, and each of them on the way, before anything is run. Nothing is begun that takes too long. */
import { type Arrays, array } from "../../../arrays.ts";
import { ExperimentError } from "../../../experiment/errors.ts";
import { beginLoopy, beliefs, type Loopy } from "../../../kernels/bayes-net/loopy.ts";
import { isContradiction, sendRound } from "../../../kernels/bayes-net/messages.ts";
import { once } from "../../process.ts";
import { errorArrays } from "../answered.ts";
import { documentOf } from "../given-document.ts";
import { conflictArrays } from "../impossible.ts";
import { conflictIn, exactAnswer, impossibleIn, type Net, netOf, type ProbabilisticGraph } from "./net.ts";
import { joined, logOf, type MessageParams, optionsOf } from "./run.ts";
import { workOf } from "./work.ts";

export interface CourseParams extends MessageParams {
  readonly rounds: number;
}

/** Multiply-adds that are done while somebody waits: under a second. */
const MOST_WORK = 3e7;
/** Numbers in the tables of the exact answer beside them. */
const MOST_CELLS = 2 ** 18;
/** Numbers that all rounds together are told with. */
const MOST_NUMBERS = 2 ** 20;

/**
 * Given the draft's document (`documentArrays`), or about that of the data. Output: of each round `residual`, `sent` and `said` as of a run, and `told`, the
 * beliefs after it; the last `beliefs`; `exact` where that fits a view. Where all would take too long, `price` alone, in multiply-adds. Where something is wrong,
 * `error` (`answeredError`), and of impossible evidence `conflict`, the places of the nodes that clash.
 */
export const course = once((params: CourseParams, context): Arrays => {
  let net: Net | undefined;
  try {
    net = netOf(documentOf(context) as ProbabilisticGraph, params);
    const work = workOf(net, params.rounds, params.schedule);
    if (work > MOST_WORK) return { price: array(Float64Array.of(work), []) };
    return sentAll(net, params);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return {
      ...errorArrays(error),
      ...(net && error.code === "impossible-evidence" && conflictArrays(conflictIn(net))),
    };
  }
});

function sentAll(net: Net, params: CourseParams): Arrays {
  const exact = exactAnswer(net, MOST_CELLS);
  const options = optionsOf(params);
  const rounds: { readonly residual: number; readonly told: Float64Array; readonly log: ReturnType<typeof logOf> }[] =
    [];
  let state: Loopy = beginLoopy(net.model);
  while (rounds.length < params.rounds && !(state.residual <= params.tolerance)) {
    const { state: next, sent } = sendRound(net.wiring, state, options);
    if (isContradiction(net.wiring, next)) throw impossibleIn(net);
    rounds.push({ residual: next.residual, told: joined(beliefs(net.model, next)), log: logOf(net.wiring, sent) });
    state = next;
  }
  const numbers = net.model.sizes.reduce((a, b) => a + b, 0);
  const perRound = numbers + rounds[0].log.said.length;
  return {
    residual: array(Float64Array.from(rounds, ({ residual }) => residual)),
    beliefs: array(rounds[rounds.length - 1].told),
    ...(perRound * rounds.length <= MOST_NUMBERS && {
      told: stacked(rounds.map(({ told }) => told)),
      ...(rounds[0].log.sent.length > 0 && {
        sent: stacked(rounds.map(({ log }) => log.sent)),
        said: stacked(rounds.map(({ log }) => log.said)),
      }),
    }),
    ...(exact && { exact: array(exact.marginals) }),
  };
}

/** A row per round. */
function stacked<A extends Float64Array | Float32Array | Int32Array>(rows: readonly A[]) {
  const width = rows[0].length;
  const Kind = rows[0].constructor as new (length: number) => A;
  const all = new Kind(width * rows.length);
  for (const [r, row] of rows.entries()) all.set(row, r * width);
  return array(all, [rows.length, width]);
}
