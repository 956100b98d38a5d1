import {
  METHOD_NAMES,
  type Method,
  methodsOf,
  RATIOS,
  SWEEPS,
} from "../../../../shared/labs/partition/likelihood-gradient/names.ts";
import { fixedOf, lastOf } from "../../../../shared/labs/partition/likelihood-gradient/results.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Rows } from "../../../views/table.tsx";
import { type LikelihoodProps, methodColor } from "./state.ts";
import { words } from "./words.ts";

/** Where each method comes to rest, in numbers, and how that depends on sweeps and noise. */
export function RestView(props: LikelihoodProps) {
  const { fold, experiment, locale } = props;
  const methods = methodsOf(experiment.params);
  if (!fold.output("fixed")) return <p class="part-caption">{t(words.empty)}</p>;
  // Rounding may leave less than nothing.
  const say = (value: number | undefined) =>
    value === undefined ? "–" : formatNumber(Math.abs(value) < 1e-9 ? 0 : value, locale, 4);
  const column = (name: string, of: (method: Method) => number | undefined) => ({
    name,
    values: methods.map((method) => say(of(method))),
  });
  return (
    <>
      <Rows
        label={t(words.rest)}
        columns={[
          { name: t(words.method), values: methods.map((method) => t(METHOD_NAMES[method])) },
          column(t(words.klFixed), (method) => fixedOf(fold, method)?.kl),
          column(t(words.bias), (method) => fixedOf(fold, method)?.distance),
          column(t(words.klReached), (method) => lastOf(fold, method, "kl")),
          column(t(words.cosineMean), (method) => props.metrics[`gradientCosine.${method}`]),
        ]}
      />
      <p class="part-caption">{t(words.restNote)}</p>
      <div class="part-pair">
        <By
          {...props}
          method="cd"
          array="sweeps"
          strengths={SWEEPS}
          x={t(words.sweepsAxis)}
          now={experiment.params.k}
        />
        <By
          {...props}
          method="nce"
          array="ratios"
          strengths={RATIOS}
          x={t(words.ratiosAxis)}
          now={experiment.params.noiseRatio}
        />
      </div>
    </>
  );
}

interface ByProps extends LikelihoodProps {
  readonly method: "cd" | "nce";
  readonly array: "sweeps" | "ratios";
  readonly strengths: readonly number[];
  readonly x: string;
  readonly now: number;
}

/** KL at the fixed point of a method by how strong it is. */
function By({ fold, method, array, strengths, x, now }: ByProps) {
  const y = Float64Array.from(fold.output("fixed")?.[array].values ?? [], (kl) => Math.max(0, Number(kl)));
  const least = fixedOf(fold, "exact")?.kl;
  if (y.length === 0 || least === undefined) return null;
  const marks: Mark[] = [
    { kind: "rule", y: Math.max(0, least), color: roleColor("truth"), dashed: true },
    { kind: "rule", x: now, color: roleColor("other") },
    { kind: "line", x: strengths, y, color: methodColor(method), width: 2 },
    { kind: "points", x: strengths, y, color: methodColor(method), radius: 4 },
  ];
  return (
    <Chart
      title={t(method === "cd" ? words.bySweeps : words.byRatio)}
      note={t(method === "cd" ? words.bySweepsNote : words.byRatioNote)}
      height={240}
      x={{ label: x, log: true }}
      y={{ label: t(words.klAxis) }}
      marks={marks}
    />
  );
}
