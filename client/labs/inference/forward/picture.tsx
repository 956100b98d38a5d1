import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { placeOf, sampleOf } from "../../../../shared/labs/inference/forward/data.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { CameraFrame } from "../../parts/camera-frame.tsx";
import { DrawingPad, drawingSize, useDrawing } from "../../parts/drawing.tsx";
import { lacksNet } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { OwnPicture } from "../../parts/own-picture.tsx";
import { PictureChoice } from "../../parts/picture-choice.tsx";
import type { KnownProps } from "../../parts/picture-net.tsx";
import { scaleFor } from "../../parts/picture-rows.tsx";
import { words as pictures } from "../../parts/picture-words.ts";
import { Stopped } from "../../parts/stopped.tsx";
import { Answer, Health } from "./answer.tsx";
import { Flow } from "./flow.tsx";
import { type ForwardProps, stagesOfRun, useChain, useRun } from "./state.ts";
import { words } from "./words.ts";

type Source = "data" | "drawn" | "camera" | "own";

/** A picture of the data, drawn, filmed or of the reader's own, on its way through the net that was trained. */
export function PicturePass(props: ForwardProps & KnownProps<ForwardProps["experiment"]["params"]>) {
  const { known, fold, experiment, propose } = props;
  const { params } = experiment;
  const { samples, shape } = known;
  const first = placeOf(params, samples);
  const chosen = useSignal(first);
  const source = useSignal<Source>("data");
  const drawing = useDrawing(() => ({ ...shape, values: sampleOf(params, samples) }));
  const picture = drawing.picture.value.values;
  const chain = useChain(props);
  const run = useRun(props, chain, picture, `${source.value} ${chosen.value} ${drawing.edits}`);
  const stages = useMemo(() => stagesOfRun(run), [run?.chain]);
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
  const pad = { ...drawing, set: (next: { readonly values: Float32Array }) => set("drawn", next.values) };
  const { height, width, channels } = samples.size;
  const size = { width, height, colours: t(channels === 3 ? words.inColour : words.inGrey) };
  return (
    <div class="forward-main">
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
              values={picture}
              count={1}
              shape={shape}
              range={[0, 1]}
              maxScale={scaleFor(shape, drawingSize)}
            />
          </Figure>
        )}
        <PictureChoice known={known} chosen={source.value === "data" ? chosen.value : null} onPick={pick} />
        {run && <Answer run={run} names={known.names} truth={truth} />}
        <div class="part-controls" data-act="own-picture">
          <OwnPicture
            channels={channels}
            least={1}
            size={{ width, height }}
            onPicture={({ values }) => set("own", Float32Array.from(values))}
          />
          <CameraFrame size={samples.size} onFrame={(values) => set("camera", values)} />
          <p class="part-caption">{t(source.value === "own" ? words.resized : words.ownPictureNote, size)}</p>
        </div>
      </section>
      <section class="part-stack">
        <Stopped fold={fold} rate={params.learningRate ?? 0} propose={propose} />
        {run ? (
          <Flow run={run} stages={stages} outputs={known.names} />
        ) : lacksNet(props) ? (
          <NotKept />
        ) : (
          <p class="part-caption">{t(nets.notYet)}</p>
        )}
        {run && <Health run={run} stages={stages} known={known} />}
      </section>
    </div>
  );
}
