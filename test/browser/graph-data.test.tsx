/** The data panel of a lab of graphs: what it says of the graph, and what can be made of it there. */

import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SessionContext } from "../../client/app/lab/context.ts";
import { DataPanel } from "../../client/app/lab/data-panel.tsx";
import { tableOf } from "../../client/app/lab/engine.ts";
import { attachToSession } from "../../client/app/lab/take-files.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { createSession, type Session } from "../../client/run/session.ts";
import { writeGraph } from "../../shared/data/readers/graphs.ts";
import { parseDocument } from "../../shared/experiment/parse-document.ts";
import { defineLab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import { eventually } from "../eventually.ts";
import { violations } from "./views/complaints.ts";

const words = (text: string) => ({ es: text, en: text });
const sprinkler = {
  kind: "bayes",
  name: "sprinkler",
  nodes: [
    { name: "rain", states: ["no", "yes"], parents: [], table: [0.8, 0.2] },
    { name: "sprinkler", states: ["off", "on"], parents: ["rain"], table: [0.6, 0.4, 0.99, 0.01] },
    {
      name: "wet",
      states: ["no", "yes"],
      parents: ["sprinkler", "rain"],
      table: [1, 0, 0.2, 0.8, 0.1, 0.9, 0.01, 0.99],
    },
  ],
} as const;
const coin = {
  kind: "bayes",
  nodes: [{ name: "coin", states: ["heads", "tails"], parents: [], table: [0.5, 0.5] }],
} as const;
const preset = (id: string, document: typeof sprinkler | typeof coin, params = {}) =>
  ({ id, title: words(`${id} title`), about: words("a"), seed: 1, data: { document }, params }) as const;
const lab = defineLab({
  id: "net",
  revision: 1,
  family: "graphs",
  title: words("a"),
  summary: words("a"),
  params: {
    evidence: {
      kind: "map",
      values: "text",
      names: "nodes",
      maxItems: 100,
      default: {},
      label: words("evidence"),
      help: words("a"),
    },
  },
  data: { generators: [], formats: ["bif", "csv"], documents: ["bayes"], parseDocument },
  presets: [preset("lawn", sprinkler, { evidence: { wet: "yes" } }), preset("again", sprinkler), preset("coin", coin)],
  metrics: [],
  wasm: [],
  devices: ["wasm"],
  estimate: () => ({ multiplyAdds: 1, bytes: 1 }),
  plan: () => [],
  processes: {},
  measure: () => ({}),
});

const host = document.createElement("main");
document.body.append(host);
let session: Session;
beforeEach(async () => {
  chooseLocale("en");
  session = createSession({
    lab,
    experiment: presetExperiment(lab),
    engine: { code: "", pool: { resume() {} } as never, run: () => new Promise<never>(() => {}) },
    loadData: (ref) => tableOf(ref, lab),
    clock: { now: () => 0, after: () => () => {} },
    headline: [],
  });
  render(
    <SessionContext.Provider value={session}>
      <DataPanel />
    </SessionContext.Provider>,
    host,
  );
  (host.querySelector("details") as HTMLDetailsElement).open = true;
  await eventually(() => expect(menu()).toBeInstanceOf(HTMLSelectElement));
});
afterEach(() => {
  render(null, host);
  session.close();
});

const menu = () => host.querySelector(".graph-data select") as HTMLSelectElement;
const nameBox = () => host.querySelector(".graph-data input") as HTMLInputElement;
const button = (text: string) => [...host.querySelectorAll("button")].find((one) => one.textContent === text);
const press = async (text: string) => {
  await eventually(() => expect(button(text)).toBeDefined());
  button(text)?.click();
};
const says = (text: string | RegExp) => eventually(() => expect(host.textContent).toMatch(text));
const experiment = () => session.draft.value.experiment;
const bif = (name: string) => new File([writeGraph({ ...sprinkler, name }, "bif").text], "net.bif");
const samples = new File(["rain,wet\n0,1\n1,0\n1,1\n"], "samples.csv");

describe("the data panel of a lab of graphs", () => {
  it("says what the graph is, and offers each of the lab's once", async () => {
    await says("sprinkler: 3 nodes, 3 arcs");
    expect([...menu().options].map(({ text }) => text)).toEqual(["lawn title", "coin title"]);
    expect(menu().value).toBe("lawn");
    chooseLocale("es");
    await says("sprinkler: 3 nodos, 3 arcos");
    expect((await violations(host, true)).map(({ text }) => text)).toEqual([]);
  });

  it("puts another graph in its place, and empties what named its nodes; one step back brings all back", async () => {
    menu().value = "coin";
    menu().dispatchEvent(new Event("change", { bubbles: true }));
    expect(experiment().data).toEqual({ document: coin });
    expect(experiment().params).toEqual({ evidence: {} });
    session.undo();
    expect(experiment()).toEqual(presetExperiment(lab));
  });

  it("keeps the evidence when the graph is renamed, and takes the name away when it is emptied", async () => {
    const type = (text: string) => {
      nameBox().value = text;
      nameBox().dispatchEvent(new Event("input", { bubbles: true }));
      nameBox().dispatchEvent(new Event("change", { bubbles: true }));
    };
    type("  my lawn ");
    expect(experiment()).toMatchObject({
      data: { document: { name: "my lawn" } },
      params: { evidence: { wet: "yes" } },
    });
    await eventually(() => expect(menu().selectedOptions[0].text).toBe("Your own graph"));
    type("");
    expect(experiment().data).toMatchObject({ document: { nodes: sprinkler.nodes } });
    expect(experiment().data).not.toHaveProperty("document.name");
  });

  it("begins a new graph", async () => {
    await press("New graph");
    expect(experiment().data).toMatchObject({ document: { kind: "bayes", nodes: [{ name: "A" }] } });
    expect(experiment().params).toEqual({ evidence: {} });
    await says("1 node, 0 arcs");
  });

  it("says that a table is samples of the graph, and takes either away", async () => {
    await attachToSession(session, [samples]);
    await says("The rows of samples.csv are samples of this graph.");
    await says("sprinkler: 3 nodes, 3 arcs · 3 rows × 2 columns");
    await press("Remove the samples");
    expect(experiment().data).toEqual({ document: sprinkler });
    session.undo();
    await press("Remove the graph");
    expect(experiment().data).toMatchObject({ files: [{ name: "samples.csv" }] });
    expect(experiment().data).not.toHaveProperty("document");
    await eventually(() => expect(menu().selectedOptions[0].text).toBe("None: samples alone"));
  });

  it("reads a large graph on a thread of its own, and says what was read otherwise", async () => {
    const text = `${await bif("rainy").text()}\n${"// a comment\n".repeat(4000)}`;
    await attachToSession(session, [new File([text.replace(/0\.8(.*)0\.2/, "0.80001$10.2")], "large.bif")]);
    await says("rainy: 3 nodes, 3 arcs");
    await says(/Rows of probabilities that missed 1 by rounding/);
    await expect(attachToSession(session, [new File([text.replace("discrete", "x")], "bad.bif")])).rejects.toThrow(
      /line/,
    );
    await says("rainy: 3 nodes, 3 arcs");
  });
});
