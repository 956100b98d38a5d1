import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { rowsOf } from "../../parts/matrix.ts";
import { words as nets } from "../../parts/net-words.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { words } from "./words.ts";

/** Pictures that are shown of each kind. */
const SHOWN = 64;

interface SamplesPicturesProps {
  readonly shape: PictureShape;
  /** Rows of shares, those of the model perhaps not there yet. */
  readonly generated: NDArray | undefined;
  readonly real: NDArray | undefined;
  /** Whether those of the model are the last ones, of numbers that were not drawn before. */
  readonly isFinal: boolean;
}

/** Pictures of a model beside held-out ones. */
export function SamplesPictures({ shape, generated, real, isFinal }: SamplesPicturesProps) {
  const figures = [
    { title: t(words.generatedPictures), note: t(isFinal ? words.freshNoise : words.sameNoise), rows: generated },
    { title: t(words.dataPictures), note: "", rows: real },
  ];
  const common = {
    rowName: (row: number) => t(words.picture, { index: row + 1 }),
    shape,
    range: [0, 1] as const,
    columns: 8,
  };
  return (
    <div class="part-pair">
      {figures.map(({ title, note, rows }) =>
        rows ? (
          <PictureRows key={title} title={title} note={note} rows={rowsOf(rows, 0, SHOWN)} {...common} />
        ) : (
          <div key={title} class="part-expected">
            <p class="part-caption">{t(nets.notYet)}</p>
            {real && <PictureRows title={title} note={note} rows={rowsOf(real, 0, SHOWN)} {...common} />}
          </div>
        ),
      )}
    </div>
  );
}
