import type { Mark } from "../../shared/labs/card-scene.ts";
import { seriesColor } from "../views/palette.ts";

interface CardMarksProps {
  readonly marks: readonly Mark[];
  /** Fills its box whatever the proportions of that are; lines keep their breadth. */
  readonly stretched?: boolean;
}

/** The lines and circles of a card's picture. */
export function CardMarks({ marks, stretched = false }: CardMarksProps) {
  return (
    <svg
      class="card-chart"
      viewBox="0 0 100 100"
      preserveAspectRatio={stretched ? "none" : undefined}
      aria-hidden="true"
    >
      {marks.map((mark, i) =>
        mark.kind === "line" ? <Line key={i} {...mark} stretched={stretched} /> : <Dots key={i} {...mark} />,
      )}
    </svg>
  );
}

function Line({
  series,
  opacity,
  points,
  stretched,
}: Extract<Mark, { kind: "line" }> & { readonly stretched: boolean }) {
  return (
    <polyline
      points={points.map(([x, y]) => `${digits(x)},${digits(y)}`).join(" ")}
      fill="none"
      stroke={seriesColor(series)}
      stroke-width={stretched ? "1.5" : undefined}
      vector-effect={stretched ? "non-scaling-stroke" : undefined}
      opacity={opacity === 1 ? undefined : opacity}
    />
  );
}

function Dots({ series, opacity, radius, places, rim, filled = [] }: Extract<Mark, { kind: "dots" }>) {
  const color = seriesColor(series);
  const isFilled = new Set(filled);
  return (
    <g fill={color} stroke={rim === "own" ? color : undefined} opacity={opacity === 1 ? undefined : opacity}>
      {places.map(([x, y], i) => (
        <circle
          key={i}
          cx={digits(x)}
          cy={digits(y)}
          r={digits(radius)}
          fill={rim === "own" && !isFilled.has(i) ? "var(--surface)" : undefined}
        />
      ))}
    </g>
  );
}

/** Three digits at most: what the eye tells apart is less. */
const digits = (value: number) => Math.round(1000 * value) / 1000;
