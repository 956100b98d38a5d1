import type { MarkovFieldParams } from "../../../../../shared/labs/graphs/markov-field/fields.ts";
import { t } from "../../../../i18n/locale.ts";
import { Figure } from "../../../../views/figure.tsx";
import { ImageGrid } from "../../../../views/image-grid.tsx";
import type { ViewProps } from "../../../view.ts";
import { words } from "./words.ts";

/** The first lattice as it stands. */
export function LatticeView({ fold }: ViewProps<MarkovFieldParams>) {
  const spins = fold.output("chain.0")?.spins ?? fold.snapshot("chain.0")?.spins;
  if (spins === undefined) return <p class="part-caption">{t(words.empty)}</p>;
  const [height, width] = spins.shape;
  return (
    <Figure title={t(words.lattice)}>
      <ImageGrid title={t(words.latticeOf)} values={spins.values} count={1} shape={{ width, height }} range={[0, 1]} />
    </Figure>
  );
}
