import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { columnName } from "./state.ts";
import { words } from "./words.ts";
import "./sfa.css";

/** Of a film pictures: what gives most and least, or the weights. Of other series the weights as bars. */
export function FiltersView(props: ViewProps) {
  const { fold, data, experiment } = props;
  const { filters, stimuli } = fold.output("slow") ?? {};
  if (!filters || !stimuli || !data) return <p class="sfa-caption">{t(words.notYet)}</p>;
  const [count, width] = filters.shape;
  const isQuadratic = experiment.params.expansion === "quadratic";
  if (!data.image) return <WeightBars {...props} />;
  const pictures = width / data.columns;
  const rows = isQuadratic ? [t(words.most), t(words.least)] : [t(words.weight)];
  const values = isQuadratic ? stimuli.values : filters.values;
  const columns = () =>
    Array.from({ length: count * rows.length }, (_, at) => ({
      name: `y${Math.floor(at / rows.length) + 1} ${rows[at % rows.length]}`,
      values: Float64Array.from(values.subarray(at * width, (at + 1) * width)),
    }));
  return (
    <Figure
      title={t(words.filtersTitle)}
      note={t(isQuadratic ? words.stimuliNote : words.weightsNote)}
      columns={columns}
    >
      <div class="sfa-filters">
        {Array.from({ length: count }, (_, i) => (
          <div key={i} class="sfa-filter">
            <span class="sfa-caption">{t(words.feature, { n: i + 1 })}</span>
            {rows.map((row, k) => (
              <div key={row}>
                <ImageGrid
                  title={`${t(words.feature, { n: i + 1 })}: ${row}`}
                  values={values.subarray((i * rows.length + k) * width, (i * rows.length + k + 1) * width)}
                  count={pictures}
                  shape={data.image as NonNullable<typeof data.image>}
                  map="diverging"
                  maxScale={6}
                  height={90}
                />
                <span class="sfa-caption">{row}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
    </Figure>
  );
}

function WeightBars({ fold, data, experiment }: ViewProps) {
  const { filters } = fold.output("slow") ?? {};
  if (!filters || !data) return null;
  const [count, width] = filters.shape;
  const lag = Number(experiment.params.lag);
  const name = (j: number) => {
    const behind = Math.floor(j / data.columns) * lag;
    return `${columnName(data, j % data.columns)}${width > data.columns ? ` +${behind}` : ""}`;
  };
  return (
    <div class="sfa-bars">
      {Array.from({ length: Math.min(count, 4) }, (_, i) => (
        <Chart
          key={i}
          title={t(words.feature, { n: i + 1 })}
          note={t(words.linear)}
          x={{ label: t(words.input) }}
          y={{ label: t(words.weight), zero: true }}
          marks={[
            {
              kind: "bars",
              names: Array.from({ length: width }, (_, j) => name(j)),
              values: Float64Array.from(filters.values.subarray(i * width, (i + 1) * width)),
              color: seriesColor(i === 1 ? 7 : i),
            },
          ]}
          height={200}
        />
      ))}
    </div>
  );
}
