import type { Arrays } from "../../../../shared/arrays.ts";
import { expectation } from "../../../../shared/kernels/finite-chain/averages.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { recordLine } from "../../parts/record-lines.tsx";
import { blocksOf, exactOf, type Props, summaryOf } from "./found.ts";
import { words } from "./words.ts";

/** How far averages are off: what they estimate in time, and their error by what is discarded and thinned. */
export function AveragesView(props: Props) {
  return (
    <div class="part-pair">
      <BiasChart {...props} />
      <DiscardChart {...props} />
      <ThinChart {...props} />
    </div>
  );
}

function BiasChart({ fold, experiment: { params } }: Props) {
  const exact = recordLine(fold, { id: "exact" }, "mean");
  if (exact.y.length === 0) return <p class="part-caption">{t(words.empty)}</p>;
  const known = exactOf(fold);
  const equilibrium = known && expectation(known.stationary.values as Float64Array, known.f.values as Float64Array);
  const simulated = simulatedMeans(fold, params.chains);
  const marks: Mark[] = [
    ...(equilibrium === undefined ? [] : [{ kind: "rule", y: equilibrium, dashed: true } as const]),
    { kind: "rule", x: params.discarded, color: roleColor("other") },
    ...simulated,
    { kind: "line", x: exact.x, y: exact.y, label: t(words.exact), color: roleColor("model"), width: 2 },
  ];
  return (
    <Chart
      title={t(words.bias)}
      note={t(words.biasNote)}
      x={{ label: t(words.step) }}
      y={{ label: t(words.mean) }}
      marks={marks}
    />
  );
}

/** Mean over all simulated chains, and two standard errors to either side. */
function simulatedMeans(fold: Props["fold"], chains: number): readonly Mark[] {
  const lines = (record: string) => blocksOf(fold).map((id) => recordLine(fold, { id }, record));
  const [sums, squares] = [lines("sum"), lines("squares")];
  const rows = Math.min(...[...sums, ...squares].map(({ y }) => y.length));
  if (sums.length === 0 || rows === 0) return [];
  const total = (of: typeof sums, row: number) => of.reduce((sum, { y }) => sum + y[row], 0) / chains;
  const x = sums[0].x.subarray(0, rows);
  const y = x.map((_, row) => total(sums, row));
  const margin = y.map((mean, row) => 2 * Math.sqrt(Math.max(0, total(squares, row) - mean * mean) / chains));
  return [
    {
      kind: "band",
      x,
      low: y.map((mean, row) => mean - margin[row]),
      high: y.map((mean, row) => mean + margin[row]),
      color: roleColor("data"),
    },
    { kind: "line", x, y, label: t(words.simulated), color: roleColor("data") },
  ];
}

function DiscardChart({ fold, experiment: { params } }: Props) {
  const summary = summaryOf(fold);
  if (!summary) return <p class="part-caption">{t(words.afterwards)}</p>;
  const y = Float64Array.from(summary.meanSquare.values, (square) => Math.sqrt(Math.max(0, Number(square))));
  const bias = Float64Array.from(summary.bias.values, (one) => Math.abs(Number(one)));
  const best = y.indexOf(Math.min(...y));
  const marks: Mark[] = [
    { kind: "rule", x: params.discarded, color: roleColor("other") },
    { kind: "rule", x: best, dashed: true, color: roleColor("truth") },
    { kind: "line", y: bias, label: t(words.absoluteBias), color: roleColor("truth") },
    { kind: "line", y, label: t(words.rootMeanSquare), color: roleColor("model"), width: 2 },
    ...(params.thin === 1 ? observedAt(fold, params.discarded) : []),
  ];
  return (
    <Chart
      title={t(words.discard)}
      note={t(words.discardNote)}
      x={{ label: t(words.discarded) }}
      y={{ label: t(words.error), zero: true }}
      marks={marks}
    />
  );
}

function ThinChart({ fold, experiment: { params } }: Props) {
  const summary = summaryOf(fold);
  if (!summary) return null;
  const x = Float64Array.from(summary.every.values);
  const y = Float64Array.from(summary.thinned.values, (square) => Math.sqrt(Math.max(0, Number(square))));
  const marks: Mark[] = [
    { kind: "line", x, y, color: roleColor("model"), width: 2 },
    { kind: "points", x, y, color: roleColor("model") },
    ...observedAt(fold, params.thin),
  ];
  return (
    <Chart
      title={t(words.thin)}
      note={t(words.thinNote)}
      x={{ label: t(words.every), log: true }}
      y={{ label: t(words.error), zero: true }}
      marks={marks}
    />
  );
}

/** How far off the averages of the simulated chains were, root mean squared. */
function observedAt(fold: Props["fold"], x: number): readonly Mark[] {
  const known = exactOf(fold);
  const outputs = blocksOf(fold).map((id) => fold.output(id) as Arrays | undefined);
  if (!known || outputs.some((output) => output === undefined)) return [];
  const truth = expectation(known.stationary.values as Float64Array, known.f.values as Float64Array);
  const averages = outputs.flatMap((output) => Array.from(output?.averages.values ?? [], Number));
  const square = averages.reduce((sum, average) => sum + (average - truth) ** 2, 0) / averages.length;
  return [
    { kind: "points", x: [x], y: [Math.sqrt(square)], label: t(words.observed), color: roleColor("data"), radius: 5 },
  ];
}
