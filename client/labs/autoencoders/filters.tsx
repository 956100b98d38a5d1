import { useMemo } from "preact/hooks";
import { t } from "../../i18n/locale.ts";
import { columnsAsRows, kernelsAsRows } from "../parts/matrix.ts";
import { words as nets } from "../parts/net-words.ts";
import { PictureRows } from "../parts/picture-rows.tsx";
import { shapeOf } from "../parts/table.ts";
import type { AutoencoderProps } from "./state.ts";
import { words } from "./words.ts";

const maxFilters = 64;

/** What each unit of the first layer looks for. */
export function FiltersView({ fold, data, experiment }: AutoencoderProps) {
  const net = fold.output("train") ?? fold.snapshot("train");
  const weights = net?.["layer0.weights"];
  const [kh, kw, channels] = weights?.shape ?? [];
  const isConvolution = weights?.shape.length === 4;
  const filters = useMemo(
    () => weights && (isConvolution ? kernelsAsRows(weights, maxFilters) : columnsAsRows(weights, maxFilters)),
    [weights, isConvolution],
  );
  if (!filters) return <p class="part-caption">{t(net ? words.unkept : nets.notYet)}</p>;
  const [shown] = filters.shape;
  const { hidden, filters: counts = [] } = experiment.params;
  const total = isConvolution ? counts[0] * channels : hidden[0];
  const note = isConvolution ? t(words.kernelsNote) : t(words.filtersNote);
  return (
    <PictureRows
      title={t(words.filters)}
      note={shown < total ? t(words.filtersCut, { shown, total }) : note}
      rows={filters}
      rowName={(n) => `${t(words.row)} ${n + 1}`}
      shape={isConvolution ? { width: kw, height: kh } : shapeOf(data, filters.shape[1])}
      map="diverging"
      gap={2}
      height={260}
      maxScale={isConvolution ? 16 : 6}
    />
  );
}
