import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { namedRows } from "../../parts/matrix.ts";
import { columnName, featureColor, featureName, type SfaProps } from "./state.ts";
import { words } from "./words.ts";

/** Features whose weights have room for bars. */
const maxBars = 4;

/** For a film, pictures: what excites it most and least, or the weights. For other series, the weights as bars. */
export function FiltersView({ fold, data, experiment: { params } }: SfaProps) {
  const { filters, stimuli } = fold.output("slow") ?? {};
  if (!filters || !stimuli || !data) return <p class="part-caption">{t(words.notYet)}</p>;
  const { image } = data;
  if (!image) return <WeightBars filters={filters} data={data} lag={params.lag} />;
  const isQuadratic = params.expansion === "quadratic";
  const [count, width] = filters.shape;
  const kinds = isQuadratic ? [t(words.most), t(words.least)] : [t(words.weight)];
  const { values } = isQuadratic ? stimuli : filters;
  const columns = () =>
    namedRows(
      { shape: [count * kinds.length, width], values },
      (at) => `y${Math.floor(at / kinds.length) + 1} ${kinds[at % kinds.length]}`,
    );
  return (
    <Figure
      title={t(words.filtersTitle)}
      note={t(isQuadratic ? words.stimuliNote : words.weightsNote)}
      columns={columns}
    >
      <div class="sfa-filters">
        {Array.from({ length: count }, (_, i) => (
          <div key={i} class="sfa-filter">
            <span class="part-caption">{featureName(i)}</span>
            {kinds.map((kind, k) => (
              <div key={kind}>
                <ImageGrid
                  title={`${featureName(i)}: ${kind}`}
                  values={values.subarray((i * kinds.length + k) * width, (i * kinds.length + k + 1) * width)}
                  count={width / data.columns}
                  shape={image}
                  map="diverging"
                  maxScale={6}
                  height={90}
                />
                <span class="part-caption">{kind}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
    </Figure>
  );
}

interface BarsProps {
  readonly filters: NDArray;
  readonly data: Table;
  readonly lag: number;
}

function WeightBars({ filters, data, lag }: BarsProps) {
  const [count, width] = filters.shape;
  const names = Array.from({ length: width }, (_, j) => {
    const name = columnName(data, j % data.columns);
    return width > data.columns ? `${name} +${Math.floor(j / data.columns) * lag}` : name;
  });
  return (
    <div class="part-pair">
      {namedRows(filters, featureName)
        .slice(0, Math.min(count, maxBars))
        .map(({ name, values }, i) => (
          <Chart
            key={name}
            title={name}
            note={t(words.linear)}
            x={{ label: t(words.input) }}
            y={{ label: t(words.weight), zero: true }}
            marks={[{ kind: "bars", names, values, color: seriesColor(featureColor(i)) }]}
            height={200}
          />
        ))}
    </div>
  );
}
