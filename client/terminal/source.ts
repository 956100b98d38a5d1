import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import * as v from "valibot";
import { type FolderFile, type HowPacked, packFolder } from "../../shared/data/folder.ts";
import { type HashedFile, hashFile, type UserFile } from "../../shared/data/hashed-file.ts";
import { refuseNets } from "../../shared/data/needs-lab.ts";
import { packOnnx } from "../../shared/data/onnx-models.ts";
import { packModels } from "../../shared/data/tensorflow-models.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Experiment, FileFormat } from "../../shared/experiment/experiment.ts";
import { readJson } from "../../shared/experiment/json.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { decodeLink } from "../../shared/experiment/link.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { bytesSource } from "../../shared/publication/bytes.ts";
import { type Claimed, claimedOf } from "../../shared/publication/claimed.ts";
import { decodeContainer, headerBytes, isContainer, type Role } from "../../shared/publication/container.ts";
import { attachDocument } from "../../shared/publication/detached.ts";
import { parseClaim, parseFiledClaim } from "../../shared/publication/publication.ts";
import { parseArrays } from "./result-file.ts";

/** What the terminal is asked to run or to verify. */
export interface Source {
  readonly experiment: Experiment;
  readonly lab: Lab;
  /** A preset of the lab, whose parameters nobody wrote down for these data. */
  readonly isPreset?: boolean;
  /** What a kept link, an exported file or a result says that the run gave; of a link its arrays and model are read now. Throws an ExperimentError. */
  claimed?(): Promise<Claimed>;
}

/**
 * Reads an experiment from wherever it is: a hash link, the address of a kept link, a file (an experiment, a result, an export of the page), or
 * the name of a lab or of its preset. Throws an ExperimentError.
 */
export async function readSource(text: string, labs: readonly LabEntry[]): Promise<Source> {
  const hash = /(?:^|#)(v\d+\..*)$/s.exec(text);
  if (hash !== null) return parseExperiment((await decodeLink(`#${hash[1]}`)).experiment, labs);
  if (/^https?:\/\//.test(text)) return readKept(text, labs);
  const [name, preset] = text.split(":");
  const entry = labs.find(({ id }) => id === name);
  if (entry !== undefined) {
    const lab = await entry.load();
    return { lab, experiment: presetExperiment(lab, preset ?? lab.presets[0]), isPreset: true };
  }
  const bytes = await readFile(text).catch(() => {
    const names = labs.map(({ id }) => id).join(", ");
    throw new ExperimentError(
      "experiment",
      "unknown",
      `unknown experiment: ${text} (must be a file, a link, or a lab: ${names})`,
      {
        value: text,
        allowed: names,
      },
    );
  });
  if (isContainer(bytes)) {
    const { header, parts } = await decodeContainer(bytesSource(new Uint8Array(bytes)));
    const part = (wanted: Role) => parts.find(({ role }) => role === wanted)?.bytes;
    const experiment = await attachDocument(header.experiment, part("document"));
    return withClaim({ experiment }, header.result, labs, (result, { metrics }) =>
      claimedOf(parseClaim(result, metrics), part("arrays"), part("weights")),
    );
  }
  const json = parseFile(bytes.toString("utf8"), text);
  if (!isObject(json) || !("experiment" in json)) return parseExperiment(json, labs);
  return withClaim(json, json, labs, (result, { metrics }) => ({
    claim: parseFiledClaim(result, metrics),
    ...(json.arrays === undefined ? {} : { arrays: parseArrays(json.arrays) }),
  }));
}

/** A file on this machine may be as long as a result with its arrays; caps apply to the experiment and the claim in it. */
function parseFile(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ExperimentError(
      name,
      "json",
      `${name} is not JSON: ${(error as Error).message} (must be an experiment, what lab run --out wrote, or a file that the page saved)`,
      { value: name },
    );
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The experiment and, where `result` is one, what it claims: `read` has the fields of a claim, without those beside it. */
async function withClaim(
  holder: Readonly<Record<string, unknown>>,
  result: unknown,
  labs: readonly LabEntry[],
  read: (result: unknown, lab: Lab) => Claimed | Promise<Claimed>,
): Promise<Source> {
  const source = await parseExperiment(holder.experiment, labs);
  // An experiment alone, in a wrapper, is still an experiment.
  if (!isObject(result) || !("digest" in result)) return source;
  const { engine, device, digest, metrics, seconds } = result;
  return { ...source, claimed: async () => read({ engine, device, digest, metrics, seconds }, source.lab) };
}

/** A link that the edge keeps: "https://host/x/<id>". */
async function readKept(text: string, labs: readonly LabEntry[]): Promise<Source> {
  const { origin, pathname } = new URL(text);
  const id = /^\/x\/([A-Za-z0-9_-]{22})$/.exec(pathname)?.[1];
  if (id === undefined) {
    throw new ExperimentError("link", "not-a-link", `invalid link: ${text} (must end in /x/<id> or #v1.…)`, {
      value: text,
    });
  }
  const answer = await fetchOrFail(`${origin}/api/x/${id}`);
  const view = readJson(await answer.text(), "link", headerBytes) as Readonly<Record<string, unknown>>;
  const experiment = await attachDocument(view.experiment, await readBlob(origin, view, "document"));
  return withClaim({ experiment }, view.result, labs, async (result, { metrics }) => {
    const [arrays, weights] = await Promise.all([readBlob(origin, view, "arrays"), readBlob(origin, view, "weights")]);
    return claimedOf(parseClaim(result, metrics), arrays, weights);
  });
}

const blobSchema = v.array(v.object({ role: v.string(), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }));

/** The published blob of a role, proved to be the one that its name says; undefined where the link has none. */
async function readBlob(
  origin: string,
  { blobs }: Readonly<Record<string, unknown>>,
  wanted: Role,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const parsed = v.safeParse(blobSchema, blobs ?? []);
  if (!parsed.success) throw unreachable("its blob list is damaged");
  const blob = parsed.output.find(({ role }) => role === wanted);
  if (blob === undefined) return undefined;
  const bytes = new Uint8Array(await (await fetchOrFail(`${origin}/b/${blob.sha256}`)).arrayBuffer());
  if ((await sha256Hex(bytes)) !== blob.sha256) throw unreachable(`its ${wanted} arrived damaged (try again)`);
  return bytes;
}

async function fetchOrFail(address: string): Promise<Response> {
  const answer = await fetch(address).catch(() => {
    throw unreachable(`nothing answers at ${new URL(address).origin} (is the address right, and is there a network?)`);
  });
  if (answer.ok) return answer;
  const cure =
    answer.status === 404 ? "it does not exist" : answer.status === 410 ? "it was deleted" : "try again later";
  throw unreachable(`HTTP ${answer.status} (${cure})`);
}

function unreachable(reason: string): ExperimentError {
  return new ExperimentError("link", "unreachable", `link cannot be read: ${reason}`);
}

/**
 * The user's own files, as given with --data. A folder holds a folder of pictures for each class: it becomes the two files that it is packed into. `formats`: those
 * of the lab.
 * Throws an ExperimentError for one that cannot be read.
 */
export async function readData(
  paths: readonly string[],
  how: HowPacked,
  formats: readonly FileFormat[],
): Promise<readonly HashedFile[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const stats = await stat(path).catch(() => {
        throw new ExperimentError("--data", "missing", `missing file: ${path} (is the path right?)`, { value: path });
      });
      return { path, size: stats.size, isFolder: stats.isDirectory() };
    }),
  );
  const folders = found.filter(({ isFolder }) => isFolder);
  const inFolders = (await Promise.all(folders.map(({ path }) => filesBelow(resolve(path))))).flat();
  const packed = folders.length > 0 ? await packFolder(inFolders, how, tellPictures) : [];
  const files = await Promise.all(
    found.filter(({ isFolder }) => !isFolder).map(({ path, size }) => readOne(path, size)),
  );
  refuseNets(files, formats);
  return Promise.all(packModels(packOnnx([...packed, ...files])).map(hashFile));
}

async function readOne(path: string, size: number): Promise<UserFile> {
  const { bytes: most } = limits.file;
  if (size > most) {
    throw new ExperimentError("--data", "too-large", `${path} is too large: ${size} bytes (must be at most ${most})`);
  }
  return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
}

/** All files below a folder, with paths that begin with its name. */
async function filesBelow(folder: string): Promise<readonly FolderFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const place = join(entry.parentPath, entry.name);
      const path = basename(folder) + place.slice(folder.length).replaceAll("\\", "/");
      return { path, bytes: async () => new Uint8Array(await readFile(place)) };
    });
}

function tellPictures(done: number, of: number): void {
  if (done === of || done % 100 === 0) process.stderr.write(`pictures: ${done} of ${of}\n`);
}
