/** Pictures as models of rows have them: brought to a side of their own. */
import { fitted } from "../../../data/resize.ts";
import type { Table } from "../../../data/table.ts";

export type PictureShape = NonNullable<Table["image"]>;

/** Width and height of pictures whose longer side has so many pixels. */
export function sidesAt({ width, height }: PictureShape, side: number): readonly [width: number, height: number] {
  const longer = Math.max(width, height);
  const pixels = (own: number) => Math.max(1, Math.round((own * side) / longer));
  return [pixels(width), pixels(height)];
}

/** The pictures of a table at another size, as bytes: their longer side has so many pixels. */
export function picturesAt({ rows, columns, values }: Table, image: PictureShape, side: number) {
  const [width, height] = sidesAt(image, side);
  const bytes = values instanceof Uint8Array ? values : Uint8Array.from(values, (x) => Math.floor(255 * x + 0.5));
  const size = width * height * image.channels;
  const out = new Uint8Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const picture = { ...image, values: bytes.subarray(row * columns, (row + 1) * columns) };
    out.set(fitted(picture, width, height).values, row * size);
  }
  return { columns: size, values: out, image: { width, height, channels: image.channels } };
}

/** How many numbers a row has as a model of pictures of this side sees it. */
export function columnsAt({ columns, image }: Pick<Table, "columns" | "image">, side: number): number {
  if (!image) return columns;
  const [width, height] = sidesAt(image, side);
  return width * height * image.channels;
}
