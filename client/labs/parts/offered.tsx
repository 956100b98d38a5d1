import type { NDArray } from "../../../shared/arrays.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import type { PictureShape } from "../../views/pixels.ts";

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
