import { ExperimentError } from "../../experiment/errors.ts";

/** Formats of other programs, by how they begin: their name, and what to save or unpack them to. */
const formats: readonly (readonly [name: string, cure: "CSV" | "NPY" | "PNG" | "WAV" | "unpacked", start: string])[] = [
  ["PDF", "CSV", "%PDF-"],
  ["Excel (XLS)", "CSV", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["Parquet", "CSV", "PAR1"],
  ["Arrow/Feather", "CSV", "ARROW1"],
  ["Feather", "CSV", "FEA1"],
  ["HDF5", "NPY", "\x89HDF\r\n\x1a\n"],
  ["MATLAB (MAT)", "CSV", "MATLAB 5.0 MAT-file"],
  ["SPSS (SAV)", "CSV", "$FL2"],
  ["Stata (DTA)", "CSV", "<stata_dta>"],
  ["R (RData)", "CSV", "RDX2\n"],
  ["R (RData)", "CSV", "RDX3\n"],
  ["R (RDS)", "CSV", "X\n\0\0\0"],
  ["SQLite", "CSV", "SQLite format 3\0"],
  ["pickle", "NPY", "\x80\x02"],
  ["pickle", "NPY", "\x80\x03"],
  ["pickle", "NPY", "\x80\x04\x95"],
  ["pickle", "NPY", "\x80\x05\x95"],
  // What is left once one gzip was taken off.
  ["gzip", "unpacked", "\x1f\x8b\x08"],
  ["7z", "unpacked", "7z\xbc\xaf\x27\x1c"],
  ["xz", "unpacked", "\xfd7zXZ\0"],
  ["bzip2", "unpacked", "BZh"],
  ["Zstandard", "unpacked", "\x28\xb5\x2f\xfd"],
  ["RAR", "unpacked", "Rar!\x1a\x07"],
  ["GIF", "PNG", "GIF87a"],
  ["GIF", "PNG", "GIF89a"],
  ["TIFF", "PNG", "II*\0"],
  ["TIFF", "PNG", "MM\0*"],
  ["FLAC", "WAV", "fLaC"],
  ["AMR", "WAV", "#!AMR"],
  ["WebM", "WAV", "\x1aE\xdf\xa3"],
  ["Ogg", "WAV", "OggS"],
  ["MP3", "WAV", "ID3"],
];

/** Those that begin with a length or a size, and then say what they are. */
const inBoxes: readonly (readonly [name: string, cure: "PNG" | "WAV", start: RegExp])[] = [
  ["WebP", "PNG", /^RIFF.{4}WEBP/s],
  ["HEIC", "PNG", /^\0\0\0.ftyp(?:hei|hev|mif1|msf1)/s],
  ["AVIF", "PNG", /^\0\0\0.ftypavi/s],
  ["BMP", "PNG", /^BM.{4}\0\0\0\0/s],
  ["AIFF", "WAV", /^FORM.{4}AIF[FC]/s],
  ["MP4", "WAV", /^\0\0\0.ftyp/s],
];

/** A format of other programs, and what to save it as, or "unpacked". */
type Foreign = readonly [name: string, cure: string];

/**
 * Throws an ExperimentError that names the format and the cure where a file is of another program; a zip is named by what is in it. `textFormat`: what the text is
 * that a file seems to begin with, if it cannot be read here either.
 */
export function refuseForeign(
  bytes: Uint8Array,
  path: string,
  textFormat: (head: string) => Foreign | undefined = noTable,
): void {
  const head = String.fromCharCode(...bytes.subarray(0, 4096));
  const found =
    formats.find(([, , start]) => head.startsWith(start)) ??
    inBoxes.find(([, , start]) => start.test(head)) ??
    zipped(bytes, head) ??
    textFormat(head);
  if (!found) return;
  const [value, cure] = found;
  if (cure === "unpacked")
    throw new ExperimentError(
      path,
      "packed-format",
      `${path} is packed with ${value} (unpack it and open what is in it)`,
      {
        value,
      },
    );
  throw otherFormat(path, value, cure);
}

export function otherFormat(path: string, value: string, allowed: string): ExperimentError {
  const message = `${path} is ${value} (must be opened where it was made and saved as ${allowed})`;
  return new ExperimentError(path, "other-format", message, { value, allowed });
}

function zipped(bytes: Uint8Array, head: string): Foreign | undefined {
  if (!head.startsWith("PK\x03\x04") && !head.startsWith("PK\x05\x06")) return undefined;
  // The list of a zip is at its end.
  const names = head + String.fromCharCode(...bytes.subarray(-4096));
  if (names.includes("xl/")) return ["Excel (XLSX)", "CSV"];
  if (names.includes("opendocument.spreadsheet")) return ["OpenDocument (ODS)", "CSV"];
  if (names.includes(".npy")) return ["NPZ", "NPY"];
  if (names.includes("word/")) return ["Word (DOCX)", "CSV"];
  if (names.includes("Index/Document.iwa")) return ["Numbers", "CSV"];
  return ["ZIP", "unpacked"];
}

/** A page of the web, perhaps in place of the file that it offers. */
export const isWebPage = (text: string): boolean => /^<(?:!doctype html|html|head|body)\b/i.test(text);

/** Texts that are no tables. */
function noTable(head: string): Foreign | undefined {
  const text = head.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (isWebPage(text)) return ["HTML", "CSV"];
  if (/^<\?xml\b/.test(text)) return ["XML", "CSV"];
  return /^\[?\s*\{\s*(?:"[^"\n]*"\s*:|\})/.test(text) || /^\[\s*\[/.test(text) ? ["JSON", "CSV"] : undefined;
}
