import { array } from "../../../../shared/arrays.ts";
import { unscaled } from "../../../../shared/labs/generative/points/plane.ts";
import type { RowSamples } from "../../../../shared/labs/generative/points/samples.ts";
import { t } from "../../../i18n/locale.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { words as points } from "../points/words.ts";
import type { Moment } from "./moment.ts";
import { words } from "./words.ts";

interface WayOfPicturesProps extends Moment {
  readonly samples: RowSamples;
  readonly shape: PictureShape;
}

/** Pictures under the noise that is left, beside those that the net takes them for. */
export function WayOfPictures({ samples, shape, now, clean }: WayOfPicturesProps) {
  const { columns, scaling } = samples;
  const figures = [
    { title: t(words.back), note: t(words.noisedNote), rows: now },
    { title: t(words.predicted), note: t(words.predictedNote), rows: clean },
  ];
  return (
    <div class="part-pair">
      {figures.map(({ title, note, rows }) =>
        rows ? (
          <PictureRows
            key={title}
            title={title}
            note={note}
            rows={array(unscaled(rows, scaling), [rows.length / columns, columns])}
            rowName={(row) => t(points.picture, { index: row + 1 })}
            shape={shape}
            range={[0, 1]}
            columns={8}
          />
        ) : null,
      )}
    </div>
  );
}
