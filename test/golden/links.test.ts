import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { parseEnvelope } from "../../shared/experiment/envelope.ts";
import { decodeLink } from "../../shared/experiment/link.ts";
import { labs } from "../../shared/labs/index.ts";
import { parseExperiment } from "../../shared/labs/parse-experiment.ts";
import { writtenExperiment } from "../../shared/labs/written.ts";
import { everything } from "./everything.ts";

/**
 * Links as they were once handed out, of every version that there ever was. They open for ever: entries are only added. What a link does
 * not name (a parameter that came later) has its default. They verify for ever, too: digests are over the experiment's canonical JSON, whose
 * SHA-256 was written down with the link.
 */
interface Golden {
  readonly link: string;
  readonly experiment: { readonly lab: string; readonly seed: number };
  readonly envelope?: object;
  readonly sha256: string;
}
const read = (name: string): readonly Golden[] => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const hashOf = (value: unknown) => sha256Hex(new TextEncoder().encode(canonicalJson(value)));

describe.each([
  ["version 1 of the experiment, of the labs that there are", read("links.json"), labs, 1],
  ["version 2, of a lab that takes all that it can say", read("links-2.json"), everything, 2],
] as const)("%s", (_, golden, entries, version) => {
  test("there are old links", () => {
    expect(golden.length).toBeGreaterThanOrEqual(8);
  });

  test.each(golden)(
    "$link opens, and its experiment is hashed as it was",
    async ({ link, experiment, envelope, sha256 }) => {
      const decoded = await decodeLink(link);
      expect(decoded.experiment).toEqual(experiment);
      expect(parseEnvelope(decoded.envelope)).toEqual(envelope);
      const opened = await parseExperiment(decoded.experiment, entries);
      expect(opened.experiment).toMatchObject(experiment);
      expect(opened.experiment.v).toBe(version);
      expect(await hashOf(writtenExperiment(opened.lab, opened.experiment))).toBe(sha256);
    },
  );
});

test("links of both versions are among them", () => {
  const versions = new Set([...read("links.json"), ...read("links-2.json")].map(({ link }) => link.slice(0, 4)));
  expect(versions).toEqual(new Set(["#v1.", "#v2."]));
});
