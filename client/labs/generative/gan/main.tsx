import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray, TypedArray } from "../../../../shared/arrays.ts";
import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { modesOfGaussians } from "../../../../shared/labs/generative/points/modes.ts";
import { type Square, squareOf } from "../../../../shared/labs/generative/points/plane.ts";
import { t } from "../../../i18n/locale.ts";
import { Check } from "../../parts/check.tsx";
import { columnOf } from "../../parts/matrix.ts";
import { type Axes, AxisSelects, axesWithin } from "../../parts/select.tsx";
import { namesOf } from "../../parts/table.ts";
import { SamplesPictures } from "../points/pictures.tsx";
import { SamplesPlane } from "../points/samples-plane.tsx";
import { words as points } from "../points/words.ts";
import { BesideCurves } from "./curves.tsx";
import { type GanProps, type Shown, useSamples, useShown } from "./state.ts";
import { words } from "./words.ts";

/** Data and samples, moving while the nets learn: points over what the discriminator says, or pictures. */
export function MainView(props: GanProps) {
  const shown = useShown(props);
  const samples = useSamples(props);
  if (samples?.image) return <Pictures {...props} shown={shown} />;
  if (shown.square) return <Points {...props} shown={shown} square={shown.square} />;
  if (shown.real) return <Columns {...props} shown={shown} real={shown.real} />;
  return <p class="part-caption">{t(points.noData)}</p>;
}

type PartProps = GanProps & { readonly shown: Shown };

function Points({ shown, square, ...props }: PartProps & { readonly square: Square }) {
  const { data, experiment } = props;
  const arrows = useSignal(false);
  const circles = useSignal(true);
  const { generated, real, field, slope } = shown;
  const { objective } = experiment.params;
  const gaussians = data?.gaussians;
  const modes = useMemo(() => {
    if (!gaussians) return undefined;
    const counts = generated ? modesOfGaussians(generated.values, gaussians).counts : undefined;
    const least = generated ? Math.max(1, (0.1 * generated.shape[0]) / (gaussians.centres.length / 2)) : 1;
    return {
      centres: gaussians.centres,
      radius: 3 * gaussians.deviation,
      covered: (mode: number) => (counts?.[mode] ?? 0) >= least,
    };
  }, [gaussians, generated]);
  return (
    <SamplesPlane
      title={t(words.main)}
      {...(field && { note: t(words.fieldNote) })}
      controls={
        <>
          {modes && <Check act="circles" label={t(words.circles)} on={circles} />}
          {slope && <Check act="slope" label={t(words.arrows)} on={arrows} />}
        </>
      }
      square={square}
      real={real?.values ?? []}
      generated={generated?.values ?? []}
      countsOutside
      field={field && shadingOf(objective, field)}
      arrows={arrows.value && slope ? drawnSlopes(slope, square.side) : undefined}
      modes={circles.value ? modes : undefined}
    >
      <BesideCurves {...props} />
    </SamplesPlane>
  );
}

/** About the middle of its scale: a probability of ½, half-way between the aims of LSGAN, the mean of a critic. */
function shadingOf(objective: GanParams["objective"], field: TypedArray) {
  const isCritic = objective === "wgan-gp";
  let middle = 0.5;
  if (isCritic) middle = Array.from(field).reduce((sum, x) => sum + x, 0) / field.length;
  const values = Float32Array.from(field, (x) => x - middle);
  const most = isCritic ? Math.max(1e-6, ...values.map(Math.abs)) : 0.5;
  return { values, map: "diverging", range: [-most, most] } as const;
}

/** Slopes as arrows: those that nine in ten are shorter than get a twelfth of the square. */
function drawnSlopes(slope: TypedArray, side: number): Float32Array {
  const lengths = Float64Array.from({ length: slope.length / 2 }, (_, n) => Math.hypot(slope[2 * n], slope[2 * n + 1]));
  const long = lengths.slice().sort()[Math.floor(0.9 * lengths.length)] || 1;
  return Float32Array.from(slope, (x) => (x * side) / (12 * long));
}

/** Rows of more columns, or of one: two of them as a plane. */
function Columns({ shown, real, ...props }: PartProps & { readonly real: NDArray }) {
  const { data } = props;
  const axes = useSignal<Axes>([0, 1]);
  const [, width] = real.shape;
  const [x, y] = axesWithin(axes.value, width);
  const pair = (rows: NDArray): Float32Array => {
    const [across, upright] = [columnOf(rows, x), columnOf(rows, y)];
    return Float32Array.from({ length: 2 * across.length }, (_, i) => (i % 2 === 0 ? across : upright)[i >> 1]);
  };
  const chosen = useMemo(() => pair(real), [real, x, y]);
  return (
    <SamplesPlane
      title={t(words.main)}
      note={t(words.pairNote)}
      controls={width > 1 && <AxisSelects names={namesOf(data, width)} axes={axes} />}
      square={squareOf(chosen)}
      real={chosen}
      generated={shown.generated ? pair(shown.generated) : []}
      countsOutside
    >
      <BesideCurves {...props} />
    </SamplesPlane>
  );
}

function Pictures(props: PartProps) {
  const shape = useSamples(props)?.image;
  return shape ? <SamplesPictures {...props.shown} shape={shape} /> : null;
}
