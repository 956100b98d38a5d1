import { onsagerEnergy, yangMagnetisation } from "../../../../../shared/kernels/ising/exact.ts";
import type { Physics } from "../../../../../shared/labs/graphs/markov-field/sample/model.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatNumber } from "../../../../i18n/numbers.ts";
import { LiveLine } from "../../../../views/live-line.tsx";
import { roleColor } from "../../../../views/palette.ts";
import type { Live } from "./live.ts";
import { words } from "./words.ts";

interface LiveNumbersProps {
  readonly live: Live;
  readonly physics: Physics;
  readonly colors: readonly string[];
}

/** Energy and magnetisation of the latest live sweeps, and what the infinite lattice has. */
export function LiveNumbers({ live: { trace, sweeps }, physics, colors }: LiveNumbersProps) {
  const number = (value: number) => formatNumber(value, locale.value, 4);
  const isKnown = physics.model === "ising" && physics.field === 0;
  const first = sweeps - trace.energy.length + 1;
  const x = Float64Array.from(trace.energy, (_, i) => first + i);
  const names = physics.model === "ising" ? [t(words.down), t(words.up)] : colors.map((_, s) => String(s + 1));
  return (
    <>
      <p class="part-names">
        {names.map((name, s) => (
          <span key={name}>
            <span class="site-swatch" style={{ background: colors[s] }} /> {name}
          </span>
        ))}
      </p>
      {trace.energy.length > 1 && (
        <LiveLine
          title={t(words.traceTitle)}
          x={{ label: t(words.sweep), domain: [first, Math.max(first + 1, sweeps)] }}
          y={{ label: "e, m", domain: [-2, 1] }}
          height={150}
          series={[
            { label: t(words.energy), color: roleColor("data"), x, y: trace.energy },
            { label: t(words.magnetisation), color: roleColor("model"), x, y: trace.magnetisation },
          ]}
        />
      )}
      {isKnown && (
        <p class="part-caption">
          {t(words.infinite, {
            energy: number(onsagerEnergy(physics.temperature)),
            magnetisation: number(yangMagnetisation(physics.temperature)),
          })}
        </p>
      )}
    </>
  );
}
