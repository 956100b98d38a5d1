/** The controls that name nodes: values by name, and one node. */
import { signal } from "@preact/signals";
import axe from "axe-core";
import { render } from "preact";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import { FieldControl } from "../../client/app/lab/field.tsx";
import { chooseLocale } from "../../client/i18n/locale.ts";
import type { GraphDocument } from "../../shared/experiment/document.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import { defaults, setParam } from "../../shared/experiment/schema.ts";
import { namingFields } from "../shared/experiment/named-nodes.ts";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";

const host = document.createElement("main");
host.style.width = "300px";
document.body.append(host);

const params = signal<Params>({});
const errors = signal<Readonly<Record<string, unknown>>>({});
const net = (count: number): GraphDocument => ({
  kind: "bayes",
  nodes: Array.from({ length: count }, (_, i) => ({
    name: ["rain", "a.b", "__proto__"][i] ?? `node ${i}`,
    states: i === 1 ? ["low", "middle", "high"] : ["no", "yes"],
    parents: [],
  })),
});

type Name = keyof typeof namingFields;
function Form({ names, graph }: { readonly names: readonly Name[]; readonly graph: GraphDocument | undefined }) {
  return (
    <>
      {names.map((name) => (
        <FieldControl
          key={name}
          path={`params.${name}`}
          field={namingFields[name]}
          value={params.value[name]}
          base={undefined}
          error={errors.value[name]}
          document={graph}
          onSet={(value) => {
            try {
              params.value = setParam(namingFields, params.value, name, value);
              errors.value = {};
            } catch (error) {
              errors.value = { [name]: error };
            }
          }}
          onSettle={() => {}}
        />
      ))}
    </>
  );
}

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
async function show(names: readonly Name[], graph?: GraphDocument): Promise<void> {
  render(<Form names={names} graph={graph} />, host);
  await expect.poll(() => host.querySelector(names.includes("target") ? "#x, select, input" : ".named")).not.toBeNull();
  await frame();
}
function labelled<E extends HTMLElement>(label: string): E {
  const found = [...host.querySelectorAll<E>("[aria-label]")].find((one) => one.ariaLabel === label);
  if (!found)
    throw new Error(
      `nothing is called ${label}: ${[...host.querySelectorAll("[aria-label]")].map((one) => one.ariaLabel).join(" | ")}`,
    );
  return found;
}
async function choose(label: string, value: string): Promise<void> {
  await userEvent.selectOptions(labelled<HTMLSelectElement>(label), value);
  await frame();
}
async function press(label: string): Promise<void> {
  labelled<HTMLButtonElement>(label).click();
  await frame();
}
async function type(label: string, text: string): Promise<void> {
  await userEvent.fill(labelled<HTMLInputElement>(label), text);
  await userEvent.keyboard("{Enter}");
  await frame();
}
const complaints = async () => (await axe.run(host, { rules: { region: { enabled: false } } })).violations;

beforeEach(() => {
  chooseLocale("en");
  params.value = defaults(namingFields);
  errors.value = {};
});
afterEach(() => render(null, host));

describe("a state by node", () => {
  it("is added from the nodes and states that there are, changed and removed", async () => {
    await show(["evidence"], net(3));
    expect(host.textContent).toContain("Nothing yet.");
    expect(labelled<HTMLButtonElement>("Evidence: add").disabled).toBe(true);
    await choose("Evidence: add: Node", "a.b");
    await choose("Evidence: add: State", "middle");
    await press("Evidence: add");
    expect(params.value.evidence).toEqual({ "a.b": "middle" });
    // From here the next is added; the node that has a state is offered no more.
    const names = labelled<HTMLSelectElement>("Evidence: add: Node");
    expect(document.activeElement).toBe(names);
    expect([...names.options].map((option) => option.value)).toEqual(["", "rain", "__proto__"]);
    await choose("Evidence: add: Node", "__proto__");
    await press("Evidence: add");
    expect(Object.entries(params.value.evidence)).toEqual([
      ["__proto__", "no"],
      ["a.b", "middle"],
    ]);
    await choose("Evidence: a.b", "high");
    expect(params.value.evidence).toMatchObject({ "a.b": "high" });
    expect(await complaints()).toEqual([]);
    await press("Remove a.b");
    await press("Remove __proto__");
    expect(params.value.evidence).toEqual({});
    expect(document.activeElement).toBe(labelled("Evidence: add: Node"));
  });

  it("by keyboard alone", async () => {
    await show(["evidence"], net(2));
    labelled("Evidence: add: Node").focus();
    await userEvent.keyboard("r{Tab}y{Tab}{Enter}");
    await frame();
    expect(params.value.evidence).toEqual({ rain: "yes" });
    await userEvent.keyboard("{Shift>}{Tab}{/Shift}{Enter}");
    await frame();
    expect(params.value.evidence).toEqual({});
  });

  it("of hundreds of nodes is typed, with the nodes to choose from", async () => {
    await show(["evidence"], net(300));
    const listed = () => [...host.querySelectorAll<HTMLOptionElement>("datalist option")].map(({ value }) => value);
    expect(listed().length).toBe(60);
    await userEvent.fill(labelled("Evidence: add: Node"), "node 250");
    await frame();
    expect(listed()).toEqual(["node 250"]);
    await choose("Evidence: add: State", "yes");
    await press("Evidence: add");
    expect(params.value.evidence).toEqual({ "node 250": "yes" });
    expect(await complaints()).toEqual([]);
  });

  it("keeps in sight what the graph does not have, and takes any text without a graph", async () => {
    params.value = { ...params.value, evidence: { rain: "maybe", gone: "x" } };
    await show(["evidence"], net(1));
    expect(labelled<HTMLSelectElement>("Evidence: rain").value).toBe("maybe");
    expect(labelled<HTMLInputElement>("Evidence: gone").value).toBe("x");
    expect(host.textContent).toContain("Every node has a value already.");
    await show(["evidence"]);
    await userEvent.fill(labelled("Evidence: add: Node"), "wind");
    await frame();
    await type("Evidence: add: Value", "strong");
    expect(params.value.evidence).toEqual({ gone: "x", rain: "maybe", wind: "strong" });
  });

  it("is not thrown away by a button that is pressed twice", async () => {
    params.value = { ...params.value, evidence: { rain: "no", "a.b": "low" } };
    await show(["evidence"], net(3));
    await userEvent.dblClick(labelled("Remove a.b"));
    await frame();
    expect(params.value.evidence).not.toEqual({});
  });
});

describe("weights by node", () => {
  it("have a box per state, which begin alike", async () => {
    chooseLocale("es");
    await show(["soft"], net(3));
    await choose("Soft evidence (es): añadir: Nodo", "a.b");
    await press("Soft evidence (es): añadir");
    expect(params.value.soft).toEqual({ "a.b": [1, 1, 1] });
    await type("Soft evidence (es): a.b = middle", "0,25");
    expect(params.value.soft).toEqual({ "a.b": [1, 0.25, 1] });
    await type("Soft evidence (es): a.b = low", "-1");
    expect(params.value.soft).toEqual({ "a.b": [1, 0.25, 1] });
    await expect
      .poll(() => host.querySelector("[role=alert]")?.textContent)
      .toMatch(/mayores o iguales que 0.* −1 no lo es/);
    expect(labelled("Soft evidence (es): a.b = low").ariaInvalid).toBe("true");
    expect(await complaints()).toEqual([]);
  });

  it("that do not fit the states stand in one box", async () => {
    params.value = { ...params.value, soft: { rain: [1, 2, 3], gone: [0.5] } };
    await show(["soft"], net(1));
    expect(labelled<HTMLInputElement>("Soft evidence: rain").value).toBe("1; 2; 3");
    await type("Soft evidence: rain", "0.7, 0.3");
    expect(params.value.soft).toEqual({ gone: [0.5], rain: [0.7, 0.3] });
    await type("Soft evidence: rain = yes", "much");
    await expect.poll(() => host.querySelector("[role=alert]")?.textContent).toContain("“much”");
  });
});

describe("one node", () => {
  it("is chosen from the graph, or none", async () => {
    params.value = { ...params.value, target: "gone" };
    await show(["target"], net(2));
    const select = host.querySelector("select") as HTMLSelectElement;
    expect([...select.options].map((option) => option.value)).toEqual(["", "gone", "rain", "a.b"]);
    await userEvent.selectOptions(select, "a.b");
    await frame();
    expect(params.value.target).toBe("a.b");
    expect(await complaints()).toEqual([]);
  });

  it("of hundreds is typed", async () => {
    await show(["target"], net(300));
    await userEvent.fill(host.querySelector("input") as HTMLInputElement, "node 7");
    await userEvent.keyboard("{Enter}");
    await expect.poll(() => params.value.target).toBe("node 7");
    expect(await complaints()).toEqual([]);
  });
});
