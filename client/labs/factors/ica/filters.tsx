import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import type { ViewProps } from "../../view.ts";
import { modelOf } from "./state.ts";
import { TrustNote } from "./trust.tsx";
import { words } from "./words.ts";
import "./ica.css";

const mostShown = 144;

/** The components of pictures: what each looks for, and what the pictures are sums of. */
export function FiltersView(props: ViewProps) {
  const model = modelOf(props);
  const asFilters = useSignal(false);
  const { mixing, unmixing } = model?.arrays ?? {};
  const isFilters = asFilters.value || !mixing;
  const rows = useMemo(() => shown(isFilters ? unmixing : mixing, !isFilters), [isFilters, unmixing, mixing]);
  if (!rows) return <p class="ica-caption">{t(words.notYet)}</p>;
  const { side, cut } = props.experiment.params;
  const image = cut ? { width: Number(side), height: Number(side) } : props.data?.image;
  const shape = image ?? { width: rows.shape[1], height: 1 };
  return (
    <Figure
      title={t(words.filters)}
      note={`${t(isFilters ? words.detectors : words.features)} · ${t(words.filtersNote)}`}
      columns={() =>
        Array.from({ length: rows.shape[0] }, (_, i) => ({
          name: t(words.component, { n: i + 1 }),
          values: rows.values.subarray(i * rows.shape[1], (i + 1) * rows.shape[1]),
        }))
      }
      controls={
        mixing && (
          <button type="button" class="quiet" aria-pressed={isFilters} onClick={() => (asFilters.value = !isFilters)}>
            {t(isFilters ? words.features : words.detectors)}
          </button>
        )
      }
    >
      <TrustNote {...props} />
      <ImageGrid
        title={t(words.filters)}
        values={rows.values}
        count={rows.shape[0]}
        shape={shape}
        map="diverging"
        range={[-1, 1]}
        gap={3}
        height={330}
        maxScale={8}
      />
    </Figure>
  );
}

/** One component a row, each scaled to its own largest weight; of the mixing matrix the columns. */
function shown(matrix: NDArray | undefined, transposed: boolean): NDArray<Float32Array> | null {
  if (!matrix) return null;
  const [a, b] = matrix.shape;
  const [count, length] = transposed ? [Math.min(b, mostShown), a] : [Math.min(a, mostShown), b];
  const out = new Float32Array(count * length);
  for (let i = 0; i < count; i++) {
    let most = 0;
    for (let c = 0; c < length; c++) {
      const value = transposed ? matrix.values[c * b + i] : matrix.values[i * b + c];
      out[i * length + c] = value;
      most = Math.max(most, Math.abs(value));
    }
    for (let c = 0; c < length && most > 0; c++) out[i * length + c] /= most;
  }
  return { shape: [count, length], values: out };
}
