import type { Card } from "../labs/recorded.ts";
import { seriesColor } from "../views/palette.ts";

/** A small graph; what is known of it is filled. */
export function CardGraph({ card }: { readonly card: Card & { readonly kind: "graph" } }) {
  const { places, lines, filled, directed } = card;
  const radius = Math.min(6, 24 / Math.sqrt(places.length));
  const at = places.map(([x, y]) => [6 + 88 * x, 6 + 88 * y] as const);
  return (
    <svg class="card-chart" viewBox="0 0 100 100" aria-hidden="true" stroke={seriesColor(0)}>
      <path d={lines.map(([a, b]) => lineOf(at[a], at[b], radius, directed)).join("")} fill="none" opacity="0.7" />
      {at.map(([x, y], i) => (
        <circle
          key={i}
          cx={x.toFixed(1)}
          cy={y.toFixed(1)}
          r={radius.toFixed(1)}
          fill={filled.includes(i) ? seriesColor(0) : "var(--surface)"}
        />
      ))}
    </svg>
  );
}

type Point = readonly [x: number, y: number];

/** From rim to rim, with a head of two strokes where it is an arrow. */
function lineOf([x1, y1]: Point, [x2, y2]: Point, radius: number, hasHead: boolean): string {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const end = [x2 - radius * ux, y2 - radius * uy] as const;
  const head = (side: number) => point(end[0] - 3 * ux - side * uy * 1.6, end[1] - 3 * uy + side * ux * 1.6);
  const line = `M${point(x1 + radius * ux, y1 + radius * uy)}L${point(...end)}`;
  return hasHead ? `${line}M${head(1)}L${point(...end)}L${head(-1)}` : line;
}

const point = (x: number, y: number) => `${x.toFixed(1)} ${y.toFixed(1)}`;
