import { type Signal, useSignal } from "@preact/signals";
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
import { useParticles } from "./particles.tsx";
import { type Drawn, drawn, type Phase, parametersOf, usePhases } from "./state.ts";
import { words } from "./words.ts";

/** Maximum number of filters drawn. */
const maxFilters = 144;

/** What learning compares: the data and the machine's dreams, each with its hidden units, and the filters that result. */
export function PhasesView(props: ViewProps<RbmParams>) {
  const { positive, negative } = usePhases(props);
  const particles = useParticles(props as ViewProps, negative);
  const chosen = useSignal(-1);
  if (!positive && !negative) return <p class="part-caption">{t(words.notYet)}</p>;
  const shape = shapeOf(props.data, (positive ?? negative)?.states.shape[1] ?? 0);
  const machine = parametersOf(props);
  const phaseOf = (phase: Phase | undefined) =>
    phase && { drawn: drawn(phase.states, machine, props.data), hidden: phase.hidden };
  const starts = props.experiment.params.method === "cd";
  return (
    <div class="rbm-phases">
      <PhaseFigure
        title={t(words.positive)}
        note={t(words.positiveNote)}
        phase={phaseOf(positive)}
        shape={shape}
        chosen={chosen}
      />
      <PhaseFigure
        title={t(words.negative)}
        note={t(words.negativeNote)}
        phase={phaseOf(particles.phase)}
        shape={shape}
        chosen={chosen}
      />
      <div class="rbm-loose">
        {particles.controls}
        <p class="part-caption">
          {t(particles.moved ? words.goneOn : starts ? words.pairedFromData : words.pairedByPlace)}
        </p>
      </div>
      <Filters {...props} shape={shape} />
    </div>
  );
}

interface PhaseProps {
  readonly title: string;
  readonly note: string;
  readonly phase: { readonly drawn: Drawn; readonly hidden: Phase["hidden"] } | undefined;
  readonly shape: PictureShape;
  /** The row that is marked in both phases. */
  readonly chosen: Signal<number>;
}

function PhaseFigure({ title, note, phase, shape, chosen }: PhaseProps) {
  if (!phase) return <div />;
  const { hidden } = phase;
  const { rows, range } = phase.drawn;
  return (
    <PictureRows
      title={title}
      note={note}
      rows={rows}
      rowName={(n) => `${t(words.sample)} ${n + 1}`}
      shape={shape}
      range={range}
      columns={4}
      gap={3}
      maxScale={14}
      framed
      {...(shape.height > 1 && {
        selected: chosen.value,
        onPick: (n: number) => {
          chosen.value = chosen.value === n ? -1 : n;
        },
      })}
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

function Filters({ shape, ...props }: ViewProps<RbmParams> & { readonly shape: PictureShape }) {
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
