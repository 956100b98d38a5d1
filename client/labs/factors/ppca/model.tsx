import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { valueRange } from "../../../views/palette.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { HeatTable } from "../../parts/heat-table.tsx";
import type { ViewProps } from "../../view.ts";
import { ScreeView } from "./scree.tsx";
import { isPicture, loadingRows, modelOf, namesOf, shapeOf, spectrumOf } from "./state.ts";
import { words } from "./words.ts";
import "./ppca.css";

const mostPictures = 40;
const mostHeads = 12;

/** Mean and loadings while EM finds them: pictures of pictures, a coloured table of a table. */
export function ModelView(props: ViewProps) {
  const model = modelOf(props);
  if (!model) return <p class="ppca-caption">{t(words.noModel)}</p>;
  const columns = model.mean.shape[0];
  return (
    <>
      <FlatNote {...props} />
      {isPicture(props.data, columns) ? (
        <Pictures {...props} model={model} />
      ) : (
        <div class={model.loadings.shape[1] > 5 ? "ppca-numbers ppca-wide" : "ppca-numbers"}>
          <Numbers {...props} model={model} />
          <ScreeView {...props} />
        </div>
      )}
    </>
  );
}

/** Small pictures are scaled up until they are about `size` CSS pixels wide and high. */
const scaleFor = ({ width, height }: PictureShape, size: number, least: number) =>
  Math.max(least, Math.floor(size / Math.max(width, height)));

interface ModelProps extends ViewProps {
  readonly model: NonNullable<ReturnType<typeof modelOf>>;
}

function Pictures({ model, data, locale }: ModelProps) {
  const columns = model.mean.shape[0];
  const shape = shapeOf(data, columns);
  const filters = loadingRows(model.loadings, mostPictures);
  const [shown] = filters.shape;
  const total = model.loadings.shape[1];
  const range = valueRange(filters.values, "diverging");
  const note = t(words.loadingsNote, { size: formatNumber(range[1], locale, 2) });
  return (
    <div class="ppca-model">
      <Figure
        title={t(words.mean)}
        note={t(words.meanNote)}
        columns={() => [{ name: t(words.mean), values: model.mean.values }]}
      >
        <div class="ppca-framed">
          <ImageGrid
            title={t(words.mean)}
            values={model.mean.values}
            count={1}
            shape={shape}
            range={[0, 1]}
            maxScale={scaleFor(shape, 160, 5)}
          />
        </div>
      </Figure>
      <Figure
        title={t(words.loadings)}
        note={shown < total ? `${t(words.loadingsCut, { shown, total })}; ${note}` : note}
        columns={() =>
          Array.from({ length: shown }, (_, k) => ({
            name: t(words.latent, { n: k + 1 }),
            values: filters.values.subarray(k * columns, (k + 1) * columns),
          }))
        }
      >
        <ImageGrid
          title={t(words.loadings)}
          values={filters.values}
          count={shown}
          shape={shape}
          map="diverging"
          range={range}
          height={330}
          maxScale={scaleFor(shape, 120, 6)}
        />
      </Figure>
    </div>
  );
}

function Numbers({ model, data, locale }: ModelProps) {
  const [columns, latent] = model.loadings.shape;
  const shown = Math.min(latent, mostHeads);
  const loadings = Float64Array.from(
    { length: columns * shown },
    (_, at) => model.loadings.values[Math.floor(at / shown) * latent + (at % shown)],
  );
  const size = valueRange(loadings, "diverging")[1];
  const note = t(words.loadingsNote, { size: formatNumber(size, locale, 2) });
  return (
    <HeatTable
      title={t(words.loadings)}
      note={shown < latent ? `${t(words.loadingsCut, { shown, total: latent })}; ${note}` : note}
      rows={namesOf(data, columns)}
      heads={Array.from({ length: shown }, (_, k) => t(words.latent, { n: k + 1 }))}
      values={loadings}
      size={size}
      locale={locale}
    />
  );
}

/** Said where the data lie in a flat: then the likelihood compares nothing. */
function FlatNote(props: ViewProps) {
  const spectrum = spectrumOf(props.fold);
  const noise = modelOf(props)?.sigma2.values[0];
  if (!spectrum || noise === undefined || noise > 1e-10 * spectrum.values[0]) return null;
  const rank = spectrum.values.filter((value) => value > 1e-10 * spectrum.values[0]).length;
  return <p class="ppca-warning">{t(words.flat, { rank })}</p>;
}
