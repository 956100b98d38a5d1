/** What the views of the lab know of a run: the net, and a sample traced through it. */
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { netOf } from "../../../../shared/labs/inference/forward/data.ts";
import { type ForwardParams, isTrained, taskParams } from "../../../../shared/labs/inference/forward/fields.ts";
import { type HandNet, handNet } from "../../../../shared/labs/inference/forward/hand.ts";
import { samplesOf } from "../../../../shared/labs/inference/picture-net.ts";
import { placeOf as placeInMap } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import { type Stage, stagesOf } from "../../../../shared/labs/nets/chain/stages.ts";
import { type Trace, trace } from "../../../../shared/labs/nets/chain/trace.ts";
import type { Chain } from "../../../../shared/nets/chain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { newestWeights } from "../../parts/net-state.ts";
import type { PictureNet } from "../../parts/picture-net.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

export type ForwardProps = ViewProps<ForwardParams>;

/** The net that learns from pictures, as shared views ask it. */
export const net: PictureNet<ForwardParams> = {
  samplesOf,
  taskParams,
  layersOf: ({ channels, dense }) => channels.length + dense.length + 1,
};

/** The parameters that a view shows: of a net by hand those of the form. */
export function paramsOf({ experiment, draft }: ForwardProps): ForwardParams {
  const drafted = draft?.experiment.params as ForwardParams | undefined;
  return drafted?.source === "hand" ? drafted : experiment.params;
}

export const isByHand = (props: ForwardProps): boolean => !isTrained(paramsOf(props));

/** Null while its texts are not what the net needs. */
export function useHandNet(params: ForwardParams): HandNet | null {
  const key = JSON.stringify(params);
  return useMemo(() => (isTrained(params) ? null : orNull(() => handNet(params))), [key]);
}

/** The chain of a run on these data; null where they are not those of the run. */
export function useChain({ experiment, data }: ForwardProps): Chain | null {
  const { params } = experiment;
  return useMemo(() => orNull(() => netOf(params, data as Table).chain), [JSON.stringify(params), data]);
}

export function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    // The form's data or texts may be on their way.
    if (error instanceof ExperimentError || error instanceof RangeError) return null;
    throw error;
  }
}

/** The sample through the newest net of a run; null before there is one. */
export function useRun(
  props: ForwardProps,
  chain: Chain | null,
  input: Float32Array | null,
  key: string,
): Trace | null {
  const weights = newestWeights(props);
  return useTrace(chain, weights, input, `${props.fold.output("train") ? "final" : props.version} ${key}`);
}

/** Changes with `key` and the chain. */
export function useTrace(
  chain: Chain | null,
  weights: Arrays | undefined,
  input: Float32Array | null,
  key: string,
): Trace | null {
  // A snapshot has arrays of its own; the rest of what is known of a net may be made anew for the same.
  const newest = Object.values(weights ?? {})[0]?.values;
  return useMemo(
    () => (chain && weights && input ? orNull(() => trace(chain, weights, input)) : null),
    [chain, newest, input, key],
  );
}

export const stagesOfRun = (run: Trace | null): readonly Stage[] => (run ? stagesOf(run.chain) : []);

/** Numbers of the input, or of a stage. */
export function valuesAt(run: Trace, stages: readonly Stage[], box: number): Float32Array {
  if (box === 0) return run.input.values;
  const { layers } = stages[box - 1];
  return run.layers[layers[layers.length - 1]].values;
}

/** To five digits; also what is no number. */
export function say(value: number, digits = 5): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  // A zero has no sign here.
  return formatNumber(value || 0, locale.value, digits);
}

/** Beside a unit: a share too small to be seen takes no powers of ten. */
export function brief(value: number): string {
  const size = Math.abs(value);
  return size > 0 && size < 1e-3 ? `< ${say(0.001, 4)}` : say(value, 3);
}

const sides = (pair: readonly number[]) => pair.join(" × ");

const ACTIVATION_NAMES: Readonly<Record<string, string>> = {
  relu: "ReLU",
  relu6: "ReLU6",
  "leaky-relu": "leaky ReLU",
  elu: "ELU",
  selu: "SELU",
  gelu: "GELU",
  "gelu-tanh": "GELU",
  silu: "SiLU",
};

export const activationName = (activation: string): string => ACTIVATION_NAMES[activation] ?? activation;

/** What a stage does, in short. */
export function stageName({ layer }: Stage): string {
  switch (layer.kind) {
    case "dense":
      return t(words.dense);
    case "convolution":
      return t(words.convolution, { kernel: sides(layer.kernel) });
    case "depthwise-convolution":
      return t(words.depthwise, { kernel: sides(layer.kernel) });
    case "max-pooling":
      return t(words.maxPooling, { kernel: sides(layer.size) });
    case "average-pooling":
      return t(words.averagePooling, { kernel: sides(layer.size) });
    case "global-average-pooling":
      return t(words.globalPooling);
    case "activation":
      return layer.activation === "softmax" ? t(words.softmax) : activationName(layer.activation);
    case "batch-normalisation":
    case "layer-normalisation":
      return t(words.normalisation);
    default:
      return t(words.moved);
  }
}

/** What bends the sums of a stage: "" where nothing does. */
export function bendName({ chain }: Pick<Trace, "chain">, { layers }: Pick<Stage, "layers">): string {
  const after = layers.slice(1).map((l) => {
    const layer = chain.layers[l];
    return layer.kind === "activation" ? activationName(layer.activation) : t(words.normalisation);
  });
  return after.join(" · ");
}

/** The stage with what bends its sums. */
export function fullName(run: Pick<Trace, "chain">, stage: Stage): string {
  const bend = bendName(run, stage);
  return bend ? `${stageName(stage)} · ${bend}` : stageName(stage);
}

export const shapeShort = (shape: readonly number[]): string => shape.join("×");
export const shapeText = (shape: readonly number[]): string => shape.join(" × ");

/** Where a number is within a tensor; `names`: of the units of a list. */
export function placeName(shape: readonly number[], unit: number, names?: readonly string[], isInput = false): string {
  if (shape.length !== 3) return names?.[unit] ?? t(words.unitAt, { index: unit + 1 });
  const [row, column, map] = placeInMap(shape, unit);
  const place = { row: row + 1, column: column + 1 };
  if (isInput && shape[2] === 1) return t(words.pixelAt, place);
  if (isInput && shape[2] === 3)
    return t(words.colourAt, { ...place, colour: t([words.red, words.green, words.blue][map]) });
  return t(words.mapAt, { ...place, index: map + 1 });
}
