import { conditionalOf, type Physics, statesOf } from "../../../../../shared/labs/graphs/markov-field/sample/model.ts";
import { t } from "../../../../i18n/locale.ts";
import { SitePanel } from "../site.tsx";
import { cssOf, stateColors } from "./colors.ts";
import { words } from "./words.ts";

interface SpinSiteProps {
  readonly physics: Physics;
  readonly spins: Uint8Array;
  readonly side: number;
  readonly site: number;
}

/** Sites shown to each side of the chosen one. */
const REACH = 4;

/** The chosen site among its neighbours, around the torus. */
export function SpinSite({ physics, spins, side, site }: SpinSiteProps) {
  const [row, column] = [Math.floor(site / side), site % side];
  const colors = stateColors(statesOf(physics)).map(cssOf);
  const { energies, probabilities } = conditionalOf(physics, spins, side, site);
  const offsets = Array.from({ length: 2 * REACH + 1 }, (_, i) => i - REACH);
  const around = offsets.map((r) =>
    offsets.map((c) => colors[spins[mod(row + r, side) * side + mod(column + c, side)]]),
  );
  const nameOf = (state: number) =>
    physics.model === "ising" ? t(state === 1 ? words.up : words.down) : t(words.stateNumber, { state: state + 1 });
  return (
    <SitePanel
      place={[row + 1, column + 1]}
      around={around}
      terms={[t(words.siteEnergy)]}
      states={energies.map((energy, state) => ({
        name: nameOf(state),
        color: colors[state],
        values: [energy],
        probability: probabilities[state],
      }))}
      note={t(words.siteNote)}
    />
  );
}

const mod = (a: number, n: number) => ((a % n) + n) % n;
