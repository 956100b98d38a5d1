import { boundParts } from "../../../../shared/labs/generative/diffusion/bound-parts.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import type { DiffusionProps } from "./state.ts";
import { words } from "./words.ts";

/** What each step adds to the bound on −log p: in nats, of pictures in bits for each pixel. */
export function BoundView({ fold }: DiffusionProps) {
  const parts = boundParts(fold.output("samples"));
  if (!parts) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const { inBits, last, first, others, sum, units, bound } = parts;
  const number = (value: number) => formatNumber(value, locale.value, 3);
  const said = {
    first: number(first),
    last: number(last),
    sum: number(sum),
    units: number(units),
    bound: number(bound),
  };
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
          y: others,
          color: roleColor("model"),
        },
      ]}
    />
  );
}
