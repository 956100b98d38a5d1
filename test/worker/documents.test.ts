import { beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import type { FactorNet } from "../../shared/experiment/document.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { limits } from "../../shared/experiment/limits.ts";
import { attachDocument, detachDocument } from "../../shared/publication/detached.ts";
import { ask, migrate, post, publication, published, refusal, remove } from "./edge.ts";

beforeAll(migrate);

const encode = (text: string) => new TextEncoder().encode(text).slice();

/** A factor of 2^k numbers over k nodes: some 18 bytes each. */
function documentOf(k: number): FactorNet {
  const nodes = Array.from({ length: k }, (_, i) => ({ name: `n${i}`, states: ["0", "1"] }));
  const table = Array.from({ length: 2 ** k }, (_, i) => (i + 1) / 7);
  return { kind: "factor", nodes, factors: [{ scope: nodes.map(({ name }) => name), table }] };
}
const experimentOf = (document: FactorNet): Experiment => ({
  v: 2,
  lab: "graph",
  seed: 1,
  data: { document },
  params: { size: 3, mode: "plain" },
});

interface View {
  readonly experiment: unknown;
  readonly blobs: readonly { readonly role: string; readonly sha256: string; readonly url: string }[];
}
const viewOf = async (id: string) => (await (await ask(`/api/x/${id}`)).json()) as View;

test("a small document is published within its experiment", async () => {
  const experiment = experimentOf(documentOf(6));
  const { id } = await published(publication({ experiment }));
  const view = await viewOf(id);
  expect(view.experiment).toEqual(experiment);
  expect(view.blobs).toEqual([]);
});

test("a large one is a blob of its own, one for all that have it, and goes with the last of them", async () => {
  const experiment = experimentOf(documentOf(15));
  const { experiment: sent, part } = await detachDocument(experiment);
  if (part === null) throw new Error("not apart");
  const body = publication({ experiment: sent });
  const one = await published(body, { parts: [part] });
  const two = await published(body, { parts: [part] });
  const view = await viewOf(one.id);
  expect(view.experiment).toEqual(sent);
  expect(view.blobs).toMatchObject([{ role: "document" }]);
  const [{ sha256, url }] = view.blobs;
  expect((await viewOf(two.id)).blobs[0].sha256).toBe(sha256);
  const bytes = await (await ask(url)).bytes();
  expect(await attachDocument(view.experiment, bytes.slice())).toEqual(experiment);
  await remove(one.id, one.deleteToken);
  expect((await ask(url)).status).toBe(200);
  await remove(two.id, two.deleteToken);
  expect(await refusal(ask(url))).toEqual([410, "deleted"]);
});

test("a small one that is sent apart stays apart", async () => {
  const { experiment: sent, part } = await detachDocument(experimentOf(documentOf(6)), 0);
  const { id } = await published(publication({ experiment: sent }), { parts: part ? [part] : [] });
  const view = await viewOf(id);
  expect([view.experiment, view.blobs.length]).toEqual([sent, 1]);
});

test("64 KiB within the experiment, 1 MiB apart, and no more", async () => {
  const large = documentOf(12);
  expect(canonicalJson(large).length).toBeGreaterThan(limits.document.inline);
  expect(await refusal(post(publication({ experiment: experimentOf(large) })))).toEqual([413, "too-large"]);
  const part = { role: "document" as const, bytes: new Uint8Array(limits.document.published + 1) };
  expect(await refusal(post(publication(), { parts: [part] }))).toEqual([413, "too-large"]);
});

test("a document that is not the one that is named, or not as it is named, is refused", async () => {
  const { experiment: sent, part } = await detachDocument(experimentOf(documentOf(6)), 0);
  const body = publication({ experiment: sent });
  const text = new TextDecoder().decode(part?.bytes);
  const document = (bytes: Uint8Array<ArrayBuffer>) => ({ parts: [{ role: "document" as const, bytes }] });
  expect(await refusal(post(body))).toEqual([400, "missing-document"]);
  expect(await refusal(post(body, document(encode(`${text} `))))).toEqual([400, "other-document"]);
  expect(await refusal(post(publication(), document(encode(text))))).toEqual([400, "other-document"]);
  const spaced = encode(JSON.stringify(documentOf(6), null, 1));
  const hash = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", spaced)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const named = { ...sent, data: { document: { sha256: hash, bytes: spaced.length } } };
  expect(await refusal(post(publication({ experiment: named }), document(spaced)))).toEqual([400, "not-canonical"]);
  const twice = part ? [part, part] : [];
  expect(await refusal(post(body, { parts: twice }))).toEqual([400, "repeated"]);
});

test("a lab that takes no documents gets none published", async () => {
  const experiment = { ...experimentOf(documentOf(3)), lab: "toy" };
  expect(await refusal(post(publication({ experiment })))).toEqual([400, "takes-no-document"]);
  const broken = { ...documentOf(3), factors: [{ scope: ["n0"], table: [1] }] };
  expect(await refusal(post(publication({ experiment: experimentOf(broken) })))).toEqual([400, "table-size"]);
});
