import { useSignal } from "@preact/signals";
import { numbersOf, partsOf } from "../../../../shared/labs/factors/factor-models/data.ts";
import { type FamilyFit, type Model, models } from "../../../../shared/labs/factors/factor-models/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Select } from "../../parts/select.tsx";
import type { ViewProps } from "../../view.ts";
import { largest, RowLines } from "./drawing.tsx";
import { nameOf } from "./state.ts";
import { words } from "./words.ts";

/** Likelihood and error of all models side by side. */
export function ComparedView({ metrics }: ViewProps) {
  const having = (name: string) => models.filter((model) => metrics[`${name}.${model}`] !== undefined);
  const bars = (name: string, color: string) => [
    {
      kind: "bars" as const,
      names: having(name).map(shortName),
      values: Float64Array.from(having(name), (model) => metrics[`${name}.${model}`]),
      color,
    },
  ];
  if (having("reconstructionMse").length === 0) return <p class="part-caption">{t(words.notYet)}</p>;
  return (
    <div class="part-pair">
      <Chart
        title={t(words.comparedTitle)}
        note={t(words.comparedNote)}
        x={{ label: t(words.model) }}
        y={{ label: t(words.nats), zero: true }}
        marks={bars("logLikelihood", roleColor("model"))}
      />
      <Chart
        title={t(words.errorTitle)}
        note={t(words.errorNote)}
        x={{ label: t(words.model) }}
        y={{ label: t(words.mse), zero: true }}
        marks={bars("reconstructionMse", seriesColor(1))}
      />
    </div>
  );
}

function shortName(model: Model): string {
  return t(model === "fa" ? words.faShort : model === "sparse" ? words.sparseShort : words[model]);
}

/** Held-out rows and what each model makes of them. */
export function ReconstructionsView({ data, fold, experiment }: ViewProps<FamilyFit>) {
  const chosen = useSignal(0);
  const shown = models.flatMap((model) => {
    const back = fold.output(model)?.back;
    return back ? [{ model, back }] : [];
  });
  if (!data || shown.length === 0) return <p class="part-caption">{t(words.notYet)}</p>;
  const { columns, rows } = data;
  const { test } = partsOf(experiment.params, data);
  const count = shown[0].back.shape[0];
  const at = Math.min(chosen.value, count - 1);
  const row = (values: typeof test.values) => numbersOf(values.subarray(at * columns, (at + 1) * columns));
  const lines = [
    { name: t(words.original), row: row(test.values) },
    ...shown.map(({ model, back }) => ({
      name: nameOf(model),
      row: row(back.values as Float64Array),
    })),
  ];
  const extent = Math.max(...lines.map(({ row }) => largest(row)));
  return (
    <Figure
      title={t(words.reconstructions)}
      note={t(words.reconstructionsNote)}
      columns={() => lines.map(({ name, row }) => ({ name, values: row }))}
      controls={
        <Select
          label={t(words.row, { n: "" })}
          names={Array.from({ length: count }, (_, n) => String(rows - test.rows + n + 1))}
          value={at}
          onChoose={(n) => (chosen.value = n)}
        />
      }
    >
      <div class="family-rows">
        {lines.map(({ name, row }) => (
          <div key={name}>
            <span class="part-caption">{name}</span>
            {data.image ? (
              <ImageGrid
                title={name}
                values={row}
                count={1}
                shape={data.image}
                map="diverging"
                range={[-extent, extent]}
                height={120}
                maxScale={12}
              />
            ) : (
              <RowLines
                title={name}
                rows={row}
                columns={columns}
                height={110}
                extent={extent}
                color={() => roleColor("model")}
              />
            )}
          </div>
        ))}
      </div>
    </Figure>
  );
}
