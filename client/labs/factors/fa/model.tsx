import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { FaParams } from "../../../../shared/labs/factors/fa/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { namedColumns } from "../../parts/matrix.ts";
import { Select } from "../../parts/select.tsx";
import { namesOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { HeatTable } from "../heat-table.tsx";
import { words } from "./words.ts";

/** Factors that fit in a table. */
export const maxFactors = 12;
/** Columns whose bars still have room for their names. */
const maxBars = 60;

export const factorName = (k: number) => t(words.factor, { n: k + 1 });

/** The model of the best start, or while it climbs that of the first: loadings on the scale of correlations, columns × factors; `rotated` at the end. */
function modelOf({ fold }: Pick<ViewProps, "fold">): Arrays | undefined {
  const found = fold.output("scores") ?? fold.snapshot("fit.0") ?? fold.output("fit.0");
  return found?.loadings && found.uniquenesses ? found : undefined;
}

/** Loadings, before and after the rotation, and next to them what no factor explains. */
export function ModelView(props: ViewProps<FaParams>) {
  const model = modelOf(props);
  const turned = useSignal(true);
  if (!model) return <p class="part-caption">{t(words.noModel)}</p>;
  const shown = (turned.value ? model.rotated : undefined) ?? model.loadings;
  const columns = namedColumns(shown, factorName, maxFactors);
  const names = namesOf(props.data, shown.shape[0]);
  const switchable = model.rotated !== undefined && props.experiment.params.rotation === "varimax";
  return (
    <>
      <Notes {...props} names={names} />
      <div class={columns.length > 5 ? "part-beside" : "part-beside part-beside-wide"}>
        <HeatTable
          title={t(words.loadings)}
          note={t(words.loadingsNote)}
          controls={
            switchable && (
              <Select
                act="rotation"
                label={t(words.turn)}
                names={[t(words.rotated), t(words.unrotated)]}
                value={turned.value ? 0 : 1}
                onChoose={(at) => (turned.value = at === 0)}
              />
            )
          }
          rows={names}
          columns={columns}
          size={1}
        />
        <Uniquenesses names={names} values={model.uniquenesses.values} heywood={model.heywood?.values} />
      </div>
    </>
  );
}

interface UniquenessProps {
  readonly names: readonly string[];
  readonly values: ArrayLike<number>;
  readonly heywood: ArrayLike<number> | undefined;
}

function Uniquenesses({ names, values, heywood }: UniquenessProps) {
  const all = Array.from(names.keys()).slice(0, maxBars);
  const bars = (columns: readonly number[], color: string): Mark => ({
    kind: "bars",
    names: columns.map((j) => names[j]),
    // A bar of zero height would be invisible.
    values: Float64Array.from(columns, (j) => Math.max(values[j], 0.01)),
    color,
    label: t(words.uniqueness),
  });
  const cases = all.filter((j) => heywood?.[j] === 1);
  return (
    <Chart
      title={t(words.uniqueness)}
      note={t(words.uniquenessNote)}
      x={{ label: t(words.column) }}
      y={{ label: t(words.share), domain: [0, 1] }}
      height={240}
      // All names first, so that they keep their order; Heywood cases are drawn over them.
      marks={[bars(all, roleColor("model")), ...(cases.length > 0 ? [bars(cases, seriesColor(1))] : [])]}
    />
  );
}

/** Heywood cases, and a fit that has not converged. */
function Notes({ fold, experiment, locale, names }: ViewProps<FaParams> & { readonly names: readonly string[] }) {
  const { heywood, gradient } = fold.output("scores") ?? {};
  if (!heywood || !gradient) return null;
  const columns = names.filter((_, j) => heywood.values[j] === 1).join(", ");
  const bound = formatNumber(experiment.params.bound, locale, 4);
  const [size] = gradient.values;
  return (
    <>
      {columns !== "" && <p class="part-warning">{t(words.heywood, { columns, bound })}</p>}
      {size > 1e-5 && <p class="part-warning">{t(words.notStill, { gradient: formatNumber(size, locale, 2) })}</p>}
    </>
  );
}
