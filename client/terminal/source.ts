import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { GivenFile } from "../../shared/data/decode.ts";
import { ExperimentError } from "../../shared/experiment/errors.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { parseJson } from "../../shared/experiment/json.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { decodeLink } from "../../shared/experiment/link.ts";
import type { LabEntry } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { parseExperiment, presetExperiment } from "../../shared/labs/parse.ts";
import { bytesSource } from "../../shared/publication/bytes.ts";
import { decodeContainer, headerBytes, isContainer } from "../../shared/publication/container.ts";
import { type Claim, parseClaim } from "../../shared/publication/publication.ts";

/** What the terminal is asked to run or to verify. */
export interface Source {
  readonly experiment: Experiment;
  readonly lab: Lab;
  /** What a kept link, an exported file or a result says that the run gave. */
  readonly claim?: Claim;
}

/**
 * Reads an experiment from wherever it is: a hash link, the address of a kept link, a file (an experiment, a result, an export of the page), or
 * the name of a lab or of its preset. Throws an ExperimentError.
 */
export async function readSource(text: string, labs: readonly LabEntry[]): Promise<Source> {
  const hash = /(?:^|#)(v\d+\..*)$/s.exec(text);
  if (hash !== null) return parseExperiment(await decodeLink(`#${hash[1]}`), labs);
  if (/^https?:\/\//.test(text)) return readKept(text, labs);
  const [name, preset] = text.split(":");
  const entry = labs.find(({ id }) => id === name);
  if (entry !== undefined) {
    const lab = await entry.load();
    return { lab, experiment: presetExperiment(lab, preset ?? lab.presets[0]) };
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
    const { header } = await decodeContainer(bytesSource(new Uint8Array(bytes)));
    return withClaim(header, header.result, labs);
  }
  const json = parseFile(bytes.toString("utf8"), text);
  return isObject(json) && "experiment" in json ? withClaim(json, json, labs) : parseExperiment(json, labs);
}

/** A file on this machine may be as long as a result with its arrays is; caps hold for the experiment and the claim in it. */
function parseFile(json: string, name: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ExperimentError(name, "json", `${name} is not JSON: ${(error as Error).message}`, { value: name });
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

async function withClaim(
  holder: Readonly<Record<string, unknown>>,
  result: unknown,
  labs: readonly LabEntry[],
): Promise<Source> {
  const source = await parseExperiment(holder.experiment, labs);
  // An experiment alone, in a wrapper, is still an experiment.
  if (!isObject(result) || !("digest" in result)) return source;
  const { engine, device, digest, metrics, seconds } = result;
  return { ...source, claim: parseClaim({ engine, device, digest, metrics, seconds }, source.lab.metrics) };
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
  const answer = await fetch(`${origin}/api/x/${id}`).catch((error: unknown) => {
    throw new ExperimentError("link", "unreachable", `link cannot be read: ${String(error)} (is the address right?)`);
  });
  if (!answer.ok) {
    const status =
      answer.status === 404 ? "it does not exist" : answer.status === 410 ? "it was deleted" : "try again later";
    throw new ExperimentError("link", "unreachable", `link cannot be read: HTTP ${answer.status} (${status})`);
  }
  const caps = { bytes: headerBytes, keys: 2 * limits.json.keys + limits.result.keys };
  const view = parseJson(await answer.text(), "link", caps) as Readonly<Record<string, unknown>>;
  return withClaim(view, view.result, labs);
}

/** Files of the user's own, as given with --data. Throws an ExperimentError for one that cannot be read. */
export async function readData(paths: readonly string[]): Promise<readonly GivenFile[]> {
  return Promise.all(
    paths.map(async (path) => {
      const { size } = await stat(path).catch(() => {
        throw new ExperimentError("--data", "missing", `missing file: ${path} (is the path right?)`, { value: path });
      });
      const { bytes: most } = limits.file;
      if (size > most) {
        throw new ExperimentError(
          "--data",
          "too-large",
          `${path} is too large: ${size} bytes (must be at most ${most})`,
        );
      }
      return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
    }),
  );
}
