import { useSignal } from "@preact/signals";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { squareSide } from "../../../../shared/labs/nets/occlusion.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { valueRange } from "../../../views/palette.ts";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import { PictureChoice, shapeOf } from "./choice.tsx";
import { type CnnProps, canAsk, isOnlyRun, type Known, useKnown, useNet } from "./state.ts";
import { words } from "./words.ts";
import "./cnn.css";

/** CSS pixels of a picture. */
const SIDE = 168;

/** Which pixels the share of a class depends on most. */
export function SaliencyView(props: CnnProps) {
  const known = useKnown(props);
  if (!known) return <p class="part-caption">{t(words.noData)}</p>;
  if (!canAsk(props)) return <p class="part-caption">{t(words.notYet)}</p>;
  return <Saliency {...props} known={known} />;
}

function Saliency(props: CnnProps & { readonly known: Known }) {
  const { known } = props;
  const { samples, names } = known;
  const chosen = useSignal(0);
  const label = useSignal<number | null>(null);
  const own = Math.min(label.value ?? samples.labels[samples.test[chosen.value]], names.length - 1);
  const picture = known.heldOut(chosen.value);
  const { answer } = useNet(props, "saliency", picture, `held ${chosen.value}`, { label: own });
  const shape = shapeOf(known);
  const plain = { width: shape.width, height: shape.height };
  const figures = figuresOf(answer);
  return (
    <>
      <PictureChoice known={known} chosen={chosen} onPick={() => (label.value = null)} />
      <div class="part-controls">
        <Select act="class" label={t(words.class)} names={names} value={own} onChoose={(k) => (label.value = k)} />
      </div>
      <div class="part-pair">
        <PictureRows
          title={t(words.picture)}
          note={t(words.truthNote, { name: names[samples.labels[samples.test[chosen.value]]] })}
          rows={{ shape: [1, picture.length], values: picture }}
          rowName={() => t(words.picture)}
          shape={shape}
          range={[0, 1]}
          maxScale={scaleFor(shape, SIDE)}
        />
        {figures.map(({ title, note, rows, look }) => (
          <PictureRows
            key={title}
            title={title}
            note={note}
            rows={rows}
            rowName={() => title}
            shape={plain}
            {...look}
            maxScale={scaleFor(plain, SIDE)}
          />
        ))}
      </div>
      <p class="part-caption">{t(isOnlyRun(props) ? words.occlusionNote : words.saliencyNote)}</p>
    </>
  );
}

/** Slopes of a net; of a model that is only run, what its class loses where a square is covered. */
function figuresOf(answer: Arrays | null) {
  if (!answer) return [];
  const look = { map: "viridis" } as const;
  if (!answer.drop)
    return [
      { title: t(words.slope), note: t(words.slopeNote), rows: strongest(answer.slope), look },
      { title: t(words.smooth), note: t(words.smoothNote), rows: strongest(answer.smooth), look },
    ];
  const { shape, values } = answer.drop;
  const [, most] = valueRange(values, "diverging");
  const rows: NDArray = { shape: [1, values.length], values };
  const note = t(words.occlusionScale, { side: squareSide(shape), most: formatNumber(most, locale.value, 2) });
  return [{ title: t(words.occlusion), note, rows, look: { map: "diverging", range: [-most, most] } as const }];
}

/** Of each pixel the largest size of its slope among the channels, 1 × pixels. */
function strongest({ shape: [height, width, channels], values }: NDArray): NDArray<Float32Array> {
  const out = new Float32Array(height * width);
  for (let i = 0; i < values.length; i++) {
    const p = Math.floor(i / channels);
    out[p] = Math.max(out[p], Math.abs(values[i]));
  }
  return { shape: [1, out.length], values: out };
}
