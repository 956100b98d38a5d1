import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { Chart, type Mark } from "../../views/chart.tsx";
import { type Axes, AxisSelects, axesWithin } from "../parts/select.tsx";
import "../parts/parts.css";

interface AxisChartProps {
  readonly title: string;
  readonly note: string;
  /** Of the numbers that may go along an axis, at least one. */
  readonly names: readonly string[];
  readonly height: number;
  /** Beside the title. */
  readonly controls?: ComponentChildren;
  /** What is drawn with these numbers across and upright; upright is null where there is but one number. */
  marks(across: number, upright: number | null): readonly Mark[];
  /** Beside the choice of the axes. */
  readonly children?: ComponentChildren;
}

/** A chart in the plane of two of several numbers. */
export function AxisChart({ title, note, names, height, controls, marks, children }: AxisChartProps) {
  const axes = useSignal<Axes>([0, 1]);
  const [x, y] = axesWithin(axes.value, names.length);
  const upright = names.length > 1 ? y : null;
  return (
    <>
      <div class="part-controls">
        <AxisSelects names={names} axes={axes} />
        {children}
      </div>
      <Chart
        title={title}
        note={note}
        controls={controls}
        x={{ label: names[x] }}
        y={{ label: upright === null ? "" : names[upright] }}
        height={height}
        marks={marks(x, upright)}
      />
    </>
  );
}
