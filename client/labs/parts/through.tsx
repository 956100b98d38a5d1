import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../shared/arrays.ts";
import { t } from "../../i18n/locale.ts";
import { Figure } from "../../views/figure.tsx";
import { ImageGrid } from "../../views/image-grid.tsx";
import { CameraFrame } from "./camera-frame.tsx";
import { ClassBars } from "./class-bars.tsx";
import { DrawingPad, drawingSize, useDrawing } from "./drawing.tsx";
import { LayerMaps } from "./layer-maps.tsx";
import { isOnlyRun, lacksNet } from "./net-state.ts";
import { words as nets } from "./net-words.ts";
import { NotKept } from "./not-kept.tsx";
import { PictureChoice } from "./picture-choice.tsx";
import { canAsk, type KnownProps } from "./picture-net.tsx";
import { scaleFor } from "./picture-rows.tsx";
import { words } from "./picture-words.ts";
import { Stopped } from "./stopped.tsx";
import "./picture-net.css";

/** One picture through the net, drawn, filmed or of the data: what its layers make of it, then a share for each class. Live while the net learns. */
export function Through(props: KnownProps<{ readonly learningRate: number }>) {
  const { known, useNet, fold, experiment, propose } = props;
  const { samples, shape } = known;
  const chosen = useSignal(0);
  const drawing = useDrawing(() => ({ ...shape, values: known.heldOut(0) }));
  // A picture of the data has a class; what was drawn or filmed has none.
  const own = useSignal<"data" | "drawn" | "camera">("data");
  const picture = drawing.picture.value.values;
  const key = own.value === "data" ? `held ${chosen.value}` : `own ${drawing.edits}`;
  const { answer } = useNet("forward", picture, key, {}, key === "held 0" ? "forward" : undefined);
  const set = (source: typeof own.value, values: Float32Array) => {
    own.value = source;
    drawing.set({ ...shape, values });
  };
  const pick = (index: number) => {
    chosen.value = index;
    set("data", known.heldOut(index));
  };
  const pad = { ...drawing, set: (next: { readonly values: Float32Array }) => set("drawn", next.values) };
  const truth = own.value === "data" ? samples.labels[samples.test[chosen.value]] : undefined;
  return (
    <div class="net-through">
      <section class="part-stack">
        {shape.channels === 1 ? (
          <DrawingPad
            title={t(words.picture)}
            drawing={pad}
            example={(index) => ({ ...shape, values: known.heldOut(index) })}
          />
        ) : (
          <Figure title={t(words.picture)}>
            <ImageGrid
              title={t(words.picture)}
              values={picture}
              count={1}
              shape={shape}
              range={[0, 1]}
              maxScale={scaleFor(shape, drawingSize)}
            />
          </Figure>
        )}
        <PictureChoice known={known} chosen={own.value === "data" ? chosen.value : null} onPick={pick} />
        <CameraFrame size={samples.size} onFrame={(values) => set("camera", values)} />
        {answer && <Classes names={known.names} answer={answer} truth={truth} />}
      </section>
      <section class="part-stack">
        <Stopped fold={fold} rate={experiment.params.learningRate} propose={propose} />
        {answer && !isOnlyRun(props) ? (
          <LayerMaps answer={answer} />
        ) : lacksNet(props) && !answer ? (
          <NotKept />
        ) : (
          <p class="part-caption">{t(answer ? words.noMaps : canAsk(props) ? words.computing : nets.notYet)}</p>
        )}
      </section>
    </div>
  );
}

interface ClassesProps {
  readonly names: readonly string[];
  readonly answer: Arrays;
  readonly truth: number | undefined;
}

function Classes({ names, answer, truth }: ClassesProps) {
  const { values } = answer.probabilities;
  return (
    <Figure
      title={t(words.classes)}
      note={truth === undefined ? t(words.classesNote) : t(words.truthNote, { name: names[truth] })}
      columns={() => [
        { name: t(words.class), values: names },
        { name: t(nets.share), values },
      ]}
    >
      <ClassBars title={t(words.classes)} names={names} shares={values} truth={truth} truthLabel={t(words.truth)} />
    </Figure>
  );
}
