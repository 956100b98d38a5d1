import { fitted, withChannels } from "../../../../data/resize.ts";
import type { DataNotice, Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { PictureParams } from "./fields.ts";

/** The picture that a run is about. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** height × width × channels, 0 to 255. */
  readonly values: Uint8Array;
  /** The region of each pixel, where a generator knows it and the picture was not resized. */
  readonly regions?: Uint8Array;
}

/** Cells that messages are kept for, pixels × labels: beyond, a browser would be short of memory. */
const MOST_CELLS = 2 ** 19;

/** The first picture of the table, at most `side` pixels long; in colour only where it is segmented. Throws an ExperimentError for what holds none. */
export function pictureOf(data: Table | null, { task, side }: PictureParams): Picture {
  const image = data?.image;
  if (!data || !image || !(data.values instanceof Uint8Array))
    throw new ExperimentError("data", "needs-picture", "data is missing: the lab needs a picture (a PNG or JPEG file)");
  const { width, height, channels } = image;
  const whole = { width, height, channels, values: data.values.slice(0, data.columns) };
  const coloured = task === "segment" ? whole : withChannels(whole, 1);
  const longest = Math.max(width, height);
  if (longest <= side) return { ...coloured, ...(data.regions && { regions: data.regions.slice(0, width * height) }) };
  const shrunk = (length: number) => Math.max(1, Math.round((length * side) / longest));
  return fitted(coloured, shrunk(width), shrunk(height));
}

/** How many labels a pixel has to choose from. */
export function labelsOf({ task, classes, levels }: PictureParams): number {
  if (task === "binary") return 2;
  return task === "grey" ? levels : classes;
}

/** Throws an ExperimentError for a picture that the task cannot take. */
export function checkPicture(params: PictureParams, data: Table | null): Picture {
  const picture = pictureOf(data, params);
  const { width, height } = picture;
  const labels = labelsOf(params);
  const cells = width * height * labels;
  if (cells > MOST_CELLS)
    throw new ExperimentError(
      "params.side",
      "too-many-labels",
      `pixels × labels: ${width} × ${height} × ${labels} = ${cells} (must be at most ${MOST_CELLS}: a shorter side, or fewer labels)`,
      { width, height, labels, value: cells, max: MOST_CELLS },
    );
  if (params.task === "segment") {
    const found = differentColours(picture, labels);
    if (found < labels)
      throw new ExperimentError(
        "params.classes",
        "few-colours",
        `classes: ${labels} (must be at most ${found}: the picture has no more different colours)`,
        { value: labels, max: found },
      );
  }
  return picture;
}

/** How many different colours there are, counted up to `enough`. */
function differentColours({ values, channels }: Picture, enough: number): number {
  const seen = new Set<number>();
  for (let at = 0; at < values.length && seen.size < enough; at += channels)
    seen.add(channels === 1 ? values[at] : (values[at] << 16) | (values[at + 1] << 8) | values[at + 2]);
  return seen.size;
}

/** What was done to the pictures on the way here, and what they cannot show. */
export function pictureNotices(params: PictureParams, data: Table | null): readonly DataNotice[] {
  if (!data?.image) return [];
  const { width, height, values } = pictureOf(data, params);
  const notices: DataNotice[] = [];
  if (data.rows > 1) notices.push({ code: "first-picture", values: { count: data.rows } });
  if (width !== data.image.width || height !== data.image.height)
    notices.push({
      code: "picture-reduced",
      values: { from: `${data.image.width} × ${data.image.height}`, to: `${width} × ${height}` },
    });
  if (values.every((value) => value === values[0])) notices.push({ code: "constant-picture", values: {} });
  return notices;
}
