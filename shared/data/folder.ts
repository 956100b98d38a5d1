/** Pictures in folders whose names are their classes: brought to one size, and packed as the two IDX files that stand for them in an experiment. */
import { ExperimentError } from "../experiment/errors.ts";
import type { DataRef } from "../experiment/experiment.ts";
import { filesOf } from "../experiment/files.ts";
import { limits } from "../experiment/limits.ts";
import { cleanText } from "../experiment/title.ts";
import type { UserFile } from "./hashed-file.ts";
import { namedLabels, pictureRows } from "./readers/idx/write.ts";
import { decodeJpeg, isJpeg } from "./readers/jpeg/jpeg.ts";
import { type DecodedPicture, withoutFalseColour } from "./readers/picture.ts";
import { decodePng, isPng } from "./readers/png/png.ts";
import { squared, withChannels } from "./resize.ts";

/** A file below a folder that was given; between the parts of its path stands "/". */
export interface FolderFile {
  readonly path: string;
  bytes(): Promise<Uint8Array<ArrayBuffer>>;
}

/** What a folder holds, before anything of it is opened. */
export interface FolderPlan<F extends { readonly path: string } = FolderFile> {
  /** In the order of their names, with their pictures in the order of their paths. */
  readonly classes: readonly { readonly name: string; readonly files: readonly F[] }[];
  readonly pictures: number;
  /** Files that are no pictures by their names: they are passed over. */
  readonly others: number;
}

/** How pictures are made alike. */
export interface HowPacked {
  /** Pixels on a side. */
  readonly side: number;
  /** "auto": grey where all pictures are. */
  readonly colour: "auto" | "grey";
}
export const sides = { least: 8, most: 128, default: 32 } as const;

/** How a folder was packed for an experiment that names what came of it, so that the same folder gives the same files; else as new folders are. */
export function howPacked(data: DataRef): HowPacked {
  const made = filesOf(data).find(({ format, shape: [, height, width] }) => format === "idx" && height === width);
  const [, side = sides.default, , channels] = made?.shape ?? [];
  return { side, colour: made && channels === undefined ? "grey" : "auto" };
}

/** Samples and labels, which `attachFiles` takes together. */
export type PackedFolder = readonly [pictures: UserFile, labels: UserFile];

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/**
 * The class of a picture is the name of the folder that holds it, whatever that lies in: "pets/cat/1.png" is a cat, and so is "more/cat/2.png". Hidden files
 * do not count. Throws an ExperimentError for no pictures, one in no folder, fewer than two classes, a class of one picture, and for too many of either.
 */
export function planFolder<F extends { readonly path: string }>(files: readonly F[]): FolderPlan<F> {
  const seen = files.filter(({ path }) => !path.split("/").some((part) => part.startsWith(".") || part === "__MACOSX"));
  const pictures = seen.filter(({ path }) => /\.(?:png|jpe?g)$/i.test(path)).toSorted((a, b) => byText(a.path, b.path));
  const byClass = new Map<string, F[]>();
  for (const file of pictures) {
    const name = classOf(file.path);
    byClass.set(name, [...(byClass.get(name) ?? []), file]);
  }
  const classes = [...byClass].sort(([a], [b]) => byText(a, b)).map(([name, own]) => ({ name, files: own }));
  const plan = { classes, pictures: pictures.length, others: seen.length - pictures.length };
  checkPlan(plan);
  return plan;
}

function classOf(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  const name = cleanText(parts[parts.length - 2] ?? "").slice(0, limits.folder.name);
  if (name !== "") return name;
  throw new ExperimentError(
    path,
    "picture-in-no-folder",
    `${path} lies in no folder (the folder of a picture names its class: put it into one)`,
    { name: path },
  );
}

function checkPlan({ classes, pictures }: FolderPlan<{ readonly path: string }>): void {
  const { pictures: most, classes: mostClasses } = limits.folder;
  const fail = (code: string, message: string, values: Readonly<Record<string, string | number>>) => {
    throw new ExperimentError("data.files", code, message, values);
  };
  if (pictures === 0) fail("folder-without-pictures", "no pictures in the folder (must be PNG or JPEG)", {});
  if (pictures > most)
    fail("too-many-pictures", `${pictures} pictures (must be at most ${most}: leave some out)`, {
      value: pictures,
      max: most,
    });
  if (classes.length > mostClasses)
    fail("too-many-folders", `${classes.length} classes (must be at most ${mostClasses})`, {
      value: classes.length,
      max: mostClasses,
    });
  const [{ name }] = classes;
  if (classes.length === 1)
    fail("one-folder", `all ${pictures} pictures lie in ${name} (must be a folder for each class, two or more)`, {
      value: pictures,
      name,
    });
  const lone = classes.find(({ files }) => files.length === 1);
  if (lone)
    fail(
      "lone-picture",
      `class ${lone.name} has one picture, ${lone.files[0].path} (must be two or more: add some, or take the folder away)`,
      {
        name: lone.name,
      },
    );
}

/**
 * Opens all pictures, brings them to one size (`squared`) and to grey or colour, and packs them in the order of the plan. The bytes depend on
 * the files' names and contents and on `how` alone. `tell` hears after each picture how many are done. Throws an ExperimentError, also for
 * a picture that cannot be read, whose path is the picture's.
 */
export async function packFolder(
  files: readonly FolderFile[],
  { side, colour }: HowPacked,
  tell: (done: number, of: number) => void = () => undefined,
): Promise<PackedFolder> {
  const { least, most } = sides;
  if (!(Number.isInteger(side) && side >= least && side <= most))
    throw new ExperimentError(
      "side",
      "out-of-range",
      `invalid side: ${side} (must be a whole number from ${least} to ${most})`,
      {
        value: side,
        min: least,
        max: most,
      },
    );
  const { classes, pictures: total } = planFolder(files);
  const squares: DecodedPicture[] = [];
  const labels: number[] = [];
  for (const [label, { files: own }] of classes.entries())
    for (const file of own) {
      squares.push(withoutFalseColour(squared(decoded(await file.bytes(), file.path), side)));
      labels.push(label);
      tell(squares.length, total);
    }
  const channels = colour === "auto" && squares.some((one) => one.channels === 3) ? 3 : 1;
  const names = classes.map(({ name }) => name);
  const title = names.join("+").slice(0, 60);
  return [
    { name: `${title}-${side}px.idx`, bytes: pictureRows(squares.map((one) => withChannels(one, channels))) },
    { name: `${title}-labels.idx`, bytes: namedLabels(labels, names) },
  ];
}

function decoded(bytes: Uint8Array<ArrayBuffer>, path: string): DecodedPicture {
  if (bytes.length > limits.file.bytes)
    throw new ExperimentError(
      path,
      "too-large",
      `${path} is too large: ${bytes.length} bytes (must be at most ${limits.file.bytes})`,
      {
        value: bytes.length,
        max: limits.file.bytes,
      },
    );
  const picture = isPng(bytes) ? decodePng(bytes, path) : isJpeg(bytes) ? decodeJpeg(bytes, path) : null;
  if (picture && picture.values.length > 0) return picture;
  throw new ExperimentError(
    path,
    "not-a-picture",
    `${path} is neither PNG nor JPEG (save it as one of them, or take it away)`,
    {
      name: path,
    },
  );
}
