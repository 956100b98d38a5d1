import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../shared/arrays.ts";
import { heldOutClasses } from "../../../shared/labs/autoencoders/held-out.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import { ImageGrid } from "../../views/image-grid.tsx";
import { useCodeByHand } from "../parts/code-by-hand.ts";
import { words as nets } from "../parts/net-words.ts";
import { NotKept } from "../parts/not-kept.tsx";
import { CodeScatter, nearest, pointOf, rangeOf } from "../parts/scatter.tsx";
import { Sliders } from "../parts/sliders.tsx";
import { shapeOf } from "../parts/table.ts";
import { type AutoencoderProps, lacksDecoder, useNet } from "./state.ts";
import { words } from "./words.ts";

/** Numbers of a wide code that get a slider. */
const maxSliders = 6;

/** Codes of the held-out rows in the plane, and a code that is moved by hand with the picture that it gives. */
export function CodesView(props: AutoencoderProps) {
  const codes = props.fold.output("codes")?.codes ?? props.fold.snapshot("train")?.codes;
  const picture = props.fold.output("codes")?.picture;
  if (!codes && props.fold.finished) return <NotKept />;
  if (!codes) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const width = codes.shape[1];
  const plane = width === 2 ? codes : picture;
  return <Codes key={width} {...props} codes={codes} plane={plane} width={width} />;
}

interface CodesProps extends AutoencoderProps {
  readonly codes: NDArray;
  readonly plane: NDArray | undefined;
  readonly width: number;
}

function Codes({ codes, plane, width, ...props }: CodesProps) {
  const { data, experiment } = props;
  const { code, first, isMoved, move, set, begin } = useCodeByHand(codes);
  const rows = { shape: [1, width], values: Float32Array.from(code) };
  const { rows: decoded } = useNet(props, "decode", rows, code.map((z) => z.toFixed(4)).join(" "));
  const ranges = useMemo(
    () => code.slice(0, maxSliders).map((_, i) => rangeOf(codes, i)),
    [codes, Math.min(width, maxSliders)],
  );
  const isPlane = width === 2;
  return (
    <div class="part-beside">
      {plane && (
        <CodeScatter
          plane={plane}
          labels={data && heldOutClasses(data, experiment.params, codes.shape[0])}
          title={t(words.codes)}
          note={t(isPlane ? words.codesPlane : words.codesProjected)}
          mark={isPlane ? [code[0], code[1]] : isMoved ? null : pointOf(plane, first)}
          onPoint={(x, y) => {
            if (isPlane) set([x, y]);
            else begin(nearest(plane, x, y));
          }}
        />
      )}
      <section class="part-stack">
        {lacksDecoder(props) ? <NotKept /> : <p class="part-caption">{t(isPlane ? words.press : words.sliders)}</p>}
        {decoded && (
          <ImageGrid
            title={t(words.decoded)}
            values={decoded.values}
            count={1}
            shape={shapeOf(data, decoded.shape[1])}
            range={[0, 1]}
            maxScale={5}
            height={150}
          />
        )}
        <Sliders name={(i) => t(words.codeNumber, { n: i + 1 })} values={code} ranges={ranges} onMove={move} />
        <button type="button" onClick={() => begin()}>
          {t(words.otherStart)}
        </button>
        <Probed metrics={props.metrics} width={width} />
      </section>
    </div>
  );
}

/** What the code is worth to a classifier, where the data have classes. */
function Probed({ metrics, width }: Pick<AutoencoderProps, "metrics"> & { readonly width: number }) {
  const { probeAccuracy, pcaProbeAccuracy } = metrics;
  if (probeAccuracy === undefined || pcaProbeAccuracy === undefined) return null;
  const [net, pca] = [probeAccuracy, pcaProbeAccuracy].map((share) => formatPercent(share, locale.value));
  return <p class="part-caption">{t(words.probe, { net, pca, dimensions: width })}</p>;
}
