import { useMemo } from "preact/hooks";
import { array } from "../../../../shared/arrays.ts";
import { comparedRows, shownSquare } from "../../../../shared/labs/generative/points/plane.ts";
import { plainRows } from "../../../../shared/labs/generative/points/samples.ts";
import { t } from "../../../i18n/locale.ts";
import { SamplesPictures } from "../points/pictures.tsx";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { useRows } from "../points/state.ts";
import { words as points } from "../points/words.ts";
import type { DiffusionProps } from "./state.ts";
import { words } from "./words.ts";

/** Data and samples, changing while the net learns: points, or pictures. */
export function MainView(props: DiffusionProps) {
  const { fold, experiment } = props;
  const samples = useRows(props);
  const { compared } = experiment.params;
  const final = fold.output("samples");
  const known = useMemo(() => {
    if (!samples) return undefined;
    const rows = comparedRows(samples, { compared });
    return array(plainRows(samples, rows), [rows.length, samples.columns]);
  }, [samples, compared]);
  const real = final?.real ?? known;
  const { generated } = final ?? fold.snapshot("train") ?? {};
  if (samples?.image)
    return <SamplesPictures shape={samples.image} generated={generated} real={real} isFinal={final !== undefined} />;
  const corner = final?.square?.values;
  const square = corner
    ? { low: [corner[0], corner[1]] as const, side: corner[2] }
    : samples && !final && shownSquare(samples);
  if (!square) return <p class="part-caption">{t(points.noData)}</p>;
  return (
    <SamplesPlane
      title={t(words.main)}
      square={square}
      real={real?.values ?? []}
      generated={generated?.values ?? []}
      countsOutside
    />
  );
}
