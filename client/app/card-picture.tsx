import { bytesOfBase64 } from "../../shared/base64.ts";
import type { Card } from "../../shared/labs/card.ts";
import { marksOf } from "../../shared/labs/card-scene.ts";
import { ImageGrid } from "../views/image-grid.tsx";
import { CardMap } from "./card-map.tsx";
import { CardMarks } from "./card-marks.tsx";

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
    case "lines":
      return <CardMarks marks={marksOf(card)} stretched />;
    case "graph":
    case "points":
      return <CardMarks marks={marksOf(card)} />;
    default:
      return card satisfies never;
  }
}

const bytes = new Map<string, Uint8Array>();

function decoded(base64: string): Uint8Array {
  let found = bytes.get(base64);
  if (!found) {
    found = bytesOfBase64(base64);
    bytes.set(base64, found);
  }
  return found;
}
