import { useMemo } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { PATCHES } from "../../../../shared/labs/representation/cnn/patches.ts";
import { type ReceptiveField, receptiveFields } from "../../../../shared/labs/representation/cnn/receptive.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import type { PictureShape } from "../../../views/pixels.ts";
import { columnsAsRows, evenedRows, namedRows } from "../../parts/matrix.ts";
import { scaleFor } from "../../parts/picture-rows.tsx";
import { type CnnProps, isOnlyRun, type Known, netOf, useKnown } from "./state.ts";
import { words } from "./words.ts";
import "./cnn.css";

const SHOWN = 8;
/** CSS pixels of a picture. */
const SIDE = 56;

/** Edges → parts → objects: of each layer what its first units look for, as pictures found uphill and as patches of the data. */
export function LevelsView(props: CnnProps) {
  const { fold, experiment } = props;
  const known = useKnown(props);
  const made = fold.output("maximise");
  const { params } = experiment;
  const size = known?.samples.size;
  const fields = useMemo(() => (size ? receptiveFields(params, size) : []), [params, size]);
  if (isOnlyRun(props)) return <p class="part-caption">{t(words.noFilters)}</p>;
  if (!made || !known) return <p class="part-caption">{t(made || props.data ? words.afterTraining : words.noData)}</p>;
  return (
    <div class="cnn-levels">
      {fields.map((field, b) => (
        <Level
          key={b}
          stage={b === 0 ? "edges" : b === fields.length - 1 ? "wholes" : "parts"}
          index={b}
          maximised={made[`block${b}`]}
          weights={b === 0 ? netOf(props)?.["layer0.weights"] : undefined}
          patches={patchesOf(known, field, fold.output("evaluate"), b)}
          side={field.side}
        />
      ))}
      {params.dense.map((_, i) => (
        <Level key={`dense${i}`} stage="dense" index={i} maximised={made[`dense${i}`]} side={0} />
      ))}
      <Objects known={known} made={made} />
    </div>
  );
}

interface LevelProps {
  readonly stage: "edges" | "parts" | "wholes" | "dense";
  /** Of the block or dense layer, from 0. */
  readonly index: number;
  readonly maximised: NDArray | undefined;
  readonly weights?: NDArray | undefined;
  /** units × PATCHES pictures of side × side. */
  readonly patches?: Float32Array | undefined;
  readonly side: number;
}

function Level({ stage, index, maximised, weights, patches, side }: LevelProps) {
  if (!maximised) return null;
  const [units, height, width, channels] = maximised.shape;
  const count = Math.min(units, SHOWN);
  const shape: PictureShape = { width, height, channels: channels === 3 ? 3 : 1 };
  const title =
    stage === "dense"
      ? t(words.denseLayer, { index: index + 1 })
      : t(words.level, { index: index + 1, stage: t(words[stage]) });
  const scale = scaleFor(shape, SIDE);
  const grid = { count, shape, columns: count, gap: 4, maxScale: scale };
  return (
    <Figure
      title={title}
      note={t(side > 0 ? words.sees : words.seesAll, { side })}
      columns={() => namedRows(rowsOf(maximised), nameOf)}
    >
      <p class="part-caption">{t(words[`${stage}Text`])}</p>
      {weights && (
        <Row label={t(words.weightsRow)}>
          <ImageGrid
            title={t(words.weightsRow)}
            values={filtersAsPictures(weights)}
            {...filterGrid(weights, count, scale)}
          />
        </Row>
      )}
      <Row label={t(words.maximisedRow)}>
        <ImageGrid title={t(words.maximisedRow)} values={maximised.values} range={[0, 1]} {...grid} />
      </Row>
      {patches && height === side && (
        <Row label={t(words.patchesRow)}>
          <ImageGrid
            title={t(words.patchesRow)}
            values={patchRows(patches, count, height * width * channels)}
            range={[0, 1]}
            {...grid}
            count={count * PATCHES}
          />
        </Row>
      )}
    </Figure>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: preact.ComponentChildren }) {
  return (
    <div class="cnn-row">
      <span class="part-caption">{label}</span>
      <div>{children}</div>
    </div>
  );
}

/** The classes themselves: what the net would most like to see of each. */
function Objects({ known, made }: { readonly known: Known; readonly made: Arrays }) {
  const { classes } = made;
  if (!classes) return null;
  const [units, height, width, channels] = classes.shape;
  const shape: PictureShape = { width, height, channels: channels === 3 ? 3 : 1 };
  return (
    <Figure
      title={t(words.objects)}
      note={known.names.slice(0, units).join(" · ")}
      columns={() => namedRows(rowsOf(classes), (k) => known.names[k])}
    >
      <p class="part-caption">{t(words.objectsText)}</p>
      <ImageGrid
        title={t(words.objects)}
        values={classes.values}
        count={units}
        shape={shape}
        range={[0, 1]}
        gap={6}
        maxScale={units <= 3 ? 4 : 2}
      />
    </Figure>
  );
}

const nameOf = (unit: number) => t(words.filterMap, { index: unit + 1 });
const rowsOf = ({ shape: [units, ...rest], values }: NDArray): NDArray => ({
  shape: [units, rest.reduce((size, extent) => size * extent, 1)],
  values,
});

/** Filters kernel × kernel × channels × filters, one after another, each on its own scale. */
function filtersAsPictures({ shape: [kh, kw, channels, filters], values }: NDArray): Float32Array {
  const rows = columnsAsRows({ shape: [kh * kw * channels, filters], values }, filters);
  return evenedRows(rows).values;
}

/** Zero in the middle: grey in colour, white in the signed map. */
function filterGrid({ shape: [kh, kw, channels] }: NDArray, count: number, scale: number) {
  const shape: PictureShape = { width: kw, height: kh, channels: channels === 3 ? 3 : 1 };
  const grid = { count, shape, columns: count, gap: 4, maxScale: scale, range: [-1, 1] as const };
  return channels === 3 ? grid : { ...grid, map: "diverging" as const };
}

/** The patches of the data that excite each filter most: units × PATCHES pictures; what lies outside a picture is black, as the net sees it. */
function patchesOf(
  { samples }: Known,
  field: ReceptiveField,
  output: Arrays | undefined,
  b: number,
): Float32Array | undefined {
  const best = output?.[`best${b}`];
  if (!best) return undefined;
  const { height, width, channels } = samples.size;
  const { side, start, jump } = field;
  const [units] = best.shape;
  const area = side * side * channels;
  const out = new Float32Array(units * PATCHES * area);
  for (let p = 0; p < units * PATCHES; p++) {
    const [row, y, x] = best.values.subarray(4 * p, 4 * p + 3);
    if (row < 0) continue;
    const picture = rowsAsFloats(samples, [row]);
    for (let dy = 0; dy < side; dy++)
      for (let dx = 0; dx < side; dx++) {
        const [py, px] = [start + y * jump + dy, start + x * jump + dx];
        if (py < 0 || px < 0 || py >= height || px >= width) continue;
        for (let c = 0; c < channels; c++)
          out[p * area + (dy * side + dx) * channels + c] = picture[(py * width + px) * channels + c];
      }
  }
  return out;
}

/** The first patch of each unit, then the second ones, …: a column per unit. */
function patchRows(patches: Float32Array, count: number, area: number): Float32Array {
  const out = new Float32Array(count * PATCHES * area);
  for (let p = 0; p < PATCHES; p++)
    for (let u = 0; u < count; u++) {
      const from = (u * PATCHES + p) * area;
      out.set(patches.subarray(from, from + area), (p * count + u) * area);
    }
  return out;
}
