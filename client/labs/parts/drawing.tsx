import { type Signal, useSignal } from "@preact/signals";
import { t } from "../../i18n/locale.ts";
import type { BrushPicture } from "../../views/brush.ts";
import { DrawPad } from "../../views/draw-pad.tsx";
import { words } from "./words.ts";
import "./parts.css";

/** CSS pixels on a side of the pad; what is drawn next to it is as large. */
export const drawingSize = 168;

export interface Drawing {
  readonly picture: Signal<BrushPicture>;
  /** Grows with every stroke. */
  readonly edits: number;
  set(picture: BrushPicture): void;
}

export function useDrawing(first: () => BrushPicture): Drawing {
  const picture = useSignal<BrushPicture | null>(null);
  const edits = useSignal(0);
  picture.value ??= first();
  return {
    picture: picture as Signal<BrushPicture>,
    edits: edits.value,
    set(next) {
      picture.value = next;
      edits.value++;
    },
  };
}

interface DrawingPadProps {
  readonly title: string;
  readonly drawing: Drawing;
  /** A picture of the data, another one for each index. */
  example(index: number): BrushPicture;
}

/** A picture that is drawn by hand, restarted from a data picture if wanted. */
export function DrawingPad({ title, drawing, example }: DrawingPadProps) {
  const examples = useSignal(0);
  const picture = drawing.picture.value;
  // Small pictures need a small brush.
  const radius = Math.max(0.6, Math.min(1.6, picture.width / 16));
  return (
    <section>
      <h2 class="part-heading">{title}</h2>
      <DrawPad title={title} picture={picture} onChange={drawing.set} radius={radius} size={drawingSize} />
      <button type="button" class="part-from-data" onClick={() => drawing.set(example(++examples.value))}>
        {t(words.fromData)}
      </button>
    </section>
  );
}
