import { useSignal } from "@preact/signals";
import type { Arrays, NDArray } from "../../../shared/arrays.ts";
import { squareSide } from "../../../shared/labs/nets/occlusion.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatNumber } from "../../i18n/numbers.ts";
import { valueRange } from "../../views/palette.ts";
import { strongest } from "./matrix.ts";
import { isOnlyRun } from "./net-state.ts";
import { PictureChoice } from "./picture-choice.tsx";
import type { KnownProps } from "./picture-net.tsx";
import { PictureRows, scaleFor } from "./picture-rows.tsx";
import { words } from "./picture-words.ts";
import { Select } from "./select.tsx";

/** CSS pixels of a picture. */
const SIDE = 168;

/** Which pixels the share of a class depends on most. */
export function Saliency(props: KnownProps) {
  const { known, useNet } = props;
  const { samples, shape, names } = known;
  const chosen = useSignal(0);
  const label = useSignal<number | null>(null);
  const own = Math.min(label.value ?? samples.labels[samples.test[chosen.value]], names.length - 1);
  const picture = known.heldOut(chosen.value);
  const { answer } = useNet("saliency", picture, `held ${chosen.value}`, { label: own });
  const plain = { width: shape.width, height: shape.height };
  const pick = (index: number) => {
    chosen.value = index;
    label.value = null;
  };
  const figures = figuresOf(answer);
  return (
    <>
      <PictureChoice known={known} chosen={chosen.value} onPick={pick} />
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
  const note = t(words.occlusionScale, { side: squareSide(shape), most: formatNumber(most, locale.value) });
  return [{ title: t(words.occlusion), note, rows, look: { map: "diverging", range: [-most, most] } as const }];
}
