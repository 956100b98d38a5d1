import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { array, type TypedArray } from "../../../../shared/arrays.ts";
import {
  comparedRows,
  type PlanarSamples,
  shownSquare,
  unscaled,
} from "../../../../shared/labs/generative/points/plane.ts";
import { plainRows, rowSamples } from "../../../../shared/labs/generative/points/samples.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { Check } from "../../parts/check.tsx";
import { SamplesPictures } from "../points/pictures.tsx";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { useSamples } from "../points/state.ts";
import { words as points } from "../points/words.ts";
import { type FlowProps, usePictureShape } from "./state.ts";
import { words } from "./words.ts";

/** Data and samples, moving while the flow learns: of points over the density. */
export function MainView(props: FlowProps) {
  const image = usePictureShape(props);
  return image ? <Pictures {...props} image={image} /> : <Points {...props} />;
}

function Pictures({ fold, data, experiment, image }: FlowProps & { readonly image: PictureShape }) {
  const { testFraction, resolution, compared } = experiment.params;
  const final = fold.output("samples");
  const known = useMemo(() => {
    if (!data?.image) return undefined;
    const samples = rowSamples(data, { testFraction, resolution });
    const rows = comparedRows(samples, { compared });
    return array(plainRows(samples, rows), [rows.length, samples.columns]);
  }, [data, testFraction, resolution, compared]);
  const { generated } = final ?? fold.snapshot("train") ?? {};
  return (
    <SamplesPictures shape={image} generated={generated} real={final?.real ?? known} isFinal={final !== undefined} />
  );
}

function Points(props: FlowProps) {
  const { fold, experiment } = props;
  const samples = useSamples(props);
  const own = useSignal(true);
  const final = fold.output("samples");
  const known = useMemo(
    () => (samples ? knownOf(samples, experiment.params) : undefined),
    [samples, experiment.params.compared],
  );
  const corner = final?.square.values;
  const square = corner ? { low: [corner[0], corner[1]] as const, side: corner[2] } : known?.square;
  if (!square) return <p class="part-caption">{t(points.noData)}</p>;
  const { generated, field } = final ?? fold.snapshot("train") ?? {};
  return (
    <SamplesPlane
      title={t(words.main)}
      note={t(words.mainNote)}
      controls={<Check act="samples" label={t(words.samples)} on={own} />}
      square={square}
      real={final?.real.values ?? known?.real ?? []}
      generated={own.value ? (generated?.values ?? []) : undefined}
      countsOutside
      field={field && shadingOf(field.values)}
    />
  );
}

/** Held-out points, and the square about the others. */
function knownOf(samples: PlanarSamples, params: FlowProps["experiment"]["params"]) {
  const rows = rowsAsFloats({ columns: 2, values: samples.values }, comparedRows(samples, params));
  return { real: unscaled(rows, samples.scaling), square: shownSquare(samples) };
}

/** Up to what one cell in fifty exceeds, so that a single spike leaves the others seen. */
function shadingOf(field: TypedArray) {
  const sorted = Float32Array.from(field).sort();
  const most = sorted[Math.floor(0.98 * sorted.length)] || sorted.at(-1) || 1;
  return { values: field, map: "diverging", range: [-most, most] } as const;
}
