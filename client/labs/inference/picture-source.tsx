/** A picture that passes through a net: of the held-out ones, drawn, filmed, or of the reader's own. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { ImageGrid } from "../../views/image-grid.tsx";
import { CameraFrame } from "../parts/camera-frame.tsx";
import { type Drawing, DrawingPad, drawingSize, useDrawing } from "../parts/drawing.tsx";
import { OwnPicture } from "../parts/own-picture.tsx";
import { PictureChoice } from "../parts/picture-choice.tsx";
import type { Known } from "../parts/picture-net.tsx";
import { scaleFor } from "../parts/picture-rows.tsx";
import { words as pictures } from "../parts/picture-words.ts";
import { words } from "./words.ts";

type Source = "data" | "drawn" | "camera" | "own";

export interface PictureSource {
  /** Numbers from 0 to 1. */
  readonly picture: Float32Array;
  /** Another one for each picture. */
  readonly key: string;
  /** Its class; undefined of what is not of the data. */
  readonly truth: number | undefined;
  readonly source: Source;
  /** Its place among the held-out pictures, or of the one that was looked at last. */
  readonly chosen: number;
  readonly drawing: Drawing;
  set(from: Source, values: Float32Array): void;
  pick(index: number): void;
}

/** `first`: which of the held-out pictures is seen first, and again whenever it changes. */
export function usePictureSource(known: Known, first = 0): PictureSource {
  const { samples, shape } = known;
  const chosen = useSignal(first);
  const source = useSignal<Source>("data");
  const drawing = useDrawing(() => ({ ...shape, values: known.heldOut(first) }));
  const set = (from: Source, values: Float32Array) => {
    source.value = from;
    drawing.set({ ...shape, values });
  };
  const pick = (index: number) => {
    chosen.value = index;
    set("data", known.heldOut(index));
  };
  // Another sample is named, or the pictures are others: what was looked at is not there any more.
  const shownOf = useRef({ values: samples.values, first });
  useEffect(() => {
    const before = shownOf.current;
    if (before.values === samples.values && before.first === first) return;
    shownOf.current = { values: samples.values, first };
    pick(first);
  });
  const truth = source.value === "data" ? samples.labels[samples.test[chosen.value % samples.test.length]] : undefined;
  return {
    picture: drawing.picture.value.values,
    key: `${source.value} ${chosen.value} ${drawing.edits}`,
    truth,
    source: source.value,
    chosen: chosen.value,
    drawing,
    set,
    pick,
  };
}

interface PictureColumnProps {
  readonly known: Known;
  readonly from: PictureSource;
  /** What is said of the picture. */
  readonly children?: ComponentChildren;
}

/** The picture, and all that it may be instead. */
export function PictureColumn({ known, from, children }: PictureColumnProps) {
  const { shape, samples } = known;
  const { height, width, channels } = samples.size;
  const size = { width, height, colours: t(channels === 3 ? words.inColour : words.inGrey) };
  const pad = {
    ...from.drawing,
    set: (next: { readonly values: Float32Array }) => from.set("drawn", next.values),
  };
  return (
    <section class="part-stack">
      {shape.channels === 1 ? (
        <div data-act="draw">
          <DrawingPad
            title={t(pictures.picture)}
            drawing={pad}
            example={(index) => ({ ...shape, values: known.heldOut(index) })}
          />
        </div>
      ) : (
        <Figure title={t(pictures.picture)}>
          <ImageGrid
            title={t(pictures.picture)}
            values={from.picture}
            count={1}
            shape={shape}
            range={[0, 1]}
            maxScale={scaleFor(shape, drawingSize)}
          />
        </Figure>
      )}
      <PictureChoice known={known} chosen={from.source === "data" ? from.chosen : null} onPick={from.pick} />
      {children}
      <div class="part-controls" data-act="own-picture">
        <OwnPicture
          channels={channels}
          least={1}
          size={{ width, height }}
          onPicture={({ values }) => from.set("own", Float32Array.from(values))}
        />
        <CameraFrame size={samples.size} onFrame={(values) => from.set("camera", values)} />
        <p class="part-caption">{t(from.source === "own" ? words.resized : words.ownPictureNote, size)}</p>
      </div>
    </section>
  );
}
