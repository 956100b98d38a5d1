import { useMemo } from "preact/hooks";
import { comparedRows, shownSquare, unscaled } from "../../../../shared/labs/generative/points/plane.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { useSamples } from "../points/state.ts";
import { words as points } from "../points/words.ts";
import type { DiffusionProps } from "./state.ts";
import { words } from "./words.ts";

/** Data and samples, moving while the net learns. */
export function MainView(props: DiffusionProps) {
  const { fold, experiment } = props;
  const samples = useSamples(props);
  const { compared } = experiment.params;
  const final = fold.output("samples");
  const known = useMemo(() => {
    if (!samples) return undefined;
    const rows = rowsAsFloats({ columns: 2, values: samples.values }, comparedRows(samples, { compared }));
    return { real: unscaled(rows, samples.scaling), square: shownSquare(samples) };
  }, [samples, compared]);
  const corner = final?.square.values;
  const square = corner ? { low: [corner[0], corner[1]] as const, side: corner[2] } : known?.square;
  if (!square) return <p class="part-caption">{t(points.noData)}</p>;
  return (
    <SamplesPlane
      title={t(words.main)}
      square={square}
      real={final?.real.values ?? known?.real ?? []}
      generated={(final ?? fold.snapshot("train"))?.generated?.values}
    />
  );
}
