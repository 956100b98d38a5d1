import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { decodeGaps, encodeGaps, GAP_CELLS } from "../../../../shared/labs/factors/sparse-coding/gaps.ts";
import { t } from "../../../i18n/locale.ts";
import { type BrushPicture, blank } from "../../../views/brush.ts";
import { DrawPad } from "../../../views/draw-pad.tsx";
import type { SparseCodingProps } from "./state.ts";
import { words } from "./words.ts";

/** Paint over parts of the picture; they become a parameter of the experiment. */
export function GapsView({ data, experiment, propose }: SparseCodingProps) {
  const picture = (experiment.params.picture ?? 1) - 1;
  const under = useMemo(() => data && cellsOf(data, picture), [data, picture]);
  const drawn = useSignal<BrushPicture>(fromParams(experiment.params.drawn));
  if (!under) return <p class="part-caption">{t(words.needsPictures)}</p>;
  const cells = drawn.value.values.map((value) => (value >= 0.5 ? 1 : 0));
  const use = () => {
    propose({ goal: "inpaint", gaps: "drawn", drawn: encodeGaps(cells) });
  };
  return (
    <div class="part-stack">
      <p class="part-caption">{t(words.gapsNote)}</p>
      <button type="button" disabled={!cells.includes(1)} onClick={use}>
        {t(words.useGaps)}
      </button>
      <DrawPad
        title={t(words.strike)}
        picture={drawn.value}
        under={under}
        onChange={(next) => (drawn.value = next)}
        radius={1.2}
        size={384}
      />
    </div>
  );
}

function fromParams(drawn = ""): BrushPicture {
  try {
    return { ...blank(GAP_CELLS, GAP_CELLS), values: Float32Array.from(decodeGaps(drawn)) };
  } catch {
    return blank(GAP_CELLS, GAP_CELLS);
  }
}

/** The pixel in the middle of each cell, as grey in [0, 1]. */
function cellsOf(data: Table, picture: number): BrushPicture | null {
  const { image, values, columns } = data;
  if (!image || image.height === 1 || picture >= data.rows) return null;
  const { width, height, channels } = image;
  const [low, high] = values instanceof Uint8Array ? [0, 255] : [0, 1];
  const grey = Float32Array.from({ length: GAP_CELLS * GAP_CELLS }, (_, cell) => {
    const x = Math.floor((((cell % GAP_CELLS) + 0.5) * width) / GAP_CELLS);
    const y = Math.floor(((Math.floor(cell / GAP_CELLS) + 0.5) * height) / GAP_CELLS);
    const at = picture * columns + (y * width + x) * channels;
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += values[at + c];
    return (sum / channels - low) / (high - low);
  });
  return { width: GAP_CELLS, height: GAP_CELLS, values: grey };
}
