import { useMemo } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import { columnsAsRows } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { AutoencoderProps } from "./state.ts";
import { words } from "./words.ts";

const maxFilters = 64;

/** What each unit of the first layer looks for. */
export function FiltersView({ fold, data, experiment }: AutoencoderProps) {
  const net = fold.output("train") ?? fold.snapshot("train");
  const weights = net?.["layer0.weights"];
  const filters = useMemo(() => weights && columnsAsRows(weights, maxFilters), [weights]);
  if (!filters) return <p class="part-caption">{t(net ? words.unkept : words.notYet)}</p>;
  const [shown] = filters.shape;
  const [total] = experiment.params.hidden;
  return (
    <PictureRows
      title={t(words.filters)}
      note={shown < total ? t(words.filtersCut, { shown, total }) : t(words.filtersNote)}
      rows={filters}
      rowName={(n) => `${t(words.row)} ${n + 1}`}
      shape={shapeOf(data, filters.shape[1])}
      map="diverging"
      gap={2}
      height={260}
      maxScale={6}
    />
  );
}
