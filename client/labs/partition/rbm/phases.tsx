import { useMemo } from "preact/hooks";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { valueRange } from "../../../views/palette.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { columnsAsRows } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { type Phase, parametersOf, usePhases } from "./state.ts";
import { words } from "./words.ts";

/** Maximum number of filters drawn. */
const maxFilters = 144;

/** What learning compares: the data and the machine's dreams, each with its hidden units, and the filters that result. */
export function PhasesView(props: ViewProps<RbmParams>) {
  const { positive, negative } = usePhases(props);
  if (!positive && !negative) return <p class="part-caption">{t(words.notYet)}</p>;
  const shape = shapeOf(props.data, (positive ?? negative)?.states.shape[1] ?? 0);
  return (
    <div class="rbm-phases">
      <PhaseFigure title={t(words.positive)} note={t(words.positiveNote)} phase={positive} shape={shape} />
      <PhaseFigure title={t(words.negative)} note={t(words.negativeNote)} phase={negative} shape={shape} />
      <Filters {...props} shape={shape} />
    </div>
  );
}

interface PhaseProps {
  readonly title: string;
  readonly note: string;
  readonly phase: Phase | undefined;
  readonly shape: PictureShape;
}

function PhaseFigure({ title, note, phase, shape }: PhaseProps) {
  if (!phase) return <div />;
  const { states, hidden } = phase;
  return (
    <PictureRows
      title={title}
      note={note}
      rows={states}
      rowName={(n) => `${t(words.sample)} ${n + 1}`}
      shape={shape}
      range={[0, 1]}
      columns={4}
      gap={3}
      maxScale={14}
      framed
    >
      {hidden && (
        <div class="rbm-strip">
          <ImageGrid
            title={t(words.hiddenWhat, { phase: note })}
            values={hidden.values}
            count={1}
            shape={{ width: hidden.shape[1], height: hidden.shape[0] }}
            map="viridis"
            range={[0, 1]}
            maxScale={4}
          />
          <p class="part-caption">{t(words.hiddenOf)}</p>
        </div>
      )}
    </PictureRows>
  );
}

function Filters({ shape, ...props }: ViewProps & { readonly shape: PictureShape }) {
  const weights = parametersOf(props)?.weights;
  const filters = useMemo(() => weights && columnsAsRows(weights, maxFilters), [weights]);
  if (!weights || !filters) return <p class="part-caption">{t(words.noWeights)}</p>;
  const [shown, total] = [filters.shape[0], weights.shape[1]];
  const range = valueRange(filters.values, "diverging");
  const size = formatNumber(range[1], props.locale, 3);
  return (
    <PictureRows
      title={t(words.filters)}
      note={shown < total ? t(words.filtersCut, { shown, total, size }) : t(words.filtersNote, { size })}
      rows={filters}
      rowName={(n) => `${t(words.unit)} ${n + 1}`}
      shape={shape}
      map="diverging"
      range={range}
      gap={2}
      height={300}
      maxScale={14}
    />
  );
}
