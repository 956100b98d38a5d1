import { useMemo } from "preact/hooks";
import { CLASS_NAMES, isEnough, pointsOf, toCsv } from "../../parts/drawn-points.ts";
import { emptyPad, PointDrawing } from "../../parts/point-drawing.tsx";
import type { MlpProps } from "./state.ts";
import { words } from "./words.ts";

const pad = emptyPad();

/** A pad to draw points of classes on, which become the data of the experiment. */
export function DrawView({ data, attach }: MlpProps) {
  const from = useMemo(() => pointsOf(data), [data]);
  return (
    <PointDrawing
      pad={pad}
      classes={CLASS_NAMES.slice(0, 4)}
      from={from}
      note={words.drawNote}
      tooFew={words.tooFew}
      isEnough={isEnough}
      toCsv={toCsv}
      {...(attach && { attach })}
    />
  );
}
