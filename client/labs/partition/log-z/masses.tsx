import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Slider } from "../../parts/slider.tsx";
import { massesAt } from "./mass.ts";
import type { LogZProps } from "./state.ts";
import { words } from "./words.ts";

/** Temperatures that the slider goes to, about the run's own. */
const COLDEST = 0.8;
const HOTTEST = 8;
/** Energies per spin that a grid may have: two bonds a spin. */
const ENERGIES: readonly [number, number] = [-2, 2];

/** Where the states are and where the mass is, at a temperature that a slider chooses. */
export function Masses({ fold, experiment: { params }, locale, propose }: LogZProps) {
  const isIsing = params.model === "ising";
  const own = params.temperature ?? 1;
  // On the slider: the temperature of a grid, or β of a machine.
  const chosen = useSignal<number | null>(null);
  const value = chosen.value ?? (isIsing ? Math.min(HOTTEST, Math.max(COLDEST, own)) : 1);
  const beta = isIsing ? own / value : value;
  const found = fold.output("model");
  const levels = Float64Array.from(found?.levels?.values ?? []);
  const logCounts = Float64Array.from(found?.logCounts?.values ?? []);
  const { states, mass, mean, chance } = massesAt(levels, logCounts, beta);
  // Of a grid the energy per spin, which does not depend on the temperature.
  const spins = isIsing ? (params.side ?? 4) ** 2 : 1;
  const scale = isIsing ? -own / spins : 1;
  const x = levels.map((level) => level * scale);
  const say = (number: number, digits = 3) => formatNumber(number, locale, digits);
  const ordered = <A,>(values: ArrayLike<A>): A[] => (isIsing ? Array.from(values).reverse() : Array.from(values));
  const along = Float64Array.from(ordered(x));
  const zeros = new Float64Array(along.length);
  const hill = (name: string, color: string, y: Float64Array) => ({
    label: name,
    color,
    x: along,
    y: Float64Array.from(ordered(y)),
    low: zeros,
    width: 2,
  });
  const entropies = logCounts.map((count) => count / spins);
  const top = entropies.reduce((most, entropy) => Math.max(most, entropy), 0);
  const at = mean * scale;
  const slope = 1 / value;
  const height = valueAt(x, entropies, at);
  return (
    <>
      <div class="part-controls">
        <Slider
          act="temperature"
          label={t(isIsing ? words.temperature : words.beta)}
          min={isIsing ? COLDEST : 0}
          max={isIsing ? HOTTEST : 2}
          step={0.01}
          value={value}
          said={say(value)}
          onMove={(to) => (chosen.value = to)}
        />
        {isIsing && (
          <button
            type="button"
            disabled={Math.abs(value - own) < 0.005}
            onClick={() => propose({ temperature: Math.round(100 * value) / 100 })}
          >
            {t(words.take)}
          </button>
        )}
        <span class="part-number log-z-chance">{t(words.chance, { count: say(1 / chance, 2) })}</span>
      </div>
      <div class="part-pair">
        <LiveLine
          title={t(words.massTitle)}
          note={t(isIsing ? words.massNoteIsing : words.massNoteMachine)}
          height={260}
          x={{ label: t(isIsing ? words.energy : words.logModel), ...(isIsing && { domain: ENERGIES }) }}
          y={{ label: t(words.share), zero: true }}
          series={[hill(t(words.states), roleColor("data"), states), hill(t(words.massLine), roleColor("model"), mass)]}
        />
        {isIsing && (
          <LiveLine
            title={t(words.entropy)}
            note={t(words.entropyNote)}
            height={260}
            x={{ label: t(words.energy), domain: ENERGIES }}
            y={{ label: t(words.entropyAxis), domain: [0, 1.12 * top] }}
            series={[
              {
                label: t(words.slopeLine),
                color: roleColor("model"),
                x: [along[0], along[along.length - 1]],
                y: [along[0], along[along.length - 1]].map((e) => height + slope * (e - at)),
                width: 1.5,
              },
              {
                label: t(words.states),
                color: roleColor("data"),
                x: along,
                y: Float64Array.from(ordered(entropies)),
                width: 2,
              },
            ]}
          />
        )}
      </div>
    </>
  );
}

/** The number of states between two known levels, on a line. */
function valueAt(x: Float64Array, y: Float64Array, at: number): number {
  for (let i = 0; i + 1 < x.length; i++) {
    const share = (at - x[i]) / (x[i + 1] - x[i]);
    if (share >= 0 && share <= 1) return y[i] + share * (y[i + 1] - y[i]);
  }
  return y[0];
}
