import type { Signal } from "@preact/signals";
import type { NDArray } from "../../../shared/arrays.ts";
import { t } from "../../i18n/locale.ts";
import type { PictureShape } from "../../views/pixels.ts";
import { PictureRows } from "./picture-rows.tsx";
import { type Axes, AxisSelects } from "./select.tsx";
import { words } from "./words.ts";

interface CodePlaneProps {
  readonly title: string;
  readonly note: string;
  /** Pictures of the codes that `planeCodes` gives, `side` × `side` or a single line. */
  readonly rows: NDArray;
  readonly side: number;
  readonly shape: PictureShape;
  /** The numbers of a code, and which two the axes are. */
  readonly names: readonly string[];
  readonly axes: Signal<Axes>;
}

/** CSS pixels of the whole. */
const EXTENT = 640;

/** The plane of two numbers of a code as a sheet of pictures. */
export function CodePlane({ title, note, rows, side, shape, names, axes }: CodePlaneProps) {
  return (
    <PictureRows
      title={title}
      note={note}
      rows={rows}
      rowName={(n) => `${t(words.row)} ${n + 1}`}
      shape={shape}
      range={[0, 1]}
      columns={side}
      gap={0}
      maxScale={Math.max(1, Math.floor(EXTENT / side / shape.width))}
      above={
        names.length > 2 && (
          <div class="part-controls">
            <AxisSelects names={names} axes={axes} />
          </div>
        )
      }
    />
  );
}
