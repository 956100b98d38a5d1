import { useSignal } from "@preact/signals";
import type { Arrays, NDArray } from "../../../shared/arrays.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger } from "../../i18n/numbers.ts";
import { Figure } from "../../views/figure.tsx";
import { ImageGrid } from "../../views/image-grid.tsx";
import { drawingSize } from "./drawing.tsx";
import { FeatureMaps, mapsAsRows } from "./feature-maps.tsx";
import { namedRows } from "./matrix.ts";
import { scaleFor } from "./picture-rows.tsx";
import { words } from "./picture-words.ts";
import "./picture-net.css";

/** CSS pixels of a map of each block, the first one's largest. */
const sizes = [64, 48, 40] as const;

/** What a picture becomes on its way through a net: `map0`, … (height × width × filters) of its blocks, then `dense0`, … of its dense layers. */
export function LayerMaps({ answer }: { readonly answer: Arrays }) {
  const named = (name: string) => Object.keys(answer).flatMap((one) => (one.startsWith(name) ? [answer[one]] : []));
  return (
    <>
      {named("map").map((maps, b) => (
        <BlockMaps key={b} title={t(words.block, { index: b + 1 })} maps={maps} size={sizes[Math.min(b, 2)]} />
      ))}
      <p class="part-caption">{t(words.mapsNote)}</p>
      {named("dense").map((units, i) => (
        <DenseUnits key={i} title={t(words.denseLayer, { index: i + 1 })} values={units.values} />
      ))}
    </>
  );
}

/** The maps of one block; one that is pressed is shown large. */
function BlockMaps({ title, maps, size }: { readonly title: string; readonly maps: NDArray; readonly size: number }) {
  const large = useSignal<number | null>(null);
  const [height, width, filters] = maps.shape;
  const picked = large.value;
  return (
    <Figure
      title={title}
      note={t(words.blockNote, { filters, width, height })}
      columns={() => namedRows(mapsAsRows(maps), (f) => t(words.filterMap, { index: f + 1 }))}
    >
      <div class="net-layer">
        <FeatureMaps
          title={title}
          maps={maps}
          size={size}
          {...(picked !== null && { selected: picked })}
          onPick={(filter) => (large.value = picked === filter ? null : filter)}
        />
        {picked !== null && picked < filters && <Enlarged maps={maps} filter={picked} />}
      </div>
    </Figure>
  );
}

function Enlarged({ maps, filter }: { readonly maps: NDArray; readonly filter: number }) {
  const [height, width] = maps.shape;
  const area = height * width;
  const title = t(words.filterMap, { index: formatInteger(filter + 1, locale.value) });
  return (
    <div class="net-enlarged">
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

function DenseUnits({ title, values }: { readonly title: string; readonly values: NDArray["values"] }) {
  const units = values.length;
  return (
    <Figure title={title} note={t(words.denseNote, { units })}>
      <ImageGrid
        title={title}
        values={values}
        count={1}
        shape={{ width: Math.min(units, 64), height: Math.ceil(units / 64) }}
        map="viridis"
        maxScale={8}
      />
    </Figure>
  );
}
