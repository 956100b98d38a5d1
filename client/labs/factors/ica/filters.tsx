import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import { columnsAsRows, evenedRows } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import { type IcaProps, modelOf } from "./state.ts";
import { TrustNote } from "./trust.tsx";
import { words } from "./words.ts";

const maxShown = 144;

/** The components of pictures: what each looks for, and what the pictures are sums of. */
export function FiltersView(props: IcaProps) {
  const model = modelOf(props);
  const asFilters = useSignal(false);
  const { mixing, unmixing } = model?.arrays ?? {};
  const isFilters = asFilters.value || !mixing;
  const rows = useMemo(() => {
    if (isFilters) return unmixing && evenedRows(unmixing, maxShown);
    return mixing && evenedRows(columnsAsRows(mixing, maxShown));
  }, [isFilters, unmixing, mixing]);
  if (!rows) return <p class="part-caption">{t(words.notYet)}</p>;
  const { side = 0, cut } = props.experiment.params;
  const shape = cut ? { width: side, height: side } : shapeOf(props.data, rows.shape[1]);
  return (
    <PictureRows
      title={t(words.filters)}
      note={`${t(isFilters ? words.detectors : words.features)} · ${t(words.filtersNote)}`}
      controls={
        mixing && (
          <button
            type="button"
            class="quiet"
            data-act="filters"
            aria-pressed={isFilters}
            onClick={() => (asFilters.value = !isFilters)}
          >
            {t(isFilters ? words.features : words.detectors)}
          </button>
        )
      }
      above={<TrustNote {...props} />}
      rows={rows}
      rowName={(i) => t(words.component, { n: i + 1 })}
      shape={shape}
      map="diverging"
      range={[-1, 1]}
      gap={3}
      height={330}
      maxScale={8}
    />
  );
}
