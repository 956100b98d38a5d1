import { useMemo } from "preact/hooks";
import { rowsAsFloats } from "../../../shared/labs/nets/rows.ts";
import { t } from "../../i18n/locale.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import type { Known } from "./picture-net.tsx";
import { words } from "./picture-words.ts";

const OFFERED = 12;

interface ChoiceProps {
  readonly known: Known;
  /** Null while something else is looked at. */
  readonly chosen: number | null;
  onPick(index: number): void;
}

/** Some held-out pictures, one of which is looked at. */
export function PictureChoice({ known: { samples, shape }, chosen, onPick }: ChoiceProps) {
  const count = Math.min(OFFERED, samples.test.length);
  const values = useMemo(() => rowsAsFloats(samples, samples.test.subarray(0, count)), [samples, count]);
  return (
    <div data-act="pick">
      <ImageGrid
        title={t(words.heldOutPictures)}
        values={values}
        count={count}
        shape={shape}
        range={[0, 1]}
        maxScale={1}
        gap={4}
        {...(chosen !== null && { selected: chosen })}
        onPick={onPick}
      />
    </div>
  );
}
