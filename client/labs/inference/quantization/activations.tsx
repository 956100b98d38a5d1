import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { clippingOf, quantisedValues } from "../../../../shared/labs/inference/quantization/clipping.ts";
import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { optionsOf } from "../../../../shared/labs/inference/quantization/formats.ts";
import { rangeOf } from "../../../../shared/quant/float/calibrate.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber, formatPercent, formatSignificant } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { type KnownProps, LaterCaption, pictureView } from "../../parts/picture-net.tsx";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { formatName, net, type QuantizationProps, useFloatGraph, useNetAnswer, valueName } from "./state.ts";
import { words as tabs } from "./tab-words.ts";
import { words } from "./words.ts";

interface Ends {
  readonly low: number;
  readonly high: number;
}

/** What calibration saw of a value, and the range of its codes, which the hand may move. */
function Activations(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const { fold, experiment } = props;
  const { params } = experiment;
  const float = useFloatGraph(props);
  const seen = fold.output("seen");
  // What comes of the first layer: the input has the same range for every picture.
  const at = useSignal(1);
  const moved = useSignal<{ readonly value: string; readonly ends: Ends } | null>(null);
  const values = useMemo(() => (float ? quantisedValues(float) : []), [float]);
  const chosen = values[Math.min(at.value, values.length - 1)];
  const sorted = chosen && (seen?.[`seen.${chosen.name}`]?.values as Float32Array | undefined);
  const calibrated = useMemo(
    () => sorted && rangeOf(sorted, optionsOf(params, params.format).calibration ?? { kind: "min-max" }, chosen.top),
    [sorted, params.calibration, params.clipped],
  );
  const isMoved = moved.value !== null && moved.value.value === chosen?.name;
  const ends = isMoved && moved.value ? moved.value.ends : calibrated;
  const asked = chosen && ends ? { value: chosen.name, ...ends } : undefined;
  const { answer, waiting } = useNetAnswer(props, "askClipped", asked ? JSON.stringify(asked) : null, asked ?? {});
  if (!float || !sorted || !ends || !chosen) return <LaterCaption {...props} />;
  const [least, most] = [Math.min(0, sorted[0]), Math.max(1e-6, sorted[sorted.length - 1])];
  const move = (next: Partial<Ends>) => {
    const low = Math.min(0, Math.max(least, next.low ?? ends.low));
    const high = Math.max(0, Math.min(most, next.high ?? ends.high));
    // Codes need some room.
    if (high - low < (most - least) / 500) return;
    moved.value = { value: chosen.name, ends: { low, high } };
  };
  const accuracy = answer?.accuracy.values[0];
  const say = (value: number) => formatNumber(value, locale.value, 3);
  return (
    <section class="part-stack">
      <div class="part-controls" data-act="clip">
        <Select
          label={t(tabs.value)}
          names={values.map(({ name }) => valueName(float, name))}
          value={Math.min(at.value, values.length - 1)}
          onChoose={(index) => {
            at.value = index;
            moved.value = null;
          }}
        />
        {least < 0 && (
          <Slider
            label={t(tabs.low)}
            min={least}
            max={0}
            step={-least / 200}
            value={ends.low}
            said={say(ends.low)}
            onMove={(low) => move({ low })}
          />
        )}
        <Slider
          label={t(tabs.high)}
          max={most}
          step={most / 200}
          value={ends.high}
          said={say(ends.high)}
          onMove={(high) => move({ high })}
        />
        <button type="button" disabled={!isMoved} onClick={() => (moved.value = null)}>
          {t(tabs.asCalibrated)}
        </button>
      </div>
      <Seen
        sorted={sorted}
        ends={ends}
        top={chosen.top}
        bounds={[least, most]}
        onPoint={(x) => move(Math.abs(x - ends.low) < Math.abs(x - ends.high) && least < 0 ? { low: x } : { high: x })}
      />
      <p class="part-caption" role="status">
        {accuracy === undefined || waiting
          ? t(words.asking)
          : t(tabs.clippedAccuracy, {
              format: formatName(params.format),
              accuracy: formatPercent(accuracy, locale.value),
            })}
      </p>
    </section>
  );
}

export const ActivationsView = pictureView(net, Activations);

interface SeenProps {
  readonly sorted: Float32Array;
  readonly ends: Ends;
  readonly top: number;
  readonly bounds: readonly [number, number];
  onPoint(x: number): void;
}

const BINS = 64;

function Seen({ sorted, ends, top, bounds, onPoint }: SeenProps) {
  const [least, most] = bounds;
  const counts = useMemo(() => {
    const bins = new Float64Array(BINS);
    for (const x of sorted) bins[Math.min(BINS - 1, Math.floor(((x - least) / (most - least)) * BINS))]++;
    return bins;
  }, [sorted, least, most]);
  const { step, share, error, tail } = clippingOf(sorted, ends, top);
  const say = (value: number) => formatSignificant(value, locale.value);
  const room = 0.03 * (most - least);
  // Most numbers of a rectifier are zero: by their counts nothing else would be seen.
  const tall = Math.sqrt(Math.max(...counts));
  return (
    <Figure
      title={t(tabs.activationsTitle)}
      note={t(tabs.activationsNote)}
      columns={() => [{ name: t(tabs.seen), values: sorted }]}
    >
      <Plane
        title={t(tabs.activationsTitle)}
        x={[least - room, most + room]}
        y={[-0.1 * tall, 1.05 * tall]}
        height={220}
        draw={(pen) => drawSeen(pen, counts, bounds, ends)}
        onPoint={onPoint}
      />
      <p class="part-caption quant-said">
        {t(tabs.clippedSaid, {
          step: say(step),
          share: formatPercent(share, locale.value),
          error: say(error),
          tail: formatPercent(error > 0 ? tail / error : 0, locale.value),
        })}
      </p>
    </Figure>
  );
}

function drawSeen(
  { context, px, py, width, height, color }: PlotContext,
  counts: Float64Array,
  [least, most]: readonly [number, number],
  { low, high }: Ends,
): void {
  const base = py(0);
  for (const [b, count] of counts.entries()) {
    const [from, to] = [b, b + 1].map((edge) => least + (edge / BINS) * (most - least));
    const isClipped = to <= low || from >= high;
    context.fillStyle = color(isClipped ? "var(--series-1)" : "var(--series-0)");
    context.fillRect(px(from), py(Math.sqrt(count)), px(to) - px(from) - 0.5, base - py(Math.sqrt(count)));
  }
  context.fillStyle = color("var(--series-1)");
  context.globalAlpha = 0.12;
  context.fillRect(0, 0, px(low), base);
  context.fillRect(px(high), 0, width - px(high), base);
  context.globalAlpha = 1;
  context.fillStyle = color("var(--ink)");
  context.fillRect(0, base, width, 1);
  for (const end of [low, high]) {
    context.fillRect(px(end) - 1, 0, 2, base);
    context.fillRect(px(end) - 4, base / 2 - 12, 8, 24);
  }
  context.font = "12px sans-serif";
  context.textAlign = "center";
  for (const value of new Set([least, 0, most]))
    context.fillText(formatNumber(value, locale.value, 2), Math.min(Math.max(px(value), 18), width - 18), height - 4);
}
