/**
 * Every cap on what comes from outside, in one table for form, URL, terminal and edge. Sizes are bytes, lengths are UTF-16 code units,
 * unless the name says otherwise.
 */
const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

export const limits = {
  /** An experiment as JSON: what a hash link or a request carries. */
  json: { bytes: 256 * KiB, depth: 16, keys: 2_000, string: 4_096 },
  title: { length: 120 },
  notes: { length: 4_000 },
  /** What a teacher adds to a link, beside title and notes: names that are hidden, and characters of one. */
  envelope: { names: 100, name: 128 },
  /** Sites that may show a link in a frame, and characters of an address of one. */
  embed: { origins: 8, origin: 256 },
  /** Output over input of any decompression, counted while it runs; this many bytes are harmless whatever their source. */
  inflate: { ratio: 200, free: 64 * KiB },
  /** Length of the whole address. Beyond `long` only a link stored by the edge works. */
  link: { anywhere: 2_000, long: 8 * KiB },
  weights: { bytes: 1 * MiB, tensors: 256, rank: 4 },
  /** Arrays, and what is published beside them as JSON. `keys` counts the numbers of families of metrics that the lab declares; others are few: `json.keys`. */
  result: { bytes: 2 * MiB, json: 1 * MiB, keys: 20_000 },
  publishedData: { bytes: 8 * MiB },
  /**
   * A graph with its tables, outside the caps of JSON: bytes of its canonical JSON when it is opened, published, and held in a publication's JSON rather than
   * in a blob of its own. `file`: bytes of a graph's file in any format, unpacked. `scope`: parents of a node, nodes of a factor; `properties`: of one node or
   * factor; `name`: characters.
   */
  document: {
    bytes: 16 * MiB,
    file: 64 * MiB,
    published: 1 * MiB,
    inline: 64 * KiB,
    nodes: 2_000,
    states: 200,
    cells: 2 ** 20,
    factors: 20_000,
    scope: 200,
    plates: 100,
    properties: 100,
    name: 128,
  },
  /** Values by name (`MapField`): entries of a map, numbers of all its entries together; characters of a name, and of a text. */
  map: { entries: 400, numbers: 400, name: 128 },
  /** Parameters of a grid, values of each, runs in all. */
  sweep: { axes: 4, values: 100, runs: 1_000 },
  /**
   * What the edge takes in. A class behind one address publishes within seconds, so `source` (one network, per hour) is far above 150 links with
   * all their data; `hour` is for everyone together, `total` for what is kept. A byte in the index counts as `indexed` bytes, since the index
   * has that much less room than the store.
   */
  quota: {
    source: { links: 5_000, bytes: 4 * GiB },
    hour: { links: 25_000, bytes: 20 * GiB },
    total: { links: 1_000_000, bytes: 80 * GiB },
    indexed: 10,
  },
  /** How often, from one network and from everyone within an hour, it is said that a link gave the same: a whole lecture hall at once. */
  confirmations: { source: 1_000, hour: 20_000 },
  /** Days: a link that nobody opened goes, what no link needs is removed, a ban can be lifted without loss. */
  keep: { unopened: 365, orphan: 1, banned: 30 },
  /** `numbers`: of an answer, which an operation without products could make more of than there is memory; `json`: bytes of its rows as text. */
  inference: {
    batch: 64,
    multiplyAdds: 32_000_000,
    numbers: 2 ** 20,
    json: 4 * MiB,
    parameters: 1_000_000,
    bytes: 256 * KiB,
  },
  room: { sockets: 300, frame: 16 * KiB, batchMilliseconds: 100, lifeMilliseconds: 12 * 3_600_000 },
  /** One of the user's own files, opened on the user's machine. `free`: what it may inflate to whatever its size. */
  file: {
    bytes: 512 * MiB,
    free: 4 * MiB,
    values: 256 * MiB,
    rows: 10_000_000,
    columns: 100_000,
    classes: 10_000,
    name: 255,
    column: 1_024,
    files: 24,
  },
  /** One of the user's own texts, unpacked. */
  text: { bytes: 10 * MiB },
  /**
   * Generated tables, see `Cost`. `page`: steps that the page's own thread makes at once. `unasked`: what is made as soon as a link is opened; beyond it
   * the reader is asked first. `bytes`: beyond this no browser is expected to hold the table and what a run makes of it.
   */
  generated: { page: 10_000, unasked: { bytes: 64 * MiB, steps: 10_000_000 }, bytes: 1 * GiB },
  /** Tables that the edge generates to draw the preview of a link; beyond that it draws what it can without them. */
  preview: { bytes: 32 * MiB, steps: 3_000_000 },
  /** Of one picture: what a phone takes; and bytes that may be held while it is opened: `free`, and `ratio` for each byte of its file. */
  picture: { pixels: 25_000_000, free: 64 * MiB, ratio: 20 },
  /** Pictures in folders, which are their classes; a class may have a name of so many characters. */
  folder: { pictures: 10_000, classes: 100, name: 100 },
  /** Recorded sound; `values` counts the samples of all channels. Rates in Hz. */
  sound: { seconds: 120, values: 16 * MiB, channels: 16, lowest: 1_000, highest: 192_000 },
} as const;

/** Rows that a model may be asked in one request, by what one of them costs and how many numbers come out. */
export function rowsOfRequest(model: { readonly multiplyAdds: number; readonly outputs: number }): number {
  const { batch, multiplyAdds, numbers } = limits.inference;
  return Math.min(batch, Math.floor(multiplyAdds / model.multiplyAdds), Math.floor(numbers / model.outputs));
}
