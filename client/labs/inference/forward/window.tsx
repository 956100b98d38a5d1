import type { Operation } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import type { Stage } from "../../../../shared/labs/nets/chain/stages.ts";
import type { Trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { t } from "../../../i18n/locale.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { lookOf } from "./draw.ts";
import { words } from "./words.ts";

/** Channels whose windows are drawn. */
const SHOWN = 8;
/** CSS pixels of a number. */
const SCALE = 11;

interface WindowProps {
  readonly run: Trace;
  readonly stage: Stage;
  /** Of the number: row, column, filter. */
  readonly place: readonly [number, number, number];
  readonly sum: Extract<Operation, { kind: "sum" }>;
  readonly before: readonly number[];
}

/** What the filter lies on, channel by channel, and the filter itself: number by number these are multiplied. */
export function Window({ run, stage, place: [row, column, filter], sum, before }: WindowProps) {
  const { layer } = stage;
  if (layer.kind !== "convolution") return null;
  const [height, width] = layer.kernel;
  const channels = before[2];
  const shown = Math.min(SHOWN, channels);
  const area = height * width;
  const patch = new Float32Array(shown * area);
  const kernel = new Float32Array(shown * area);
  const weights = run.weights[`${layer.name}.weights`].values;
  for (let c = 0; c < shown; c++)
    for (let k = 0; k < area; k++) kernel[c * area + k] = Number(weights[(k * channels + c) * layer.filters + filter]);
  // Terms know their weight's place, and so their own within the window; what lies outside the picture stays 0.
  for (const { at, value } of sum.terms) {
    const tap = Math.floor(at / layer.filters);
    const c = tap % channels;
    if (c < shown) patch[c * area + Math.floor(tap / channels)] = value;
  }
  const shape = { width, height };
  const style = { inlineSize: `${shown * (SCALE * width + 4)}px` };
  return (
    <div class="forward-window" key={`${row} ${column}`}>
      <figure style={style}>
        <figcaption>{t(words.window)}</figcaption>
        <ImageGrid
          title={t(words.window)}
          values={patch}
          count={shown}
          shape={shape}
          maxScale={SCALE}
          {...lookOf(patch)}
        />
      </figure>
      <span aria-hidden="true">×</span>
      <figure style={style}>
        <figcaption>{t(words.kernel)}</figcaption>
        <ImageGrid
          title={t(words.kernel)}
          values={kernel}
          count={shown}
          shape={shape}
          map="diverging"
          maxScale={SCALE}
        />
      </figure>
      {shown < channels && <p class="part-caption">{t(words.channelsCut, { shown, count: channels })}</p>}
    </div>
  );
}
