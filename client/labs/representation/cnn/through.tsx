import { useSignal } from "@preact/signals";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { CameraFrame } from "../../parts/camera-frame.tsx";
import { ClassBars } from "../../parts/class-bars.tsx";
import { DrawingPad, drawingSize, useDrawing } from "../../parts/drawing.tsx";
import { FeatureMaps, mapsAsRows } from "../../parts/feature-maps.tsx";
import { NotKept } from "../../parts/not-kept.tsx";
import { scaleFor } from "../../parts/picture-rows.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import { PictureChoice, shapeOf } from "./choice.tsx";
import { type CnnProps, canAsk, isOnlyRun, type Known, useKnown, useNet } from "./state.ts";
import { words } from "./words.ts";
import "./cnn.css";

/** One picture through the net: maps of each block, then a share for each class. Live while the net learns. */
export function ThroughView(props: CnnProps) {
  const known = useKnown(props);
  if (known === null) return props.data ? <NotKept /> : <p class="part-caption">{t(words.noData)}</p>;
  return <Through key={`${props.data?.columns}`} {...props} known={known} />;
}

function Through(props: CnnProps & { readonly known: Known }) {
  const { known } = props;
  const { samples } = known;
  const shape = shapeOf(known);
  const chosen = useSignal(0);
  const drawing = useDrawing(() => ({ ...shape, values: known.heldOut(0) }));
  // A picture of the data has a class; what was drawn or filmed has none.
  const own = useSignal<"data" | "drawn" | "camera">("data");
  const picture = drawing.picture.value.values;
  const key = own.value === "data" ? `held ${chosen.value}` : `own ${drawing.edits}`;
  const { answer } = useNet(props, "forward", picture, key, {}, key === "held 0" ? "forward" : undefined);
  const set = (source: typeof own.value, values: Float32Array) => {
    own.value = source;
    drawing.set({ ...shape, values });
  };
  const pad = { ...drawing, set: (next: { readonly values: Float32Array }) => set("drawn", next.values) };
  const truth = own.value === "data" ? samples.labels[samples.test[chosen.value]] : undefined;
  const { fold, experiment, propose } = props;
  return (
    <div class="cnn-through">
      <section class="part-stack">
        {samples.size.channels === 1 ? (
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
        <PictureChoice known={known} chosen={chosen} onPick={(index) => set("data", known.heldOut(index))} />
        <CameraFrame size={samples.size} onFrame={(values) => set("camera", values)} />
        {answer && <Classes names={known.names} answer={answer} truth={truth} />}
      </section>
      <section class="part-stack">
        <Stopped fold={fold} rate={experiment.params.learningRate} propose={propose} />
        {isOnlyRun(props) && answer ? (
          <p class="part-caption">{t(words.noMaps)}</p>
        ) : answer ? (
          <Layers params={props.experiment.params} answer={answer} />
        ) : (
          <p class="part-caption">{t(canAsk(props) ? words.computing : words.notYet)}</p>
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
        { name: t(words.share), values },
      ]}
    >
      <ClassBars title={t(words.classes)} names={names} shares={values} truth={truth} truthLabel={t(words.truth)} />
    </Figure>
  );
}

/** CSS pixels of a map of each block, the first one's largest. */
const sizes = [64, 48, 40, 40];

function Layers({ params, answer }: { readonly params: CnnProps["experiment"]["params"]; readonly answer: Arrays }) {
  const large = useSignal<{ readonly block: number; readonly filter: number } | null>(null);
  const blocks = params.channels.map((_, b) => answer[`map${b}`]).filter((maps) => maps !== undefined);
  return (
    <>
      {blocks.map((maps, b) => {
        const [height, width, filters] = maps.shape;
        const title = t(words.block, { index: b + 1 });
        const picked = large.value?.block === b ? large.value.filter : undefined;
        return (
          <Figure
            key={b}
            title={title}
            note={t(words.blockNote, { filters, width, height })}
            columns={() => columnsOf(maps)}
          >
            <div class="cnn-layer">
              <FeatureMaps
                title={title}
                maps={maps}
                size={sizes[b]}
                {...(picked !== undefined && { selected: picked })}
                onPick={(filter) => {
                  large.value = picked === filter ? null : { block: b, filter };
                }}
              />
              {picked !== undefined && <Enlarged maps={maps} filter={picked} />}
            </div>
          </Figure>
        );
      })}
      <p class="part-caption">{t(words.mapsNote)}</p>
      {params.dense.map((units, i) => {
        const values = answer[`dense${i}`]?.values;
        const title = t(words.denseLayer, { index: i + 1 });
        return (
          values && (
            <Figure key={`dense${i}`} title={title} note={t(words.denseNote, { units })}>
              <ImageGrid
                title={title}
                values={values}
                count={1}
                shape={{ width: Math.min(units, 64), height: Math.ceil(units / 64) }}
                map="viridis"
                maxScale={8}
              />
            </Figure>
          )
        );
      })}
    </>
  );
}

function Enlarged({ maps, filter }: { readonly maps: NDArray; readonly filter: number }) {
  const [height, width] = maps.shape;
  const area = height * width;
  const title = t(words.filterMap, { index: formatInteger(filter + 1, locale.value) });
  return (
    <div class="cnn-enlarged">
      <p class="part-caption">{title}</p>
      <ImageGrid
        title={title}
        values={mapsAsRows(maps).values.subarray(filter * area, (filter + 1) * area)}
        count={1}
        shape={{ width, height }}
        map="viridis"
        maxScale={scaleFor({ width, height }, drawingSize)}
      />
    </div>
  );
}

function columnsOf(maps: NDArray) {
  const rows = mapsAsRows(maps);
  const [filters, area] = rows.shape;
  return Array.from({ length: filters }, (_, f) => ({
    name: t(words.filterMap, { index: f + 1 }),
    values: rows.values.subarray(f * area, (f + 1) * area),
  }));
}
