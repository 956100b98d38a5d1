import type { NDArray } from "../../../shared/arrays.ts";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { ImageGrid } from "../../views/image-grid.tsx";
import type { PictureShape } from "../../views/pixels.ts";
import { useSize } from "../../views/size.ts";
import { namedRows } from "./matrix.ts";
import { words } from "./words.ts";
import "./parts.css";

interface ComparedProps {
  readonly title: string;
  readonly note: string;
  /** Those that are not there yet leave their place empty; the first one is. */
  readonly rows: readonly { readonly label: string; readonly rows: NDArray | undefined }[];
  readonly shape: PictureShape;
  /** Every picture, made smaller where they do not fit; else as many as fit. */
  readonly all?: boolean;
}

/** CSS pixels on a side of a picture, and between pictures. */
const side = 84;
const gap = 3;

/** One column per picture, one row for each of its versions; as many pictures as fit. */
export function Compared({ title, note, rows, shape, all = false }: ComparedProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const isRow = shape.height === 1;
  const width = size.value[0];
  const scale = Math.max(1, Math.floor((width < 500 ? 0.7 : 1) * (side / Math.max(shape.width, shape.height))));
  const most = isRow ? 6 : Math.max(1, Math.floor((width + gap) / (scale * shape.width + gap)));
  const known = rows.flatMap(({ label, rows: all }) => (all ? [{ label, all }] : []));
  const count = Math.min(all ? Number.POSITIVE_INFINITY : most, ...known.map(({ all }) => all.shape[0]));
  return (
    <Figure
      title={title}
      note={note}
      columns={() => known.flatMap(({ label, all }) => namedRows(all, (n) => `${label}, ${t(words.row)} ${n + 1}`))}
    >
      <div class="part-compared">
        <div class="part-compared-names">
          {rows.map(({ label }) => (
            <span key={label}>{label}</span>
          ))}
        </div>
        <div ref={box}>
          <ImageGrid
            title={`${title}: ${rows.map(({ label }) => label).join(", ")}`}
            values={stacked(
              rows.map((row) => row.rows),
              count,
            )}
            count={rows.length * count}
            shape={shape}
            columns={isRow ? 1 : count}
            gap={gap}
            maxScale={isRow ? 16 : scale}
            {...(isRow ? { map: "viridis" as const } : { range: [0, 1] as const })}
          />
        </div>
      </div>
    </Figure>
  );
}

/** The first `count` rows of each, one after the other; of those that are not there, nothing is drawn. */
function stacked(all: readonly (NDArray | undefined)[], count: number): Float32Array {
  const width = all.find((rows) => rows)?.shape[1] ?? 0;
  const out = new Float32Array(all.length * count * width).fill(Number.NaN);
  for (const [k, rows] of all.entries()) if (rows) out.set(rows.values.subarray(0, count * width), k * count * width);
  return out;
}
