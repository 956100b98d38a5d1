import type { ComponentChildren } from "preact";
import type { NDArray } from "../../../shared/arrays.ts";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { ImageGrid } from "../../views/image-grid.tsx";
import type { PictureShape } from "../../views/pixels.ts";
import { columnsAsRows, evenedRows, namedRows } from "./matrix.ts";
import { scaleFor } from "./picture-rows.tsx";
import { words } from "./picture-words.ts";
import "./picture-net.css";

/** CSS pixels of a picture. */
const SIDE = 56;

interface LevelProps {
  readonly title: string;
  readonly note: string;
  readonly text: string;
  /** units × height × width × channels: what excites each unit most, values from 0 to 1. */
  readonly maximised: NDArray;
  /** Units that are shown. */
  readonly count: number;
  /** Filters as they are, side × side × channels × units. */
  readonly weights?: NDArray | undefined;
  /** Patches of the data, of the size of the pictures: the first of each shown unit, then the second ones, … */
  readonly patches?: Float32Array | undefined;
}

/** A layer of a net by what its first units look for. */
export function Level({ title, note, text, maximised, count, weights, patches }: LevelProps) {
  const shape = shapeOf(maximised.shape);
  const area = rowsOf(maximised).shape[1];
  const scale = scaleFor(shape, SIDE);
  const grid = { columns: count, gap: 4, maxScale: scale };
  const pictures = { shape, range: [0, 1], ...grid } as const;
  return (
    <Figure title={title} note={note} columns={() => namedRows(rowsOf(maximised), nameOf)}>
      <p class="part-caption">{text}</p>
      {weights && (
        <Row label={t(words.weightsRow)}>
          <ImageGrid title={t(words.weightsRow)} {...filterPictures(weights)} count={count} {...grid} />
        </Row>
      )}
      <Row label={t(words.maximisedRow)}>
        <ImageGrid title={t(words.maximisedRow)} values={maximised.values} count={count} {...pictures} />
      </Row>
      {patches && (
        <Row label={t(words.patchesRow)}>
          <ImageGrid title={t(words.patchesRow)} values={patches} count={patches.length / area} {...pictures} />
        </Row>
      )}
    </Figure>
  );
}

interface ClassPicturesProps {
  readonly title: string;
  readonly text: string;
  readonly names: readonly string[];
  /** classes × height × width × channels, values from 0 to 1. */
  readonly pictures: NDArray;
}

/** What a net would most like to see of each class. */
export function ClassPictures({ title, text, names, pictures }: ClassPicturesProps) {
  const [count] = pictures.shape;
  return (
    <Figure
      title={title}
      note={names.slice(0, count).join(" · ")}
      columns={() => namedRows(rowsOf(pictures), (k) => names[k])}
    >
      <p class="part-caption">{text}</p>
      <ImageGrid
        title={title}
        values={pictures.values}
        count={count}
        shape={shapeOf(pictures.shape)}
        range={[0, 1]}
        gap={6}
        maxScale={count <= 3 ? 4 : 2}
      />
    </Figure>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="net-row">
      <span class="part-caption">{label}</span>
      <div class="part-framed">{children}</div>
    </div>
  );
}

const nameOf = (unit: number) => t(words.filterMap, { index: unit + 1 });

const shapeOf = ([, height, width, channels]: readonly number[]): PictureShape => ({
  width,
  height,
  channels: channels === 3 ? 3 : 1,
});

const rowsOf = ({ shape: [units, ...rest], values }: NDArray): NDArray => ({
  shape: [units, rest.reduce((size, extent) => size * extent, 1)],
  values,
});

/** Filters, each on its own scale; zero in the middle: grey in colour, white in the signed map. */
function filterPictures({ shape: [height, width, channels, filters], values }: NDArray) {
  const rows = columnsAsRows({ shape: [height * width * channels, filters], values }, filters);
  const shape = shapeOf([filters, height, width, channels]);
  const own = { values: evenedRows(rows).values, shape, range: [-1, 1] } as const;
  return channels === 3 ? own : { ...own, map: "diverging" as const };
}
