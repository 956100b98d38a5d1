import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { NumberBox } from "../../../views/number-box.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { useExplanation, waitFor } from "./explain.ts";
import type { SparseCodingProps } from "./state.ts";
import { words } from "./words.ts";

const patches = 24;
const solvers = ["ISTA", "FISTA", null] as const;

/** How the code of a patch grows as the penalty falls, and how fast each solver gets there. */
export function PathView(props: SparseCodingProps) {
  const row = useSignal(0);
  const { answer, waiting } = useExplanation(props, row.value);
  if (!answer) return <p class="part-caption">{t(waitFor(props, waiting))}</p>;
  const { penalties, path, pathAtoms, gaps } = answer;
  const [bends, used] = path.shape;
  const lambda = props.experiment.params.penalty;
  const lines = Array.from({ length: used }, (_, m): Mark => {
    const y = Array.from({ length: bends }, (_, n) => Number(path.values[n * used + m]));
    return { kind: "line", x: penalties.values, y, color: seriesColor(Number(pathAtoms.values[m])), width: 1.25 };
  });
  return (
    <div class="part-pair">
      <Chart
        title={t(words.pathTitle)}
        note={t(words.pathNote)}
        controls={<Patch value={row.value} onChange={(next) => (row.value = next)} />}
        x={{ label: t(words.penalty), zero: true }}
        y={{ label: t(words.coefficient), zero: true }}
        height={260}
        marks={[
          ...lines,
          ...(typeof lambda === "number"
            ? [{ kind: "rule", x: lambda, dashed: true, label: t(words.now) } as const]
            : []),
        ]}
      />
      <Chart
        title={t(words.solvers)}
        note={t(words.solversNote)}
        x={{ label: t(words.iteration), log: true }}
        y={{ label: t(words.gap), log: true }}
        height={260}
        marks={solvers.map((name, m): Mark => {
          const from = m * gaps.shape[1];
          // Zero has no logarithm: the line ends once it is within rounding.
          const y = Array.from(gaps.values.subarray(from, from + gaps.shape[1]), (gap) =>
            gap > 1e-13 ? gap : Number.NaN,
          );
          return {
            kind: "line",
            x: y.map((_, n) => n + 1),
            y,
            label: name ?? t(words.coordinates),
            color: seriesColor(m),
            width: 2,
          };
        })}
      />
    </div>
  );
}

function Patch({ value, onChange }: { readonly value: number; onChange(row: number): void }) {
  return (
    <label class="part-control">
      {t(words.patch)}
      <NumberBox
        min={1}
        max={patches}
        value={value + 1}
        onSet={(row) => {
          if (typeof row === "number") onChange(Math.min(patches, Math.max(1, Math.round(row))) - 1);
        }}
      />
    </label>
  );
}
