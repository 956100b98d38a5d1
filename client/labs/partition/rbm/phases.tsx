import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import type { Columns } from "../../../views/export.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { valueRange } from "../../../views/palette.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import type { ViewProps } from "../../view.ts";
import { type Phase, parametersOf, shapeOf, usePhases } from "./state.ts";
import { words } from "./words.ts";
import "./rbm.css";

/** Filters that are drawn at the most. */
const mostFilters = 144;

/** What learning compares: the data and the machine's dreams, each with its hidden units, and the filters that result. */
export function PhasesView(props: ViewProps) {
  const { positive, negative } = usePhases(props);
  const visible = positive?.states.shape[1] ?? negative?.states.shape[1] ?? 0;
  const shape = shapeOf(props.data, visible);
  if (!positive && !negative) return <p class="rbm-caption">{t(words.notYet)}</p>;
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
  const { rows, states, hidden } = phase;
  return (
    <Figure title={title} note={note} columns={() => columnsOf(t(words.sample), states)}>
      <div class="rbm-framed">
        <ImageGrid
          title={`${title}: ${note}`}
          values={states.values}
          count={rows}
          shape={shape}
          range={[0, 1]}
          {...grid(shape)}
        />
      </div>
      {hidden && (
        <div class="rbm-strip">
          <ImageGrid
            title={t(words.hiddenWhat, { phase: note })}
            values={hidden.values}
            count={1}
            shape={{ width: hidden.shape[1], height: rows }}
            map="viridis"
            range={[0, 1]}
            maxScale={4}
          />
          <p class="rbm-caption">{t(words.hiddenOf)}</p>
        </div>
      )}
    </Figure>
  );
}

/** Pictures by fours; rows without a shape under each other. */
function grid({ height }: PictureShape) {
  return height === 1 ? { columns: 1, gap: 2, maxScale: 12 } : { columns: 4, gap: 3, maxScale: 14 };
}

function Filters({ shape, ...props }: ViewProps & { readonly shape: PictureShape }) {
  const weights = parametersOf(props)?.weights;
  const filters = useMemo(() => weights && transposed(weights), [weights]);
  if (!filters) return <p class="rbm-caption">{t(words.noWeights)}</p>;
  const [shown] = filters.shape;
  const total = weights?.shape[1] ?? shown;
  const range = valueRange(filters.values, "diverging");
  const size = formatNumber(range[1], props.locale, 3);
  return (
    <Figure
      title={t(words.filters)}
      note={shown < total ? t(words.filtersCut, { shown, total, size }) : t(words.filtersNote, { size })}
      columns={() => columnsOf(t(words.unit), filters)}
    >
      <ImageGrid
        title={t(words.filters)}
        values={filters.values}
        count={shown}
        shape={shape}
        map="diverging"
        range={range}
        gap={2}
        {...(shape.height === 1 ? { columns: 1, maxScale: 12 } : { height: 300, maxScale: 14 })}
      />
    </Figure>
  );
}

/** The columns of the weights, each as a row. */
function transposed({ shape: [visible, hidden], values }: NDArray): NDArray {
  const shown = Math.min(hidden, mostFilters);
  const out = new Float32Array(shown * visible);
  for (let i = 0; i < visible; i++) {
    for (let j = 0; j < shown; j++) out[j * visible + i] = values[i * hidden + j];
  }
  return { shape: [shown, visible], values: out };
}

function columnsOf(name: string, { shape: [rows, width], values }: NDArray): Columns {
  return Array.from({ length: rows }, (_, row) => ({
    name: `${name} ${row + 1}`,
    values: values.subarray(row * width, (row + 1) * width),
  }));
}
