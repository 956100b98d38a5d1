import { useMemo } from "preact/hooks";
import { bestDimension, bicCurve, heldOutCurve } from "../../../../shared/labs/factors/ppca/curves.ts";
import { spectrumOf } from "../../../../shared/labs/factors/ppca/spectrum.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { fitOf, type PpcaProps } from "./state.ts";
import { words } from "./words.ts";

/** Maximum number of eigenvalues drawn: beyond that, the tail is a line. */
const maxShown = 60;

/** Variance along each direction, and the noise that stands for those that are discarded. */
export function ScreeView(props: PpcaProps) {
  const fit = fitOf(props);
  const spectrum = spectrumOf(fit);
  const sigma2 = fit?.sigma2?.values[0];
  if (!spectrum || sigma2 === undefined) return <p class="part-caption">{t(words.noModel)}</p>;
  const { latent } = props.experiment.params;
  const shown = spectrum.values.slice(0, Math.max(maxShown, latent + 5));
  const points = (from: number, to: number, label: string, color: string): Mark[] =>
    from < Math.min(to, shown.length)
      ? [
          {
            kind: "points",
            x: Float64Array.from(shown.slice(from, to), (_, i) => from + i + 1),
            y: Float64Array.from(shown.slice(from, to)),
            radius: 4,
            label,
            color,
          },
        ]
      : [];
  return (
    <Chart
      title={t(words.scree)}
      note={t(spectrum.whole ? words.screeNote : words.screeMissing)}
      x={{ label: t(words.component), domain: [0.5, shown.length + 0.5] }}
      y={{ label: t(words.variance), zero: true }}
      marks={[
        ...points(0, latent, t(words.kept), roleColor("model")),
        ...points(latent, shown.length, t(words.discarded), roleColor("data")),
        { kind: "rule", y: sigma2, label: "σ²", color: seriesColor(1), dashed: true },
      ]}
    />
  );
}

/** How many dimensions: by cross-validation and by BIC, and a button that takes the advice. */
export function DimensionsView({ fold, version, data, experiment, propose }: PpcaProps) {
  const held = useMemo(() => (data ? heldOutCurve(fold, data.rows) : []), [fold, version, data]);
  const bic = useMemo(() => (data ? bicCurve(fold, data.rows, data.columns) : []), [fold, version, data]);
  const byHeld = bestDimension(held, 1);
  const byBic = bestDimension(bic, -1);
  const { latent } = experiment.params;
  const isLast = byHeld === held.length - 1 && held.length < (data?.columns ?? 0);
  if (byHeld === undefined && byBic === undefined) return <p class="part-caption">{t(words.later)}</p>;
  return (
    <>
      <div class="part-pair">
        <Curve
          title={t(words.heldOut)}
          note={t(words.heldOutNote)}
          unit={t(words.nats)}
          values={held}
          best={byHeld}
          latent={latent}
        />
        <Curve title={t(words.bic)} note={t(words.bicNote)} unit="BIC" values={bic} best={byBic} latent={latent} />
      </div>
      <div class="ppca-advice">
        {byHeld !== undefined && byBic !== undefined && (
          <span>
            {t(words.advice, { held: byHeld, bic: byBic })}
            {isLast && ` ${t(words.stillRising)}`}
          </span>
        )}
        {[...new Set([byHeld, byBic])]
          .filter((q): q is number => q !== undefined && q > 0 && q !== latent)
          .map((q) => (
            <button key={q} type="button" onClick={() => propose({ latent: q })}>
              {t(words.use, { q })}
            </button>
          ))}
      </div>
    </>
  );
}

interface CurveProps {
  readonly title: string;
  readonly note: string;
  readonly unit: string;
  readonly values: readonly (number | undefined)[];
  readonly best: number | undefined;
  readonly latent: number;
}

function Curve({ title, note, unit, values, best, latent }: CurveProps) {
  const known = values.map((_, q) => q).filter((q) => Number.isFinite(values[q]));
  const at = (q: number) => values[q] as number;
  const line = { x: Float64Array.from(known), y: Float64Array.from(known, at) };
  const mark = (q: number | undefined, label: string, color: string): Mark[] =>
    q === undefined || !known.includes(q) ? [] : [{ kind: "rule", x: q, label, color, dashed: true }];
  return (
    <Chart
      title={title}
      note={note}
      x={{ label: t(words.dimensionAxis) }}
      y={{ label: unit }}
      marks={[
        { kind: "line", ...line, color: roleColor("data") },
        { kind: "points", ...line, radius: 2.5, color: roleColor("data") },
        ...(latent === best ? [] : mark(latent, t(words.now, { q: latent }), seriesColor(1))),
        ...mark(best, t(words.best, { q: best ?? 0 }), roleColor("model")),
      ]}
    />
  );
}
