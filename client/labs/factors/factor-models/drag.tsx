import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { Plane } from "../../../views/plane.tsx";
import { type Axes, AxisSelects, axesWithin, Select } from "../../parts/select.tsx";
import { Sliders } from "../../parts/sliders.tsx";
import { words as common } from "../../parts/words.ts";
import type { ViewProps } from "../../view.ts";
import { DataPlane, drawLatents, largest, RowLines } from "./drawing.tsx";
import { type Chosen, hasTruth, knownModels, modelOf, nameOf, pointsOf, useMoved, useTruth } from "./state.ts";
import { words } from "./words.ts";

const height = 280;
const latentName = (k: number) => t(words.latent, { n: k + 1 });

/** Two latents in a plane and the data that they stand for: drag one and see the other move. */
export function DragView(props: ViewProps) {
  const { data } = props;
  const truth = useTruth(props);
  const choices: readonly Chosen[] = [...(hasTruth(props) ? (["truth"] as const) : []), ...knownModels(props)];
  const picked = useSignal<Chosen | null>(null);
  const axes = useSignal<Axes>([0, 1]);
  const place = useSignal<readonly number[]>([]);
  // Until the true model arrives, a fitted one can be dragged.
  const first = truth || choices.length === 1 ? choices[0] : choices.find((one) => one !== "truth");
  const chosen = picked.value !== null && choices.includes(picked.value) ? picked.value : first;
  const model = chosen === "truth" ? truth : chosen && modelOf(props, chosen);
  const latents = model?.components?.shape[0] ?? 0;
  const points = chosen && pointsOf(props, chosen);
  const extent = useMemo(() => extentOf(points, latents), [points, latents]);
  const start = Array.from({ length: latents }, (_, k) => (k === 0 ? 0.35 : k === 1 ? 0.2 : 0) * extent[k]);
  const z = place.value.length === latents ? place.value : start;
  const { answer } = useMoved(props, model, z, `${chosen} ${props.fold.tasks.length} ${props.version}`);
  if (!data || !chosen) return <p class="part-caption">{t(words.notYet)}</p>;
  const [i, upright] = axesWithin(axes.value, latents);
  const j = latents > 1 ? upright : -1;
  const put = (k: number, value: number) => {
    place.value = z.map((old, at) => (at === k ? value : old));
  };
  const drag = (x: number, y: number) => {
    place.value = z.map((old, at) => (at === i ? x : at === j ? y : old));
  };
  const columns = () => [
    { name: t(common.column), values: Float64Array.from({ length: data.columns }, (_, at) => at + 1) },
    { name: t(words.value), values: Float64Array.from(answer?.rows.values ?? new Float64Array(data.columns)) },
  ];
  return (
    <Figure
      title={t(words.drag)}
      note={t(words.dragNote)}
      columns={columns}
      controls={
        <Select
          act="model"
          label={t(words.model)}
          names={choices.map(nameOf)}
          value={choices.indexOf(chosen)}
          onChoose={(at) => {
            picked.value = choices[at];
            place.value = [];
          }}
        />
      }
    >
      <div class="family-drag">
        <div class="family-plane">
          <Plane
            title={t(words.latents)}
            x={[-extent[i], extent[i]]}
            y={j < 0 ? [-1, 1] : [-extent[j], extent[j]]}
            height={height}
            draw={(pen) => drawLatents(pen, points, [i, j], z)}
            onPoint={drag}
          />
        </div>
        <div class="family-moved">
          <Moved {...props} row={answer?.rows} model={model ?? {}} />
        </div>
        <div>
          <Sliders
            name={latentName}
            values={z}
            ranges={extent.map((edge) => [-edge, edge] as const)}
            centre={0}
            onMove={put}
          />
          {latents > 2 && (
            <div class="part-controls">
              <AxisSelects names={Array.from({ length: latents }, (_, k) => latentName(k))} axes={axes} />
            </div>
          )}
        </div>
      </div>
    </Figure>
  );
}

interface MovedProps extends ViewProps {
  readonly row: NDArray | undefined;
  readonly model: { readonly mean?: NDArray; readonly components?: NDArray };
}

function Moved({ data, row, model }: MovedProps) {
  const extent = useMemo(
    () => (data ? largest(data.values) / (data.values instanceof Uint8Array ? 255 : 1) : 1),
    [data],
  );
  if (!data || !row || row.values.length !== data.columns) return <div />;
  const title = t(words.data);
  if (data.image)
    return (
      <ImageGrid
        title={title}
        values={row.values}
        count={1}
        shape={data.image}
        map="diverging"
        range={[-0.6 * extent, 0.6 * extent]}
        height={height}
        maxScale={28}
      />
    );
  if (data.columns === 2)
    return (
      <div class="family-wide">
        <DataPlane
          title={title}
          data={data}
          mean={model.mean?.values ?? [0, 0]}
          components={model.components?.values ?? []}
          mark={[row.values[0], row.values[1]]}
        />
      </div>
    );
  return (
    <RowLines
      title={title}
      rows={row.values}
      columns={data.columns}
      height={height}
      extent={extent}
      color={() => "var(--mark)"}
    />
  );
}

/** How far each latent of the data extends from zero, and a bit more. */
function extentOf(points: NDArray | undefined, latents: number): readonly number[] {
  return Array.from({ length: latents }, (_, k) => {
    let most = 0;
    const width = points?.shape[1] ?? 0;
    for (let n = 0; width === latents && n < (points?.shape[0] ?? 0); n++)
      most = Math.max(most, Math.abs(Number(points?.values[n * width + k])));
    return most > 0 ? 1.1 * most : 3;
  });
}
