import type { Arrays } from "../../../../../shared/arrays.ts";
import { criticalTemperature, statesOf } from "../../../../../shared/labs/graphs/markov-field/sample/model.ts";
import type { Quantity } from "../../../../../shared/labs/graphs/markov-field/sample/quantities.ts";
import { type Found, foundOf } from "../../../../../shared/labs/graphs/markov-field/sample/results.ts";
import type { Localized } from "../../../../../shared/text.ts";
import { t } from "../../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../../views/palette.ts";
import { type SampleProps, sampleOf } from "./chains.tsx";
import { words } from "./words.ts";

/** A quantity over temperature with its errors, a colour for each side; `joined`: by a line, which bears the side's name. */
export function pointsOf(
  found: readonly Found[],
  sizes: readonly number[],
  quantity: Quantity,
  joined: boolean,
): Mark[] {
  return sizes.flatMap((side, i): Mark[] => {
    const own = found.filter((one) => one.side === side);
    const color = seriesColor(i);
    const estimates = own.map((one) => one.of(quantity));
    const x = Float64Array.from(own, ({ temperature }) => temperature);
    const value = Float64Array.from(estimates, (one) => one?.value ?? NaN);
    const barred = estimates.flatMap((one, n) => (one?.error === undefined ? [] : [n]));
    const name = t(words.ofSide, { side });
    return [
      ...(joined ? [{ kind: "line" as const, x, y: value, color, label: name, width: 1 }] : []),
      { kind: "points", x, y: value, color, label: name, radius: 2.5 },
      {
        kind: "interval",
        x: Float64Array.from(barred, (n) => x[n]),
        low: Float64Array.from(barred, (n) => value[n] - (estimates[n]?.error ?? 0)),
        high: Float64Array.from(barred, (n) => value[n] + (estimates[n]?.error ?? 0)),
        color,
      },
    ];
  });
}

/** What is exact: of each torus in the colour of its points, of the infinite lattice as truth. */
function exactOf(theory: Arrays | undefined, sizes: readonly number[], quantity: Quantity): Mark[] {
  if (theory === undefined) return [];
  const x = theory.at.values;
  const points = x.length;
  const truth = (name: "onsager" | "yang"): Mark => ({
    kind: "line",
    x,
    y: theory[name].values,
    color: roleColor("truth"),
    dashed: true,
    label: t(words[name]),
  });
  const tori = (name: "energy" | "heatCapacity") =>
    sizes.map(
      (side, i): Mark => ({
        kind: "line",
        x,
        y: theory[name].values.slice(i * points, (i + 1) * points),
        color: seriesColor(i),
        label: t(words.kaufman, { side }),
      }),
    );
  if (quantity === "energy") return [truth("onsager"), ...tori("energy")];
  if (quantity === "heatCapacity") return tori("heatCapacity");
  return quantity === "magnetisation" ? [truth("yang")] : [];
}

const FIGURES: readonly (readonly [Quantity, Localized, unit: string])[] = [
  ["energy", words.energy, "J"],
  ["magnetisation", words.absolute, ""],
  ["heatCapacity", words.heatCapacity, "k"],
  ["susceptibility", words.susceptibility, "1/J"],
];

/** Four quantities over temperature: points of the chains, curves of what is exact. */
export function CurvesView(props: SampleProps) {
  const params = sampleOf(props);
  const found = foundOf(props.fold, params);
  if (found.length === 0) return <p class="part-caption">{t(words.emptyChains)}</p>;
  const theory = props.fold.output("theory");
  const bare = found.filter((one) => one.of("energy")?.error === undefined).length;
  const critical = criticalTemperature(params.model, statesOf(params));
  // Where no exact curve of each side goes through the points.
  const isJoined = (quantity: Quantity) =>
    params.temperatures > 1 && (!theory || quantity === "magnetisation" || quantity === "susceptibility");
  const rule: Mark[] = params.model === "potts" ? [{ kind: "rule", x: critical, dashed: true }] : [];
  return (
    <>
      {bare > 0 && <p class="part-warning">{t(words.noErrors, { count: bare, total: found.length })}</p>}
      <div class="part-pair">
        {FIGURES.map(([quantity, title, unit]) => (
          <Chart
            key={quantity}
            title={t(title)}
            x={{ label: t(words.temperature), unit: "J/k" }}
            y={{ label: t(title), ...(unit && { unit }) }}
            marks={[
              ...rule,
              ...exactOf(theory, params.sizes, quantity),
              ...pointsOf(found, params.sizes, quantity, isJoined(quantity)),
            ]}
          />
        ))}
      </div>
      <p class="part-caption">{t(theory ? words.curvesNote : words.pottsNote)}</p>
    </>
  );
}
