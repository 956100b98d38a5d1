import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import {
  decibels,
  levelsOf,
  onGrid,
  type Scheme,
  squaresOf,
} from "../../../../shared/labs/inference/quantization/grid.ts";
import { type FloatProduct, floatMatrix } from "../../../../shared/quant/float/weights.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger, formatNumber, formatPercent, formatSignificant } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { type KnownProps, pictureView } from "../../parts/picture-net.tsx";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { net, productName, productsOf, type QuantizationProps, useFloatGraph, useNetAnswer } from "./state.ts";
import { words } from "./words.ts";

const SCHEMES = ["per-tensor", "per-channel"] as const satisfies readonly Scheme[];
/** Channels that are offered one by one. */
const CHANNELS = 32;

/** Weights of a layer, and the grid of so many bits that they go to; how the net fares with it. */
function Weights(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const float = useFloatGraph(props);
  const [at, bits, scheme, channel] = [useSignal(0), useSignal(4), useSignal(0), useSignal(0)];
  const products = float ? productsOf(float) : [];
  const node = products[Math.min(at.value, products.length - 1)] as FloatProduct | undefined;
  const asked = node && { layer: node.name, bits: bits.value, scheme: SCHEMES[scheme.value] };
  const { answer, waiting } = useNetAnswer(props, "askGridded", asked ? JSON.stringify(asked) : null, asked ?? {});
  if (!node) return <NotKept />;
  const outputs = node.bias.length;
  const shown = Math.min(CHANNELS, outputs);
  const own = Math.min(channel.value, shown);
  const accuracy = answer?.accuracy.values[0];
  return (
    <section class="part-stack">
      <div class="part-controls">
        <Select
          label={t(words.layer)}
          names={products.map(productName)}
          value={Math.min(at.value, products.length - 1)}
          act="layer"
          onChoose={(index) => {
            at.value = index;
            channel.value = 0;
          }}
        />
        <Slider
          label={t(words.bits)}
          min={2}
          max={8}
          value={bits.value}
          said={String(bits.value)}
          act="bits"
          onMove={(value) => (bits.value = value)}
        />
        <Select
          label={t(words.scheme)}
          names={[t(words.perTensor), t(words.perChannel)]}
          value={scheme.value}
          act="scheme"
          onChoose={(index) => (scheme.value = index)}
        />
        <Select
          label={t(words.channel)}
          names={[
            t(words.allChannels),
            ...Array.from({ length: shown }, (_, j) => t(words.channelAt, { index: j + 1 })),
          ]}
          value={own}
          act="channel"
          onChoose={(index) => (channel.value = index)}
        />
      </div>
      <Grid node={node} bits={bits.value} scheme={SCHEMES[scheme.value]} channel={own - 1} />
      <p class="part-caption" role="status">
        {accuracy === undefined || waiting
          ? t(words.asking)
          : t(words.gridAccuracy, { bits: bits.value, accuracy: formatPercent(accuracy, locale.value) })}
      </p>
    </section>
  );
}

export const WeightsView = pictureView(net, Weights);

interface GridProps {
  readonly node: FloatProduct;
  readonly bits: number;
  readonly scheme: Scheme;
  /** −1: all of them. */
  readonly channel: number;
}

const BINS = 80;

function Grid({ node, bits, scheme, channel }: GridProps) {
  const found = useMemo(() => gridOf(node, bits, scheme, channel), [node, bits, scheme, channel]);
  const { floats, values, step, most, counts, places, heights } = found;
  const say = (value: number) => formatSignificant(value, locale.value);
  const worst = floats.reduce((so, w, i) => Math.max(so, Math.abs(w - values[i])), 0);
  const tall = Math.max(1, ...counts, ...heights);
  const draw = (pen: PlotContext) => drawGrid(pen, most, counts, places, heights);
  return (
    <Figure
      title={t(words.weightsTitle)}
      note={t(words.weightsNote)}
      columns={() => [
        { name: t(words.weight), values: places },
        { name: t(words.count), values: heights },
      ]}
    >
      <Plane
        title={t(words.weightsTitle)}
        x={[-1.05 * most, 1.05 * most]}
        y={[-0.08 * tall, 1.05 * tall]}
        height={220}
        draw={draw}
      />
      <p class="part-caption quant-said">
        {t(words.gridSaid, {
          step: say(step),
          worst: say(worst),
          half: say(step / 2),
          db: formatNumber(decibels(squaresOf(floats, values)) ?? 0, locale.value, 3),
          used: formatInteger(places.length, locale.value),
          all: formatInteger(2 * levelsOf(bits) + 1, locale.value),
        })}
      </p>
    </Figure>
  );
}

/** Weights in bins, and how many go to each place of the grid. */
function gridOf(node: FloatProduct, bits: number, scheme: Scheme, channel: number) {
  const matrix = floatMatrix(node);
  const outputs = node.bias.length;
  const taps = matrix.length / outputs;
  const { values: all, steps } = onGrid(matrix, outputs, bits, scheme);
  const part = <A extends Float32Array>(from: A) =>
    channel < 0 ? from : from.subarray(channel * taps, (channel + 1) * taps);
  const [floats, values] = [part(matrix), part(all)];
  const most = floats.reduce((so, w) => Math.max(so, Math.abs(w)), 1e-9);
  const counts = new Float64Array(BINS);
  for (const w of floats) counts[Math.min(BINS - 1, Math.floor(((w / most + 1) / 2) * BINS))]++;
  const reached = new Map<number, number>();
  for (const w of values) reached.set(w, (reached.get(w) ?? 0) + 1);
  const places = Float64Array.from([...reached.keys()].sort((a, b) => a - b));
  const heights = places.map((place) => reached.get(place) ?? 0);
  return { floats, values, step: Math.max(...(channel < 0 ? steps : [steps[channel]])), most, counts, places, heights };
}

function drawGrid(
  { context, px, py, height, color }: PlotContext,
  most: number,
  counts: Float64Array,
  places: Float64Array,
  heights: Float64Array,
): void {
  const base = py(0);
  context.fillStyle = color("var(--ink-soft)");
  context.globalAlpha = 0.35;
  for (const [b, count] of counts.entries()) {
    const [from, to] = [b, b + 1].map((edge) => px(((2 * edge) / BINS - 1) * most));
    context.fillRect(from, py(count), to - from - 0.5, base - py(count));
  }
  context.globalAlpha = 1;
  // Many places of a grid per channel would cover each other.
  const thick = Math.max(1, Math.min(4, 300 / places.length));
  context.fillStyle = color("var(--series-1)");
  context.globalAlpha = places.length > 400 ? 0.4 : 1;
  for (const [i, place] of places.entries())
    context.fillRect(px(place) - thick / 2, py(heights[i]), thick, base - py(heights[i]));
  context.globalAlpha = 1;
  context.fillStyle = color("var(--ink)");
  context.fillRect(0, base, px(1.05 * most), 1);
  context.font = "12px sans-serif";
  context.textAlign = "center";
  for (const value of [-most, 0, most])
    context.fillText(
      formatNumber(value, locale.value, 2),
      Math.min(Math.max(px(value), 18), px(1.05 * most) - 18),
      height - 3,
    );
}
