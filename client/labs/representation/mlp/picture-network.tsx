import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { array, type NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { ClassBars } from "../../parts/class-bars.tsx";
import { isOnlyRun, lacksNet, newestWeights } from "../../parts/net-state.ts";
import { words as nets } from "../../parts/net-words.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { shapeOf } from "../../parts/table.ts";
import { NetGraph, nameOf, type UnitPicture, unitMap } from "./graph.tsx";
import type { Node } from "./layout.ts";
import { layersOf, type MlpProps, useNet, usePartsOf } from "./state.ts";
import { words } from "./words.ts";

/** Classes whose odds are shown. */
const MOST_CLASSES = 12;

type Pin = Pick<Node, "layer" | "unit">;

/** A picture of the held-out data on its way through the net: weights of the first layer as pictures, activations of the others. */
export function PictureNetwork(props: MlpProps) {
  const { data, experiment } = props;
  const { hidden } = experiment.params;
  const index = useSignal(0);
  const pinned = useSignal<Pin | null>(null);
  const parts = usePartsOf(data, experiment.params);
  const row = parts ? parts.test[index.value % parts.test.length] : 0;
  const rows = useMemo(() => (data ? pictureOf(data, row) : null), [data, row]);
  const answer = useNet(props, rows, `picture ${row}`);
  const weights = newestWeights(props);
  if (!data || !rows || !parts) return <p class="part-caption">{t(words.noData)}</p>;
  const classes = data.classes ?? [];
  const widths = [data.columns, ...hidden, classes.length];
  const shape = shapeOf(data, data.columns);
  const filters = weights?.["layer0.weights"];
  const filterOf = (unit: number) => (filters && unit < filters.shape[1] ? unitMap(filters, unit) : null);
  const picture = ({ layer, unit }: Pin): UnitPicture | null => {
    if (layer === 0) return { kind: "grey", values: shares(rows), ...shape };
    const isOutput = layer === widths.length - 1;
    if (layer === 1 && !isOutput) {
      const values = filterOf(unit);
      return values && { kind: "map", values, ...shape };
    }
    const found = isOutput ? answer?.output : answer?.[`units${layer - 1}`];
    if (!found) return null;
    const most = Array.from(found.values).reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
    return { kind: "shade", value: Number(found.values[unit]), most };
  };
  const graph = { title: t(words.network), widths, weights, inputs: [], outputs: classes, lumped: true };
  const shown = pinned.value?.layer === 1 && hidden.length > 0 ? pinned.value : null;
  const filter = shown && filterOf(shown.unit);
  const lacks = lacksNet(props, layersOf(experiment.params));
  return (
    <div class="mlp-main">
      {isOnlyRun(props) ? (
        <p class="part-caption">{t(words.noUnits)}</p>
      ) : (
        <Figure title={t(words.network)} note={t(words.pictureNote)}>
          <NetGraph {...graph} picture={picture} pinned={shown} onPin={(node) => (pinned.value = node)} />
        </Figure>
      )}
      <Figure
        title={shown ? nameOf(shown, graph) : t(words.sample, { row: row + 1 })}
        note={t(shown ? words.filterNote : words.sampleNote)}
      >
        <div class="part-beside">
          <ImageGrid
            title={shown ? nameOf(shown, graph) : t(words.sample, { row: row + 1 })}
            values={filter || rows.values}
            count={1}
            shape={shape}
            maxScale={6}
            height={170}
            {...(filter ? { map: "diverging" as const } : {})}
          />
          {lacks ? (
            <NotKept />
          ) : answer ? (
            <ClassBars
              title={t(words.sampleNote)}
              names={classes}
              shares={Float64Array.from(answer.output.values)}
              truth={data.labels?.[row]}
              truthLabel={t(words.trueClass)}
              most={MOST_CLASSES}
            />
          ) : (
            <p class="part-caption">{t(nets.notYet)}</p>
          )}
        </div>
        <div class="part-controls" data-act="sample">
          <button type="button" onClick={() => (index.value += 1)}>
            {t(words.otherSample)}
          </button>
          {shown && (
            <button type="button" onClick={() => (pinned.value = null)}>
              {t(words.unpin)}
            </button>
          )}
        </div>
      </Figure>
    </div>
  );
}

/** One row of the table as a question takes it: bytes stay bytes. */
export function pictureOf({ values, columns }: Table, row: number): NDArray {
  return array(values.slice(row * columns, (row + 1) * columns), [1, columns]);
}

function shares({ values }: NDArray): ArrayLike<number> {
  return values instanceof Uint8Array ? Float32Array.from(values, (value) => value / 255) : values;
}
