import { useSignal } from "@preact/signals";
import type { Table } from "../../../../shared/data/table.ts";
import { heldOutRows } from "../../../../shared/labs/autoencoders/autoencoder/held-out.ts";
import { t } from "../../../i18n/locale.ts";
import { blank, type Picture } from "../../../views/brush.ts";
import { DrawPad } from "../../../views/draw-pad.tsx";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import { type AutoencoderProps, netOf, useNet, usePca } from "./state.ts";
import { words } from "./words.ts";

/** CSS pixels on a side of the pad and of the answers. */
const side = 168;

/** A picture drawn by hand, and what the net and PCA give back. */
export function DrawView(props: AutoencoderProps) {
  const { data } = props;
  const image = data?.image;
  if (!netOf(props)) return <p class="part-caption">{t(words.notYet)}</p>;
  if (!data || image?.channels !== 1 || image.height === 1) return <p class="part-caption">{t(words.noPictures)}</p>;
  return <Draw key={`${image.width} ${image.height}`} {...props} data={data} />;
}

function Draw(props: AutoencoderProps & { readonly data: Table }) {
  const { data, experiment } = props;
  const shape = shapeOf(data, data.columns);
  const examples = useSignal(0);
  const edits = useSignal(0);
  const example = (index: number): Picture => {
    const { shape: kept, values } = heldOutRows(data, experiment.params, index + 1);
    const from = (kept[0] - 1) * kept[1];
    return { ...blank(shape.width, shape.height), values: values.slice(from, from + kept[1]) };
  };
  const picture = useSignal<Picture | null>(null);
  picture.value ??= example(0);
  const set = (next: Picture) => {
    picture.value = next;
    edits.value++;
  };
  const rows = { shape: [1, picture.value.values.length], values: picture.value.values };
  const answer = useNet(props, "reconstruct", rows, `drawn ${edits.value}`);
  const pca = usePca(props, rows, `drawn ${edits.value}`);
  const radius = Math.max(0.6, Math.min(1.6, shape.width / 16));
  const answers = [
    { title: t(words.drawnBack), rows: answer },
    { title: t(words.pca), rows: pca },
  ];
  return (
    <>
      <div class="autoencoder-draw">
        <section>
          <h2 class="autoencoder-heading">{t(words.drawn)}</h2>
          <DrawPad title={t(words.drawn)} picture={picture.value} onChange={set} radius={radius} size={side} />
          <button
            type="button"
            class="autoencoder-from-data"
            onClick={() => {
              examples.value++;
              set(example(examples.value % 20));
            }}
          >
            {t(words.fromData)}
          </button>
        </section>
        {answers.map(
          ({ title, rows: back }) =>
            back && (
              <PictureRows
                key={title}
                title={title}
                rows={back}
                rowName={() => title}
                shape={shape}
                range={[0, 1]}
                maxScale={scaleFor(shape, side)}
              />
            ),
        )}
      </div>
      <p class="part-caption">{t(words.drawnNote)}</p>
    </>
  );
}
