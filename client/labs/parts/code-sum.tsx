import type { Signal } from "@preact/signals";
import type { NDArray } from "../../../shared/arrays.ts";
import type { PictureShape } from "../../views/pixels.ts";
import { PictureRows, scaleFor } from "./picture-rows.tsx";
import { Select } from "./select.tsx";

interface CodeSumProps {
  readonly title: string;
  readonly note: string;
  /** What the codes that `combined` gives decode to: a, b, c and a − b + c. */
  readonly rows: NDArray;
  readonly shape: PictureShape;
  /** What each term may be, and which of them it is. */
  readonly names: readonly string[];
  readonly chosen: Signal<readonly number[]>;
}

const TERMS = ["a", "b", "c"] as const;
/** CSS pixels of a picture. */
const SIDE = 140;

/** Codes added and subtracted, and what comes of it. */
export function CodeSum({ title, note, rows, shape, names, chosen }: CodeSumProps) {
  return (
    <PictureRows
      title={title}
      note={note}
      rows={rows}
      rowName={(n) => TERMS[n] ?? "a − b + c"}
      shape={shape}
      columns={4}
      gap={12}
      {...(shape.height > 1 ? { range: [0, 1] as const } : { map: "diverging" as const })}
      maxScale={scaleFor(shape, SIDE)}
      above={
        <div class="part-controls" data-act="terms">
          {TERMS.map((label, at) => (
            <Select
              key={label}
              label={label}
              names={names}
              value={Math.min(chosen.value[at], names.length - 1)}
              onChoose={(k) => (chosen.value = chosen.value.map((own, i) => (i === at ? k : own)))}
            />
          ))}
        </div>
      }
    />
  );
}
