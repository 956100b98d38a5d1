import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { samplesOf } from "../../../../shared/labs/autoencoders/samples.ts";
import type { SparseParams } from "../../../../shared/labs/autoencoders/sparse-autoencoder/fields.ts";
import { contributions } from "../../../../shared/labs/autoencoders/sparse-autoencoder/questions.ts";
import { BINS, binEnds } from "../../../../shared/labs/autoencoders/sparse-autoencoder/units.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { ImageGrid, type ImageGridProps } from "../../../views/image-grid.tsx";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor } from "../../../views/palette.ts";
import { columnsAsRows, evenedRows } from "../../parts/matrix.ts";
import { words as nets } from "../../parts/net-words.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { words as family } from "../words.ts";
import { words } from "./words.ts";

const MOST = 144;

type SparseProps = ViewProps<SparseParams>;

/** What each unit of the first layer looks for, live; and of one that is picked: how active it is, for what, and where it looks. */
export function FeaturesView(props: SparseProps) {
  const { fold, data, experiment } = props;
  const { hidden } = experiment.params;
  const picked = useSignal(0);
  const net = fold.output("train") ?? fold.snapshot("train");
  const weights = net?.["layer0.weights"];
  const filters = useMemo(() => weights && evenedRows(columnsAsRows(weights, MOST)), [weights]);
  if (!weights || !filters) return <p class="part-caption">{t(net ? family.unkept : nets.notYet)}</p>;
  const [shown, columns] = filters.shape;
  const unit = Math.min(picked.value, shown - 1);
  // Those of the code have activities; of deeper nets the first layer is another one.
  const isCode = hidden.length === 1;
  return (
    <div class="part-beside">
      <div data-act="unit">
        <PictureRows
          title={t(words.features)}
          note={shown < hidden[0] ? t(family.filtersCut, { shown, total: hidden[0] }) : t(words.featuresNote)}
          rows={filters}
          rowName={(n) => t(words.unit, { n: n + 1 })}
          shape={shapeOf(data, columns)}
          map="diverging"
          range={[-1, 1]}
          gap={3}
          height={560}
          maxScale={4}
          selected={unit}
          onPick={(n) => (picked.value = n)}
        />
      </div>
      {isCode ? <Unit {...props} weights={weights} unit={unit} /> : <p class="part-caption">{t(words.deeper)}</p>}
    </div>
  );
}

/** One unit of the code, once all samples went through the trained net. */
function Unit({ fold, data, experiment, weights, unit }: SparseProps & { weights: NDArray; unit: number }) {
  const { params } = experiment;
  const { training, heldOut, bins, rows, dead } = fold.output("activity") ?? {};
  const pictures = useMemo(() => {
    if (!data || !rows) return null;
    const own = samplesOf(data, params);
    const exciting = rows.values.subarray(unit * rows.shape[1], (unit + 1) * rows.shape[1]);
    const known = Array.from(exciting).filter((row) => row >= 0);
    return { shape: [known.length, own.columns], values: rowsAsFloats(own, known) };
  }, [data, params, rows, unit]);
  if (!training || !heldOut || !bins || !dead) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const say = (x: number) => formatNumber(x, locale.value, 3);
  const [low, high] = binEnds(params.activation);
  const counts = bins.values.subarray(unit * BINS, (unit + 1) * BINS);
  const total = Array.from(counts).reduce((sum, one) => sum + one, 0);
  const shape = shapeOf(data, weights.shape[0]);
  const isPicture = shape.height > 1;
  const grid = (title: string, { shape: [count], values }: NDArray, ink: Pick<ImageGridProps, "map" | "range">) => (
    <>
      <h3 class="part-heading">{title}</h3>
      <ImageGrid {...{ title, values, count, shape }} columns={isPicture ? 4 : 1} gap={3} maxScale={4} {...ink} />
    </>
  );
  return (
    <section class="part-stack">
      <h2 class="part-heading">{t(words.unit, { n: unit + 1 })}</h2>
      <p class="part-caption">
        {t(words.means, { training: say(training.values[unit]), heldOut: say(heldOut.values[unit]) })}{" "}
        {dead.values[unit] === 1 && t(words.isDead)}
      </p>
      <LiveLine
        title={t(words.histogram)}
        x={{ label: t(words.activity), domain: [low, high] }}
        y={{ label: t(nets.share), domain: [0, 1] }}
        series={[
          {
            label: t(nets.training),
            color: roleColor("model"),
            x: Array.from({ length: BINS }, (_, b) => low + ((b + 0.5) * (high - low)) / BINS),
            y: Array.from(counts, (one) => one / total),
          },
        ]}
        height={110}
      />
      {pictures && pictures.shape[0] > 0 && dead.values[unit] === 0 && (
        <>
          {grid(t(words.exciting), pictures, isPicture ? { range: [0, 1] } : { map: "viridis" })}
          {grid(t(words.where), contributions(pictures, weights, unit), { map: "diverging" })}
        </>
      )}
    </section>
  );
}
