import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import { t } from "../../../i18n/locale.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { dot } from "../../../views/strokes.ts";
import "./sampler.css";

interface SamplesProps {
  readonly card: GalleryCard;
  readonly samples: Exclude<Samples, { readonly kind: "texts" }>;
  readonly columns?: number;
  /** Of pictures of the usual size. */
  readonly maxScale?: number;
  readonly selected?: number | undefined;
  readonly onPick?: ((index: number) => void) | undefined;
}

/** Pixels on the longer side of pictures that `maxScale` is meant for: smaller ones are drawn as large. */
const USUAL = 28;

/** What a model drew. */
export function SamplesPicture({ card, samples, columns, maxScale = 3, selected, onPick }: SamplesProps) {
  const title = t(card.title);
  switch (samples.kind) {
    case "pictures": {
      const { count, width, height, channels, levels } = samples;
      return (
        <div class="sampler-pictures">
          <ImageGrid
            title={title}
            values={levels}
            count={count}
            shape={{ width, height, channels }}
            range={[0, 255]}
            maxScale={maxScale * Math.max(1, Math.round(USUAL / Math.max(width, height)))}
            {...(columns !== undefined && { columns })}
            {...(selected !== undefined && { selected })}
            {...(onPick && { onPick })}
          />
        </div>
      );
    }
    case "points":
      return (
        <PointsPicture
          title={title}
          values={samples.values}
          reach={card.gives.kind === "points" ? card.gives.reach : 1}
        />
      );
    default:
      return samples satisfies never;
  }
}

function PointsPicture({
  title,
  values,
  reach,
}: {
  readonly title: string;
  readonly values: Float64Array;
  readonly reach: number;
}) {
  const draw = ({ context, px, py, color }: PlotContext) => {
    context.fillStyle = color(roleColor("model"));
    for (let n = 0; n < values.length / 2; n++) dot(context, px(values[2 * n]), py(values[2 * n + 1]), 3);
  };
  return (
    <div class="sampler-plane">
      <Plane title={title} x={[-reach, reach]} y={[-reach, reach]} draw={draw} />
    </div>
  );
}
