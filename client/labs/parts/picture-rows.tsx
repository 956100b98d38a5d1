import type { ComponentChildren } from "preact";
import type { NDArray } from "../../../shared/arrays.ts";
import { Figure, type FigureProps } from "../../views/figure.tsx";
import { ImageGrid, type ImageGridProps } from "../../views/image-grid.tsx";
import type { PictureShape } from "../../views/pixels.ts";
import { namedRows } from "./matrix.ts";
import "./parts.css";

interface PictureRowsProps
  extends Omit<ImageGridProps, "values" | "count">,
    Omit<FigureProps, "columns" | "name" | "children"> {
  /** One picture per row. */
  readonly rows: NDArray;
  /** What a row is called in the saved table. */
  rowName(row: number): string;
  /** White pictures: they must not blend into a white page. */
  readonly framed?: boolean;
  /** How rows without height are laid out; default: well apart. */
  readonly lines?: Pick<ImageGridProps, "gap" | "height" | "maxScale">;
  /** Over the pictures. */
  readonly above?: ComponentChildren;
  /** Under them. */
  readonly children?: ComponentChildren;
}

/** The rows of a matrix as pictures in a figure; what has no height as lines of squares under each other. */
export function PictureRows({
  rows,
  rowName,
  framed,
  lines,
  note,
  controls,
  above,
  children,
  ...grid
}: PictureRowsProps) {
  const { title, shape, map, range } = grid;
  const layout =
    shape.height > 1
      ? grid
      : {
          title,
          shape,
          ...(map && { map }),
          ...(range && { range }),
          columns: 1,
          ...(lines ?? { gap: 2, maxScale: 12 }),
        };
  return (
    <Figure
      title={title}
      {...(note !== undefined && { note })}
      controls={controls}
      columns={() => namedRows(rows, rowName)}
    >
      {above}
      <div class={framed ? "part-framed" : undefined}>
        <ImageGrid {...layout} values={rows.values} count={rows.shape[0]} />
      </div>
      {children}
    </Figure>
  );
}

/** Scale of pictures that are to be about `size` CSS pixels wide and high, at least `least`. */
export function scaleFor(
  { width, height }: { readonly width: number; readonly height: number },
  size: number,
  least = 1,
) {
  return Math.max(least, Math.floor(size / Math.max(width, height)));
}

interface OfferedProps {
  readonly title: string;
  /** One picture per row. */
  readonly rows: NDArray;
  readonly shape: PictureShape;
  readonly chosen: number;
  /** Default: as many as fit. */
  readonly columns?: number;
  onChoose(row: number): void;
}

/** Small pictures, one of which is chosen. */
export function Offered({ title, rows, shape, chosen, columns, onChoose }: OfferedProps) {
  return (
    <ImageGrid
      title={title}
      values={rows.values}
      count={rows.shape[0]}
      shape={shape}
      range={[0, 1]}
      {...(columns !== undefined && { columns })}
      maxScale={2}
      gap={2}
      selected={chosen}
      onPick={onChoose}
    />
  );
}
