/** A run: round after round of messages, each kept where they are few enough to be looked at one by one. */
import { array } from "../../../arrays.ts";
import { beginLoopy, beliefs, betheFreeEnergy, type Loopy } from "../../../kernels/bayes-net/loopy.ts";
import {
  isContradiction,
  type SendOptions,
  type Sent,
  sendRound,
  tiesOf,
  type Wiring,
} from "../../../kernels/bayes-net/messages.ts";
import type { Context } from "../../lab.ts";
import { iterate } from "../../process.ts";
import type { Records, Row } from "../../records.ts";
import type { Asked } from "../asked.ts";
import { documentOf } from "../given-document.ts";
import {
  type ExactAnswer,
  exactAnswer,
  explanation,
  impossibleIn,
  type Net,
  netOf,
  type ProbabilisticGraph,
} from "./net.ts";

/** What messages are sent, about what. */
export interface MessageParams extends Asked, Pick<SendOptions, "damping" | "schedule" | "tolerance"> {
  readonly algorithm: "sum-product" | "max-product";
  /** The node from which messages come back; the first where there is none. */
  readonly root?: string | undefined;
}

/** Numbers of a round's messages, and of its beliefs, up to which all rounds keep them. */
const KEPT_MESSAGES = 1024;
const KEPT_BELIEFS = 4096;

/** How messages lie in the records: `width` numbers for each, as many messages as there are wires. */
export function messageLayout({ wires, model }: Wiring) {
  const width = Math.max(1, ...model.sizes);
  return { count: wires.length, width, isKept: wires.length * width <= KEPT_MESSAGES };
}

interface Problem {
  readonly net: Net;
  readonly options: SendOptions;
  readonly exact: ExactAnswer | undefined;
  /** Numbers in all beliefs together. */
  readonly numbers: number;
}

export function optionsOf({ damping, schedule, tolerance, algorithm }: MessageParams): SendOptions {
  return { damping, schedule, tolerance, product: algorithm === "sum-product" ? "sum" : "max" };
}

function problemOf(params: MessageParams, context: Context): Problem {
  const net = netOf(documentOf(context) as ProbabilisticGraph, params);
  return {
    ...{ net, options: optionsOf(params), exact: exactAnswer(net) },
    numbers: net.model.sizes.reduce((a, b) => a + b, 0),
  };
}

/** Messages in the order of wires, one after the other; what was sent last. */
interface State {
  readonly messages: Float64Array;
  readonly residual: number;
  /** Nothing was left to send. */
  readonly isDone: boolean;
  readonly sent: Int32Array;
  readonly said: Float32Array;
}

function flat({ toFactor, toVariable }: Loopy): Float64Array {
  return Float64Array.from(
    toFactor.flatMap((own, f) => own.flatMap((message, i) => [...message, ...toVariable[f][i]])),
  );
}

function nested({ wires, model }: Wiring, { messages, residual }: Pick<State, "messages" | "residual">): Loopy {
  const empty = () => model.factors.map((): Float64Array[] => []);
  const [toFactor, toVariable] = [empty(), empty()];
  let at = 0;
  for (const wire of wires) {
    const size = model.sizes[wire.variable];
    (wire.toFactor ? toFactor : toVariable)[wire.factor].push(messages.subarray(at, at + size));
    at += size;
  }
  return { toFactor, toVariable, residual };
}

/** What was sent in a round, as it lies in the records: wires in the order of sending (−1: none), and what they carried. Empty where messages are not kept. */
export function logOf(wiring: Wiring, sent: readonly Sent[]) {
  const { count, width, isKept } = messageLayout(wiring);
  const order = new Int32Array(isKept ? count : 0).fill(-1);
  const said = new Float32Array(isKept ? count * width : 0);
  if (!isKept) return { sent: order, said };
  for (const [k, { wire, message }] of sent.entries()) {
    order[k] = wire;
    said.set(message, k * width);
  }
  return { sent: order, said };
}

const gap = array(Float64Array.of(Number.POSITIVE_INFINITY), []);

/** The largest difference of two lists of numbers. */
function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
}

export const joined = (found: readonly Float64Array[]) => Float64Array.from(found.flatMap((own) => [...own]));

function info({ net, options, exact, numbers }: Problem, state: State): Row<string> {
  if (state.isDone) return {};
  const loopy = nested(net.wiring, state);
  const found = joined(beliefs(net.model, loopy));
  const common = {
    residual: state.residual,
    ...(numbers <= KEPT_BELIEFS && { beliefs: found }),
    ...(state.sent.length > 0 && { sent: state.sent, said: state.said }),
  };
  if (options.product === "max") {
    const { logProbability } = explanation(net, loopy);
    return { ...common, logProbability: Number.isFinite(logProbability) ? logProbability : undefined };
  }
  return {
    ...common,
    bethe: betheFreeEnergy(net.model, loopy),
    error: exact && apart(found, exact.marginals),
  };
}

/**
 * Given the draft's document (`documentArrays`), or on that of the data. Records of each round until nothing changes by more than the tolerance: "residual";
 * "beliefs", [numbers of all nodes]; of few messages "sent", their wires in the order of sending (−1: none), and "said", what they carried, [wires × most
 * states]; with sums "bethe" and, where the exact answer fits, "error"; with maxima "logProbability" of the states they speak for. Output: "beliefs"; where it
 * fits "exact" and "logZ"; with maxima "states", "logProbability", "ties" (1 where a node's best states tie) and, where it fits, "best" and "logMost".
 */
export const messages = iterate({
  problem: problemOf,
  records: ({ net, options, numbers }: Problem): Records<string> => {
    const { count, width, isKept } = messageLayout(net.wiring);
    return {
      residual: gap,
      ...(numbers <= KEPT_BELIEFS && { beliefs: array(new Float64Array(numbers)) }),
      ...(isKept && {
        sent: array(new Int32Array(count).fill(-1)),
        said: array(new Float32Array(count * width), [count, width]),
      }),
      ...(options.product === "sum" ? { bethe: gap, error: gap } : { logProbability: gap }),
    };
  },
  init: (_key, { net }: Problem): State => ({
    messages: flat(beginLoopy(net.model)),
    residual: Number.POSITIVE_INFINITY,
    isDone: false,
    ...logOf(net.wiring, []),
  }),
  step(_key, { net, options }: Problem, state: State): State {
    const { wiring } = net;
    if (state.isDone || state.residual <= options.tolerance) return { ...state, isDone: true };
    const { state: next, sent } = sendRound(wiring, nested(wiring, state), options);
    if (isContradiction(wiring, next)) throw impossibleIn(net);
    return { messages: flat(next), residual: next.residual, isDone: false, ...logOf(wiring, sent) };
  },
  info,
  output({ net, options, exact }: Problem, state: State) {
    const loopy = nested(net.wiring, state);
    const found = beliefs(net.model, loopy);
    const common = {
      beliefs: array(joined(found)),
      ...(exact && { exact: array(exact.marginals), logZ: array(Float64Array.of(exact.logZ), []) }),
    };
    if (options.product === "sum") return common;
    const ties = new Set(tiesOf(found));
    const { states, logProbability } = explanation(net, loopy);
    return {
      ...common,
      states: array(states),
      ties: array(Int32Array.from(found, (_, v) => Number(ties.has(v)))),
      ...(Number.isFinite(logProbability) && { logProbability: array(Float64Array.of(logProbability), []) }),
      ...(exact && { best: array(exact.states), logMost: array(Float64Array.of(exact.logMost), []) }),
    };
  },
});
