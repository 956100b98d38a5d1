/** A sample as the nets have it. */
import type { Table } from "../../../data/table.ts";

export interface RowShape {
  readonly columns: number;
  /** Pixels are from 0 to 1: the generator ends in a sigmoid. */
  readonly pictures: boolean;
  readonly image?: { readonly height: number; readonly width: number; readonly channels: number };
}

/** Of what the nets are made for. */
export const rowOf = ({ columns, image }: Pick<Table, "columns" | "image">): RowShape => ({
  columns,
  pictures: image !== undefined,
  ...(image && { image: { height: image.height, width: image.width, channels: image.channels } }),
});
