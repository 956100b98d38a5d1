import type { Card } from "../labs/recorded.ts";
import { ImageGrid } from "../views/image-grid.tsx";
import { seriesColor } from "../views/palette.ts";
import { CardGraph } from "./card-graph.tsx";
import { CardMap } from "./card-map.tsx";

interface CardPictureProps {
  readonly card: Card;
  readonly title: string;
  /** CSS pixels. */
  readonly side: number;
}

/** The small picture of a result: of a lab's card, of a run of a sweep. */
export function CardPicture({ card, title, side }: CardPictureProps) {
  switch (card.kind) {
    case "images":
      return (
        <ImageGrid
          title={title}
          values={decoded(card.bytes)}
          count={card.count}
          shape={card}
          map={card.map}
          range={[0, 255]}
          height={side}
          gap={2}
        />
      );
    case "map":
      return <CardMap card={card} cells={decoded(card.bytes)} />;
    case "graph":
      return <CardGraph card={card} />;
    case "lines":
      return (
        <svg class="card-chart" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {card.lines.map((line, i) => (
            <polyline
              key={i}
              points={line
                .map((y, x) => `${((x / Math.max(1, line.length - 1)) * 100).toFixed(1)},${(98 - 96 * y).toFixed(1)}`)
                .join(" ")}
              fill="none"
              stroke={seriesColor(i)}
              stroke-width="1.5"
              vector-effect="non-scaling-stroke"
            />
          ))}
        </svg>
      );
    case "points":
      return (
        <svg class="card-chart" viewBox="0 0 100 100" aria-hidden="true">
          {card.series.map((points, i) => (
            <g key={i} fill={seriesColor(i)} opacity="0.7">
              {points.map(([x, y]) => (
                <circle key={`${x} ${y}`} cx={2 + 96 * x} cy={98 - 96 * y} r="1.1" />
              ))}
            </g>
          ))}
        </svg>
      );
    default:
      return card satisfies never;
  }
}

const bytes = new Map<string, Uint8Array>();

function decoded(base64: string): Uint8Array {
  let found = bytes.get(base64);
  if (!found) {
    found = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    bytes.set(base64, found);
  }
  return found;
}
