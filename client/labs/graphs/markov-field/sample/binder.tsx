import { criticalTemperature } from "../../../../../shared/labs/graphs/markov-field/sample/model.ts";
import { crossingOf, foundOf, largestSides } from "../../../../../shared/labs/graphs/markov-field/sample/results.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatSpread } from "../../../../i18n/numbers.ts";
import { Chart, type Mark } from "../../../../views/chart.tsx";
import { type SampleProps, sampleOf } from "./chains.tsx";
import { pointsOf } from "./curves.tsx";
import { words } from "./words.ts";

/** Binder's cumulant of each side over temperature, and where the two largest cross. */
export function BinderView(props: SampleProps) {
  const params = sampleOf(props);
  const found = foundOf(props.fold, params);
  if (found.length === 0) return <p class="part-caption">{t(words.emptyChains)}</p>;
  const critical: Mark = { kind: "rule", x: criticalTemperature("ising", 2), dashed: true };
  return (
    <>
      <Chart
        title={t(words.binder)}
        note={t(words.binderNote)}
        x={{ label: t(words.temperature), unit: "J/k" }}
        y={{ label: "U" }}
        height={320}
        marks={[critical, ...pointsOf(found, params.sizes, "binder", true)]}
      />
      <Crossing {...props} />
    </>
  );
}

function Crossing(props: SampleProps) {
  const params = sampleOf(props);
  const sides = largestSides(params);
  const found = foundOf(props.fold, params);
  if (sides === undefined || found.length < params.sizes.length * params.temperatures) return null;
  const crossing = crossingOf(found, sides);
  if (crossing === undefined) return <p class="part-caption">{t(words.noCrossing)}</p>;
  const value = formatSpread({ mean: crossing.value, deviation: crossing.error }, locale.value);
  return <p class="part-caption">{t(words.crossing, { small: sides[0], large: sides[1], value })}</p>;
}
