import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { HeatTable } from "../../parts/heat-table.tsx";
import type { ViewProps } from "../../view.ts";
import { namesOf } from "../ppca/state.ts";
import { modelOf } from "./state.ts";
import { words } from "./words.ts";
import "../ppca/ppca.css";

const mostHeads = 12;
/** Columns whose bars still have room for their names. */
const mostBars = 60;

/** Loadings, before and after the turn, and beside them what no factor explains. */
export function ModelView(props: ViewProps) {
  const model = modelOf(props);
  const turned = useSignal(true);
  if (!model) return <p class="ppca-caption">{t(words.noModel)}</p>;
  const { data, locale, experiment } = props;
  const shown = (turned.value ? model.rotated : undefined) ?? model.loadings;
  const [columns, factors] = shown.shape;
  const heads = Math.min(factors, mostHeads);
  const names = namesOf(data, columns);
  const values = Float64Array.from(
    { length: columns * heads },
    (_, at) => shown.values[Math.floor(at / heads) * factors + (at % heads)],
  );
  const switchable = model.rotated !== undefined && experiment.params.rotation === "varimax";
  return (
    <>
      <Notes {...props} names={names} />
      <div class={heads > 5 ? "ppca-numbers ppca-wide" : "ppca-numbers"}>
        <HeatTable
          title={t(words.loadings)}
          note={t(words.loadingsNote)}
          controls={switchable && <Turn turned={turned} />}
          rows={names}
          heads={Array.from({ length: heads }, (_, k) => t(words.factor, { n: k + 1 }))}
          values={values}
          size={1}
          locale={locale}
        />
        <Uniquenesses
          names={names}
          values={model.uniquenesses.values}
          heywood={props.fold.output("scores")?.heywood?.values}
        />
      </div>
    </>
  );
}

function Turn({ turned }: { readonly turned: { value: boolean } }) {
  return (
    <select
      aria-label={t(words.turn)}
      value={turned.value ? "rotated" : "unrotated"}
      onChange={(event) => (turned.value = event.currentTarget.value === "rotated")}
    >
      <option value="rotated">{t(words.rotated)}</option>
      <option value="unrotated">{t(words.unrotated)}</option>
    </select>
  );
}

interface UniquenessProps {
  readonly names: readonly string[];
  readonly values: ArrayLike<number>;
  readonly heywood: ArrayLike<number> | undefined;
}

function Uniquenesses({ names, values, heywood }: UniquenessProps) {
  const bars = (only: boolean, color: string) => {
    // All names first, so that they keep their order; Heywood cases are drawn over them.
    const chosen = names.map((_, j) => j).filter((j) => (!only || heywood?.[j] === 1) && j < mostBars);
    return chosen.length === 0
      ? []
      : [
          {
            kind: "bars" as const,
            names: chosen.map((j) => names[j]),
            // A bar of no height could not be seen.
            values: Float64Array.from(chosen, (j) => Math.max(values[j], 0.01)),
            color,
            label: t(words.uniqueness),
          },
        ];
  };
  return (
    <Chart
      title={t(words.uniqueness)}
      note={t(words.uniquenessNote)}
      x={{ label: t(words.column) }}
      y={{ label: t(words.share), domain: [0, 1] }}
      height={240}
      marks={[...bars(false, roleColor("model")), ...bars(true, seriesColor(1))]}
    />
  );
}

/** Heywood cases, and a fit that has not arrived. */
function Notes({ fold, experiment, locale, names }: ViewProps & { readonly names: readonly string[] }) {
  const found = fold.output("scores");
  if (!found?.heywood || !found.gradient) return null;
  const cases = names.filter((_, j) => found.heywood.values[j] === 1);
  const bound = formatNumber(Number(experiment.params.bound), locale, 4);
  const gradient = found.gradient.values[0];
  return (
    <>
      {cases.length > 0 && <p class="ppca-warning">{t(words.heywood, { columns: cases.join(", "), bound })}</p>}
      {gradient > 1e-5 && (
        <p class="ppca-warning">{t(words.notStill, { gradient: formatNumber(gradient, locale, 2) })}</p>
      )}
    </>
  );
}
