import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import type { ViewProps } from "../../view.ts";
import { columnsOf } from "./compared.tsx";
import { shapeOf } from "./state.ts";
import { words } from "./words.ts";
import "./autoencoder.css";

const mostFilters = 64;

/** What each unit of the first layer looks for. */
export function FiltersView(props: ViewProps) {
  const net = props.fold.output("train") ?? props.fold.snapshot("train");
  const weights = net?.["layer0.weights"];
  const filters = useMemo(() => weights && byUnit(weights), [weights]);
  if (!filters) return <p class="autoencoder-caption">{t(net ? words.unkept : words.notYet)}</p>;
  const shape = shapeOf(props.data, filters.shape[1]);
  return (
    <Figure title={t(words.filters)} note={t(words.filtersNote)} columns={() => columnsOf(filters)}>
      <ImageGrid
        title={t(words.filters)}
        values={filters.values}
        count={filters.shape[0]}
        shape={shape}
        map="diverging"
        gap={2}
        {...(shape.height === 1 ? { columns: 1, maxScale: 12 } : { height: 260, maxScale: 6 })}
      />
    </Figure>
  );
}

/** The columns of a matrix, each as a row. */
function byUnit({ shape: [inputs, units], values }: NDArray): NDArray {
  const shown = Math.min(units, mostFilters);
  const out = new Float32Array(shown * inputs);
  for (let i = 0; i < inputs; i++) for (let j = 0; j < shown; j++) out[j * inputs + i] = values[i * units + j];
  return { shape: [shown, inputs], values: out };
}
