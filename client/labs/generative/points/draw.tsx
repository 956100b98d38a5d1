import { useMemo } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import { cloudCsv, cloudOf, isCloud } from "../../parts/drawn-points.ts";
import { emptyPad, PointDrawing } from "../../parts/point-drawing.tsx";
import type { View, ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** Of all labs of the family: what was drawn for one may be learnt by another. */
const pad = emptyPad();

/** A pad to draw points of a density on, which become the data of the experiment. */
function DrawView({ data, attach }: ViewProps) {
  const from = useMemo(() => cloudOf(data), [data]);
  return (
    <PointDrawing
      pad={pad}
      classes={["A"]}
      from={from}
      note={words.drawNote}
      tooFew={words.tooFewPoints}
      isEnough={isCloud}
      toCsv={cloudCsv}
      {...(attach && { attach })}
    />
  );
}

/** The view as labs of points name it. */
export const drawView = {
  id: "draw",
  title: words.draw,
  component: DrawView,
  shows: (_: unknown, __?: unknown, data?: Table | null) => !data?.image,
} as const satisfies View<unknown>;
