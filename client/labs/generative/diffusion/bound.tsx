import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import type { DiffusionProps } from "./state.ts";
import { words } from "./words.ts";

/** What each step adds to the bound on −log p: in nats, of pictures in bits for each pixel. */
export function BoundView({ fold }: DiffusionProps) {
  const { terms, generated, square } = fold.output("samples") ?? {};
  if (!terms || !generated) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const inBits = square === undefined;
  const values = Float64Array.from(terms.values, (x) => (inBits ? x / (generated.shape[1] * Math.LN2) : x));
  const [last, first, ...others] = values;
  const number = (value: number) => formatNumber(value, locale.value, 3);
  const sum = values.reduce((total, one) => total + one, 0);
  const said = { first: number(first), last: number(last), sum: number(sum) };
  return (
    <Chart
      title={t(words.boundTitle)}
      note={t(inBits ? words.boundBits : words.boundNats, said)}
      height={300}
      x={{ label: "t" }}
      y={{ label: "KL", unit: inBits ? "bits" : "nats", zero: true }}
      marks={[
        {
          kind: "line",
          x: Float64Array.from(others, (_, i) => i + 2),
          y: Float64Array.from(others),
          color: roleColor("model"),
        },
      ]}
    />
  );
}
