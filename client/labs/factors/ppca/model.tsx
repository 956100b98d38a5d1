import type { Arrays } from "../../../../shared/arrays.ts";
import { flatRank, spectrumOf } from "../../../../shared/labs/factors/ppca/spectrum.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { valueRange } from "../../../views/palette.ts";
import { columnsAsRows, namedColumns } from "../../parts/matrix.ts";
import { PictureRows, scaleFor } from "../../parts/picture-rows.tsx";
import { isPicture, namesOf, shapeOf } from "../../parts/table.ts";
import { HeatTable } from "../heat-table.tsx";
import { ScreeView } from "./scree.tsx";
import { fitOf, modelOf, type PpcaProps } from "./state.ts";
import { words } from "./words.ts";

const maxPictures = 40;
const maxHeads = 12;

/** Mean and loadings while EM finds them: pictures of pictures, a coloured table of a table. */
export function ModelView(props: PpcaProps) {
  const model = modelOf(props);
  if (!model) return <p class="part-caption">{t(words.noModel)}</p>;
  const [columns, latent] = model.loadings.shape;
  return (
    <>
      <FlatNote {...props} />
      {isPicture(props.data, columns) ? (
        <Pictures {...props} model={model} />
      ) : (
        <div class={latent > 5 ? "part-beside" : "part-beside part-beside-wide"}>
          <Numbers {...props} model={model} />
          <ScreeView {...props} />
        </div>
      )}
    </>
  );
}

interface ModelProps extends PpcaProps {
  readonly model: Arrays;
}

function Pictures({ model: { mean, loadings }, data, locale }: ModelProps) {
  const [columns, latent] = loadings.shape;
  const shape = shapeOf(data, columns);
  const pictures = columnsAsRows(loadings, maxPictures);
  const range = valueRange(pictures.values, "diverging");
  return (
    <div class="ppca-model">
      <PictureRows
        title={t(words.mean)}
        note={t(words.meanNote)}
        rows={{ shape: [1, columns], values: mean.values }}
        rowName={() => t(words.mean)}
        shape={shape}
        range={[0, 1]}
        maxScale={scaleFor(shape, 160, 5)}
        framed
      />
      <PictureRows
        title={t(words.loadings)}
        note={loadingsNote(pictures.shape[0], latent, formatNumber(range[1], locale, 2))}
        rows={pictures}
        rowName={latentName}
        shape={shape}
        map="diverging"
        range={range}
        height={330}
        maxScale={scaleFor(shape, 120, 6)}
      />
    </div>
  );
}

function Numbers({ model: { loadings }, data, locale }: ModelProps) {
  const columns = namedColumns(loadings, latentName, maxHeads);
  const size = valueRange(
    columns.flatMap(({ values }) => [...values]),
    "diverging",
  )[1];
  return (
    <HeatTable
      title={t(words.loadings)}
      note={loadingsNote(columns.length, loadings.shape[1], formatNumber(size, locale, 2))}
      rows={namesOf(data, loadings.shape[0])}
      columns={columns}
      size={size}
    />
  );
}

export const latentName = (k: number) => t(words.latent, { n: k + 1 });

function loadingsNote(shown: number, total: number, size: string): string {
  const note = t(words.loadingsNote, { size });
  return shown < total ? `${t(words.loadingsCut, { shown, total })}; ${note}` : note;
}

/** Shown where the data lie in a subspace: then the likelihood cannot compare models. */
function FlatNote(props: PpcaProps) {
  const fit = fitOf(props);
  const spectrum = spectrumOf(fit);
  const rank = spectrum && flatRank(spectrum, fit?.sigma2?.values[0] ?? Number.POSITIVE_INFINITY);
  return rank === undefined ? null : <p class="part-warning">{t(words.flat, { rank })}</p>;
}
