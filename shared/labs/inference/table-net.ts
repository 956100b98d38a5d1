/** Nets of this family for the rows of a table too: a perceptron, whose inputs are the columns, each less its mean over its deviation among training rows. */
import type { DataNotice, Table } from "../../data/table.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import type { Chain } from "../../nets/chain.ts";
import { type Labelled, requireClasses } from "../nets/classes.ts";
import { type PictureSamples, partsOf, requirePictures } from "../nets/pictures.ts";
import { scaleInputs, scaleOf } from "../nets/scale.ts";
import type { TrainedChain } from "../trained-chain.ts";
import { chainOf } from "./net.ts";
import { type OwnNet, type PictureNetParams, pictureNet, samplesOf, weightNotices } from "./picture-net.ts";

const MOST_COLUMNS = 4096;

/** What pictures have none of: their pixels are seen as they are. */
export interface Raw {
  /** The table as it is, rows × columns. */
  readonly values: Float32Array;
  /** Of each column its mean and its deviation. */
  readonly offsets: Float32Array;
  readonly scales: Float32Array;
}

/** Pictures, or the rows of a table: `values` are what a net of floats is given. */
export type RowSamples = PictureSamples & { readonly raw?: Raw };

/** Rows of numbers that are no pictures, and that no net of a file is for. */
export function isTable(data: Table | null): data is Table {
  return data !== null && !data.image && !data.model && !data.weights && data.labels !== undefined;
}

/** Rows with classes, pictures or not. Throws an ExperimentError for others, and where none is left to train on or to test. */
function requireRows(data: Table, testFraction: number): Labelled {
  const table = requireClasses(data, testFraction);
  const { columns } = table;
  if (columns <= MOST_COLUMNS) return table;
  throw new ExperimentError(
    "data",
    "too-many-columns",
    `columns: ${columns} (must be at most ${MOST_COLUMNS}: choose fewer)`,
    { value: columns, max: MOST_COLUMNS },
  );
}

/** As `pictureNet`; of a table the blocks of filters are left out. */
export function rowNet(params: PictureNetParams, data: Table | null): OwnNet {
  if (!isTable(data)) return pictureNet(params, data);
  const { columns, classes } = requireRows(data, params.testFraction);
  return { chain: chainOf({ ...params, channels: [] }, [columns], classes.length) };
}

/** As `samplesOf` of pictures. */
export function rowSamples(params: { readonly testFraction?: number | undefined }, data: Table | null): RowSamples {
  if (!isTable(data)) return samplesOf(params, data);
  const { testFraction = 0.2 } = params;
  const table = requireRows(data, testFraction);
  const { columns, labels, classes } = table;
  const parts = partsOf(table, testFraction);
  const all = Array.from({ length: columns }, (_, c) => c);
  const scale = scaleOf(table, all, parts.train);
  const unit = table.values instanceof Uint8Array ? 255 : 1;
  return {
    size: { height: 1, width: columns, channels: 1 },
    columns,
    values: scaleInputs(table.values, columns, all, scale),
    labels,
    classes,
    ...parts,
    raw: {
      values: Float32Array.from(table.values, (x) => x / unit),
      offsets: Float32Array.from(scale.mean),
      scales: Float32Array.from(scale.deviation),
    },
  };
}

/** The samples as a graph takes them, which standardises by itself: pixels, or numbers of the table. */
export function rawSamples(samples: RowSamples): RowSamples {
  return samples.raw ? { ...samples, values: samples.raw.values } : samples;
}

/** Rows to train on and to hold out, of either. */
export function rowParts(data: Table | null, testFraction: number) {
  const rows = isTable(data) ? requireRows(data, testFraction) : requirePictures(data, testFraction);
  return partsOf(rows, testFraction);
}

/** What is said of own data before a run. */
export function rowNotices(
  { channels }: Pick<PictureNetParams, "channels">,
  data: Table | null,
): readonly DataNotice[] {
  const isWithout = isTable(data) && channels.length > 0;
  return [...weightNotices(data), ...(isWithout ? [{ code: "table-without-filters", values: {} }] : [])];
}

/** The chain for other programs: of a table it is given columns less their mean over their deviation. */
export function chainFor(chain: Chain, params: PictureNetParams, data: Table | null): TrainedChain {
  const { raw } = rowSamples(params, data);
  return raw ? { ...chain, inputScale: [...raw.offsets, ...raw.scales] } : chain;
}
