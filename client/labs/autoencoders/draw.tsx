import type { Table } from "../../../shared/data/table.ts";
import { heldOutRows } from "../../../shared/labs/autoencoders/held-out.ts";
import { shownRows } from "../../../shared/labs/autoencoders/questions.ts";
import { t } from "../../i18n/locale.ts";
import { type BrushPicture, blank } from "../../views/brush.ts";
import { DrawingPad, drawingSize, useDrawing } from "../parts/drawing.tsx";
import { words as nets } from "../parts/net-words.ts";
import { NotKept } from "../parts/not-kept.tsx";
import { PictureRows, scaleFor } from "../parts/picture-rows.tsx";
import { shapeOf } from "../parts/table.ts";
import { type AutoencoderProps, lacksNet, netOf, useNet, usePca } from "./state.ts";
import { words } from "./words.ts";

/** A picture drawn by hand, and how the net and PCA reconstruct it. */
export function DrawView(props: AutoencoderProps) {
  const { data } = props;
  const image = data?.image;
  if (lacksNet(props)) return <NotKept />;
  if (!netOf(props)) return <p class="part-caption">{t(nets.notYet)}</p>;
  if (!data || image?.channels !== 1 || image.height === 1) return <p class="part-caption">{t(words.noPictures)}</p>;
  return <Draw key={`${image.width} ${image.height}`} {...props} data={data} />;
}

function Draw(props: AutoencoderProps & { readonly data: Table }) {
  const { data, experiment } = props;
  const shape = shapeOf(data, data.columns);
  const example = (index: number): BrushPicture => {
    const { shape: kept, values } = heldOutRows(data, experiment.params, (index % shownRows) + 1);
    const from = (kept[0] - 1) * kept[1];
    return { ...blank(shape.width, shape.height), values: values.slice(from, from + kept[1]) };
  };
  const drawing = useDrawing(() => example(0));
  const { values } = drawing.picture.value;
  const rows = { shape: [1, values.length], values };
  const { rows: answer } = useNet(props, "reconstruct", rows, `drawn ${drawing.edits}`);
  const { rows: pca } = usePca(props, rows, `drawn ${drawing.edits}`);
  const answers = [
    { title: t(words.drawnBack), rows: answer },
    { title: t(words.pca), rows: pca },
  ];
  return (
    <>
      <div class="part-drawing">
        <DrawingPad title={t(words.drawn)} drawing={drawing} example={example} />
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
                maxScale={scaleFor(shape, drawingSize)}
              />
            ),
        )}
      </div>
      <p class="part-caption">{t(words.drawnNote)}</p>
    </>
  );
}
