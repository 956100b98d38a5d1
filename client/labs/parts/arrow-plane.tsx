import type { ComponentChildren } from "preact";
import type { NDArray, TypedArray } from "../../../shared/arrays.ts";
import { drawArrows, drawCloud, drawPaths } from "../../views/arrows.ts";
import { Figure, type FigureProps } from "../../views/figure.tsx";
import { Plane, type PlotContext } from "../../views/plane.tsx";
import { namedColumns } from "./matrix.ts";
import "./parts.css";
import "./arrow-plane.css";

export interface ArrowField {
  /** In the saved table. */
  readonly name: string;
  /** At the nodes of the grid, nodes × 2. */
  readonly values: TypedArray;
  readonly color: string;
  readonly width: number;
  readonly isDrawn: boolean;
}

interface ArrowPlaneProps extends Pick<FigureProps, "controls"> {
  readonly title: string;
  readonly note: string;
  /** What a press does. */
  readonly press: string;
  /** Nodes of a square grid, `across` on a side, row by row from the bottom. */
  readonly grid: NDArray;
  readonly across: number;
  /** A cloud behind the arrows: x, y, x, y, … */
  readonly points: ArrayLike<number>;
  /** The first lies over the others. */
  readonly fields: readonly ArrowField[];
  /** Steps × walkers × 2. */
  readonly path: NDArray | undefined;
  onPoint(x: number, y: number): void;
  /** Beside the plane. */
  readonly children: ComponentChildren;
}

const AXES = ["x", "y"];

/** Fields of arrows over a square of the plane, and the ways that walkers went there. */
export function ArrowPlane({ title, note, press, controls, grid, across, fields, children, ...rest }: ArrowPlaneProps) {
  const { points, path, onPoint } = rest;
  const [low, high] = [grid.values.subarray(0, 2), grid.values.subarray(-2)];
  const draw = (pen: PlotContext) => {
    drawCloud(pen, points);
    for (const field of [...fields].reverse())
      if (field.isDrawn) drawArrows(pen, grid.values, field.values, across, field);
    if (path) drawPaths(pen, path);
  };
  return (
    <Figure
      title={title}
      note={note}
      controls={controls}
      columns={() => [
        ...namedColumns(grid, (c) => AXES[c]),
        ...fields.flatMap(({ name, values }) => namedColumns({ ...grid, values }, (c) => `${name} ${AXES[c]}`)),
      ]}
    >
      <div class="part-arrows">
        <div class="part-arrows-plane">
          <Plane
            title={`${title}. ${press}`}
            x={[low[0], high[0]]}
            y={[low[1], high[1]]}
            draw={draw}
            onPoint={onPoint}
          />
        </div>
        <section class="part-stack">
          <p class="part-caption">{press}</p>
          {children}
        </section>
      </div>
    </Figure>
  );
}
