import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { kept, type Layer, layersIn, layerTitle, type PruningProps, percent } from "./state.ts";
import { words } from "./words.ts";

/** Units of the first layer that are drawn as pictures, and kernels of others; how many side by side. */
const UNITS = 24;
const UNITS_ACROSS = 6;
const KERNELS = 96;
const KERNELS_ACROSS = 24;

type MasksProps = PruningProps & {
  readonly dense: Arrays;
  readonly shown: Arrays;
};

/** The layers with what is left of them: a weight that was pruned is blank. */
export function Masks({ dense, shown, data, locale }: MasksProps) {
  const before = useMemo(() => layersIn(dense), [dense]);
  const layers = layersIn(shown);
  return (
    <div class="pruning-masks">
      {layers.map((layer, l) => (
        <LayerMask
          key={layer.name}
          title={layerTitle(layer, l)}
          note={t(words.layerNote, { share: percent(kept(layer) / layer.weights.length, locale) })}
          layer={layer}
          // The colours of a weight stay the same while others fall.
          range={spanOf(before[l] ?? layer)}
          image={l === 0 ? data?.image : undefined}
        />
      ))}
    </div>
  );
}

function spanOf({ weights }: Layer): readonly [number, number] {
  let square = 0;
  for (const weight of weights) square += weight * weight;
  const most = 3 * Math.sqrt(square / weights.length) || 1;
  return [-most, most];
}

interface LayerMaskProps {
  readonly title: string;
  readonly note: string;
  readonly layer: Layer;
  readonly range: readonly [number, number];
  readonly image: { readonly width: number; readonly height: number; readonly channels: number } | undefined;
}

function LayerMask({ title, note, layer, range, image }: LayerMaskProps) {
  const { values, count, shape, columns } = picturesOf(layer, image);
  return (
    <Figure title={title} note={note}>
      <ImageGrid
        title={title}
        values={values}
        count={count}
        shape={shape}
        map="diverging"
        range={range}
        maxScale={count === 1 ? 4 : columns === UNITS_ACROSS ? 2 : 8}
        gap={count === 1 ? 0 : 3}
        {...(count > 1 && { columns })}
      />
    </Figure>
  );
}

/** Units over pictures as pictures, filters as small ones, other matrices as they are with the longer side across. */
function picturesOf({ weights, taps, outputs, shape }: Layer, image: LayerMaskProps["image"]) {
  if (image && image.channels === 1 && shape.length === 2 && taps === image.width * image.height) {
    const count = Math.min(UNITS, outputs);
    const values = new Float32Array(count * taps);
    for (let o = 0; o < count; o++)
      for (let tap = 0; tap < taps; tap++) values[o * taps + tap] = weights[tap * outputs + o];
    return { values, count, shape: { width: image.width, height: image.height }, columns: UNITS_ACROSS };
  }
  if (shape.length === 4) {
    const [height, width, channels] = shape;
    // All channels of a filter come one after another.
    const columns = Math.min(KERNELS_ACROSS, channels * outputs);
    const count = Math.min(KERNELS, channels * outputs - ((channels * outputs) % columns));
    const size = height * width;
    const values = new Float32Array(count * size);
    for (let f = 0; f < count; f++)
      for (let p = 0; p < size; p++)
        values[f * size + p] = weights[(p * channels + (f % channels)) * outputs + Math.floor(f / channels)];
    return { values, count, shape: { width, height }, columns };
  }
  const isTall = taps > outputs;
  const [width, height] = isTall ? [taps, outputs] : [outputs, taps];
  const values = new Float32Array(width * height);
  for (let tap = 0; tap < taps; tap++)
    for (let o = 0; o < outputs; o++) values[isTall ? o * taps + tap : tap * outputs + o] = weights[tap * outputs + o];
  return { values, count: 1, shape: { width, height }, columns: 1 };
}
