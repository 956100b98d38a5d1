/** What the views of the lab know of a run: rounds of each device, stages of the net, and the roofs of the machine. */
import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { READ } from "../../../../shared/kernels/roofline/index.ts";
import { DEVICES, type DeviceName, formatOf, type NumberFormat } from "../../../../shared/labs/inference/devices.ts";
import { LAYER_BATCHES, layerCell } from "../../../../shared/labs/inference/hardware/batches.ts";
import type { HardwareParams } from "../../../../shared/labs/inference/hardware/fields.ts";
import { rateIn, roundsIn } from "../../../../shared/labs/inference/hardware/metrics.ts";
import {
  bandwidthFor,
  type Ceilings,
  type Verdict,
  verdictOf,
  type Work,
} from "../../../../shared/labs/inference/hardware/roofline.ts";
import { pictureNet } from "../../../../shared/labs/inference/picture-net.ts";
import { type Spread, spreadOf } from "../../../../shared/labs/inference/timing.ts";
import { told } from "../../../../shared/labs/metrics.ts";
import { type Stage, stagesOf } from "../../../../shared/labs/nets/chain/stages.ts";
import type { Chain } from "../../../../shared/nets/chain.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber, formatSignificant } from "../../../i18n/numbers.ts";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { relaxedOf } from "./relaxed.ts";
import { words } from "./words.ts";

export type HardwareProps = ViewProps<HardwareParams>;

/** The chain of a run on these data; null where they are not those of the run. */
export function useChain({ experiment, data }: HardwareProps): Chain | null {
  const { params } = experiment;
  return useMemo(() => {
    try {
      return pictureNet(params, data as Table).chain;
    } catch (error) {
      // The form's data may be on their way.
      if (error instanceof ExperimentError || error instanceof RangeError) return null;
      throw error;
    }
  }, [JSON.stringify(params), data]);
}

export interface DeviceRow {
  readonly device: DeviceName;
  /** Milliseconds of a pass of the whole batch, a round each. */
  readonly rounds: readonly number[];
  readonly spread: Spread;
}

/** Devices of the run that were measured with this batch. */
export const rowsOfRun = ({ fold }: Pick<HardwareProps, "fold">, batch: number): readonly DeviceRow[] =>
  DEVICES.flatMap((device) => rowOf(device, roundsIn(fold, device, batch)));

export function rowOf(device: DeviceName, rounds: readonly number[]): readonly DeviceRow[] {
  const spread = spreadOf(rounds);
  return spread ? [{ device, rounds, spread }] : [];
}

export const deviceName = (device: DeviceName): string => t(words[`device.${device}`]);
export const formatColor = (format: NumberFormat): string => seriesColor(format === "float32" ? 0 : 1);
/** Relaxed SIMD has a roof of its own, above that of int8. */
export const relaxedColor = (): string => seriesColor(2);
export const deviceColor = (device: DeviceName): string =>
  device === "relaxed" ? relaxedColor() : formatColor(formatOf(device));

export interface StageTime {
  readonly stage: Stage;
  readonly index: number;
  readonly format: NumberFormat;
  readonly batch: number;
  readonly work: Work;
  /** Milliseconds of a pass of the batch: the median. */
  readonly milliseconds: number;
  /** Null for stages without products, and before the roofs are known. */
  readonly verdict: Verdict | null;
}

/** Every stage that was measured alone with this batch. */
export function stageTimes({ fold }: Pick<HardwareProps, "fold">, chain: Chain, batch: number): readonly StageTime[] {
  const works = fold.output("quantise");
  const at = LAYER_BATCHES.indexOf(batch as (typeof LAYER_BATCHES)[number]);
  if (!works || at < 0) return [];
  return stagesOf(chain).flatMap((stage, index) =>
    (["float32", "int8"] as const).flatMap((format): StageTime[] => {
      const spread = spreadOf(told(fold, "layers", layerCell(format, batch, index)));
      if (!spread) return [];
      const { values } = works[`work.${format}`];
      const from = 2 * (index * LAYER_BATCHES.length + at);
      const work = { multiplyAdds: values[from], bytes: values[from + 1] };
      const roofs = ceilingsFor({ fold }, format, work.bytes);
      const verdict = roofs && work.multiplyAdds > 0 ? verdictOf(work, spread.p50, roofs) : null;
      return [{ stage, index, format, batch, work, milliseconds: spread.p50, verdict }];
    }),
  );
}

/** A stage under a roof; `under`: what computes it. */
export type Point = StageTime & { readonly under: NumberFormat | "relaxed"; readonly verdict: Verdict };

/** Stages that multiply: of the run, and with relaxed SIMD once that was measured. */
export function pointsOf(props: Pick<HardwareProps, "fold">, chain: Chain, batch: number): readonly Point[] {
  const times = stageTimes(props, chain, batch);
  const own = times.flatMap((one) => (one.verdict ? [{ ...one, under: one.format, verdict: one.verdict }] : []));
  const { value: relaxed } = relaxedOf(props.fold).state;
  if (relaxed.kind !== "found") return own;
  const further = own.flatMap((one): Point[] => {
    const milliseconds = relaxed.times[layerCell("int8", batch, one.index)];
    const roofs = ceilingsFor(props, "int8", one.work.bytes);
    if (one.format !== "int8" || !milliseconds || !roofs) return [];
    const verdict = verdictOf(one.work, milliseconds, { ...roofs, peak: relaxed.peak });
    return [{ ...one, under: "relaxed", milliseconds, verdict }];
  });
  return [...own, ...further];
}

export const underName = (under: Point["under"]): string => (under === "relaxed" ? t(words.relaxed) : under);
export const underColor = (under: Point["under"]): string =>
  under === "relaxed" ? relaxedColor() : formatColor(under);

/** The roof over work that moves so many bytes. */
export function ceilingsFor(
  { fold }: Pick<HardwareProps, "fold">,
  format: NumberFormat,
  bytes: number,
): Ceilings | undefined {
  const peak = rateIn(fold, format);
  const bandwidths = READ.map((size) => rateIn(fold, `read.${size}`) ?? Number.NaN);
  if (peak === undefined || bandwidths.some(Number.isNaN)) return undefined;
  return { peak, bandwidth: bandwidthFor(bytes, READ, bandwidths) };
}

const sides = (pair: readonly number[]) => pair.join(" × ");

/** What a stage does, in short, behind its number. */
export function stageName({ layer }: Stage, index: number): string {
  return t(words.stage, { index: index + 1, name: nameOf(layer) });
}

function nameOf(layer: Stage["layer"]): string {
  switch (layer.kind) {
    case "dense":
      return t(words.dense, { units: layer.units });
    case "convolution":
      return t(words.convolution, { kernel: sides(layer.kernel) });
    case "depthwise-convolution":
      return t(words.depthwise, { kernel: sides(layer.kernel) });
    case "max-pooling":
      return t(words.maxPooling);
    case "average-pooling":
    case "global-average-pooling":
      return t(words.averagePooling);
    case "activation":
      return layer.activation === "softmax" ? "softmax" : t(words.activation);
    default:
      return t(words.other);
  }
}

/** Milliseconds in the unit that suits them. */
export function formatTime(milliseconds: number): string {
  const [value, unit] = milliseconds < 1 ? [1000 * milliseconds, "µs"] : [milliseconds, "ms"];
  return `${formatNumber(value, locale.value, 3)} ${unit}`;
}

/** So many of something in a second, with the prefix that suits it: "21.2 G". */
export function formatRate(value: number): string {
  const [scaled, prefix] =
    value >= 1e9
      ? [value / 1e9, "G"]
      : value >= 1e6
        ? [value / 1e6, "M"]
        : value >= 1e4
          ? [value / 1e3, "k"]
          : [value, ""];
  return `${formatSignificant(scaled, locale.value)} ${prefix}`.trim();
}

export const formatSize = (bytes: number): string =>
  bytes >= 1_048_576 ? `${bytes / 1_048_576} MiB` : `${bytes / 1024} KiB`;
