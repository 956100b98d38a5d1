import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../shared/arrays.ts";
import { DEVIATIONS, SHIFTS } from "../../../shared/labs/nets/disturbances.ts";
import { addNoise, move } from "../../../shared/labs/nets/moved.ts";
import { fillNormal32 } from "../../../shared/random/index.ts";
import { t } from "../../i18n/locale.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { LiveLine } from "../../views/live-line.tsx";
import { seriesColor } from "../../views/palette.ts";
import type { ViewProps } from "../view.ts";
import { words as nets } from "./net-words.ts";
import { type Known, LaterCaption, type PictureNet, useKnown } from "./picture-net.tsx";
import { words } from "./picture-words.ts";

/** How accuracy falls with noise, and with shifts, and what such pictures look like. */
export function robustnessView<P>(net: PictureNet<P>) {
  return function RobustnessView(props: ViewProps<P>) {
    const { noise, shift } = props.fold.output("robust") ?? {};
    const known = useKnown(net, props);
    if (!noise || !shift) return <LaterCaption {...props} />;
    const [noisy, shifted] = [
      { title: t(words.noiseTitle), x: t(words.deviation), levels: DEVIATIONS, accuracy: noise },
      { title: t(words.shiftTitle), x: t(words.pixels), levels: SHIFTS, accuracy: shift },
    ];
    return (
      <div class="part-pair">
        <Curve {...noisy} known={known} of="noise" />
        <Curve {...shifted} known={known} of="shift" />
      </div>
    );
  };
}

interface CurveProps {
  readonly title: string;
  readonly x: string;
  readonly levels: readonly number[];
  readonly accuracy: NDArray;
  readonly known: Known | null;
  readonly of: "noise" | "shift";
}

function Curve({ title, x, levels, accuracy, known, of }: CurveProps) {
  const examples = useMemo(() => known && examplesOf(known, levels, of), [known, levels, of]);
  return (
    <section class="part-stack">
      <LiveLine
        title={title}
        x={{ label: x, domain: [0, levels[levels.length - 1]] }}
        y={{ label: t(words.accuracyTitle), domain: [0, 1] }}
        series={[{ label: t(nets.heldOut), color: seriesColor(1), x: levels, y: accuracy.values }]}
      />
      {known && examples && (
        <ImageGrid
          title={title}
          values={examples}
          count={levels.length}
          shape={known.shape}
          columns={levels.length}
          range={[0, 1]}
          gap={4}
          maxScale={2}
        />
      )}
    </section>
  );
}

/** The first held-out picture at every level. */
function examplesOf(known: Known, levels: readonly number[], of: CurveProps["of"]): Float32Array {
  const { size } = known.samples;
  const picture = known.heldOut(0);
  const normals = new Float32Array(picture.length);
  fillNormal32([1, 1], 0, normals);
  const out = new Float32Array(levels.length * picture.length);
  for (const [i, level] of levels.entries()) {
    const own = out.subarray(i * picture.length, (i + 1) * picture.length);
    own.set(picture);
    if (of === "noise") addNoise(own, level, normals);
    else move(picture, size, { down: 0, right: level }, own);
  }
  return out;
}
