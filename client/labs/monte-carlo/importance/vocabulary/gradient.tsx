import { gradientIn } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/metrics.ts";
import { type Found, GRADIENT_ROWS } from "../../../../../shared/labs/monte-carlo/importance/vocabulary/sizes.ts";
import { t } from "../../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../../views/chart.tsx";
import { colorOf, type VocabularyProps, vocabularyOf } from "./training.tsx";
import { words } from "./words.ts";

/** Bias and noise of sampled gradients of the trained model, over the number of words drawn. */
export function GradientView(props: VocabularyProps) {
  const found = gradientIn(props.fold, vocabularyOf(props));
  if (found === undefined) return <p class="part-caption">{t(words.emptyGradient)}</p>;
  const { sizes, of } = found;
  const marksOf = (measured: Found, theory: Found): Mark[] =>
    GRADIENT_ROWS.flatMap((method, row): Mark[] => {
      const color = colorOf(method);
      const root = (name: Found) => sizes.map((_, i) => Math.sqrt(Math.max(0, of(row, i, name))));
      // What chance hides has no place on a logarithmic axis.
      const seen = sizes.map((size, i) => [size, root(measured)[i]] as const).filter(([, value]) => value > 1e-9);
      const line = root(theory);
      const [x, y] = [seen.map(([size]) => size), seen.map(([, value]) => value)];
      const label = t(words[method]);
      const hasTheory = line.every((value) => Number.isFinite(value) && value > 0);
      return [
        hasTheory
          ? { kind: "line", x: sizes, y: line, color, width: 1, label }
          : { kind: "line", x, y, color, width: 1, dashed: true, label },
        { kind: "points", x, y, color },
      ];
    });
  // Points at the ends are drawn whole.
  const x = { label: t(words.drawnWords), log: true, domain: [sizes[0] / 1.3, sizes[sizes.length - 1] * 1.3] as const };
  // Below the lowest point there is room for the names of the lines.
  const yOf = (measured: Found, theory: Found) => {
    const values = GRADIENT_ROWS.flatMap((_, row) =>
      sizes.flatMap((_, i) => [measured, theory].map((name) => Math.sqrt(Math.max(0, of(row, i, name))))),
    ).filter((value) => value > 1e-9 && Number.isFinite(value));
    const domain = [Math.min(...values) / 2.5, Math.max(...values) * 1.3] as const;
    return { label: t(words.relative), log: true, ...(values.length > 0 && { domain }) };
  };
  return (
    <div class="part-pair">
      <Chart
        title={t(words.biasTitle)}
        note={t(words.biasNote)}
        x={x}
        y={yOf("bias", "biasTheory")}
        marks={marksOf("bias", "biasTheory")}
        height={280}
      />
      <Chart
        title={t(words.noiseTitle)}
        note={t(words.noiseNote)}
        x={x}
        y={yOf("spread", "spreadTheory")}
        marks={marksOf("spread", "spreadTheory")}
        height={280}
      />
    </div>
  );
}
