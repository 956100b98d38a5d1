import { render } from "preact";
import { afterEach, beforeEach, expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import { loadSentences } from "../../client/i18n/explain.ts";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { GraphEditor, type GraphEditorProps } from "../../client/views/graph-editor/index.ts";
import { svgText } from "../../client/views/picture-file.ts";
import type { BayesNet, BayesNode, GraphDocument } from "../../shared/experiment/document.ts";
import * as edit from "../../shared/graphs/edit/index.ts";
import { violations } from "./views/complaints.ts";
import "../../client/styles/tokens.css";
import "../../client/styles/base.css";

const host = document.createElement("main");
/** The graph now, and those before it: what a session does. */
let now: GraphDocument;
let past: GraphDocument[];
const one = (): GraphDocument => edit.newGraph("bayes", { name: "Rain", states: ["no", "yes"], operation: "" });

function show(more: Partial<GraphEditorProps> = {}) {
  const undo = () => {
    now = past.pop() ?? now;
    show(more);
  };
  const onEdit = (next: GraphDocument) => {
    past.push(now);
    now = next;
    show(more);
  };
  const undoing = past.length > 0 ? undo : undefined;
  render(<GraphEditor document={now} title="A net" onEdit={onEdit} undo={undoing} redo={undefined} {...more} />, host);
}

const surface = () => host.querySelector<HTMLElement>(".graph-surface") as HTMLElement;
const drawn = () => host.querySelectorAll(".graph-node").length;
const said = () => host.querySelector(".graph-said")?.textContent;
const naming = () => host.querySelector<HTMLInputElement>(".graph-naming");
const table = (name: string) => (now as BayesNet).nodes.find((node) => node.name === name)?.table;
async function shown(count: number) {
  await expect.poll(drawn).toBe(count);
}

beforeEach(async () => {
  chooseLocale("en");
  document.documentElement.lang = "en";
  await loadSentences();
  past = [];
  now = one();
  document.body.append(host);
});
afterEach(() => {
  render(null, host);
  host.remove();
});

async function called(name: string) {
  await expect.poll(naming).toBeTruthy();
  await userEvent.keyboard(`${name}{Enter}`);
  await expect.poll(naming).toBeNull();
}

it("builds a net of three nodes by keys alone; the cycle that a fourth arrow would close is named; undo takes back", async () => {
  show();
  await shown(1);
  surface().focus();
  for (const name of ["Wet grass", "Slippery"]) {
    await userEvent.keyboard("n");
    await shown(name === "Slippery" ? 3 : 2);
    await userEvent.keyboard("{Enter}");
    await called(name);
  }
  expect(now.nodes.map(({ name }) => name)).toEqual(["Rain", "Wet grass", "Slippery"]);
  // From the last, which is selected, to the one above it.
  await userEvent.keyboard("{ArrowUp}");
  await expect.poll(said).toContain("Wet grass.");
  await userEvent.keyboard("c{ArrowDown}{Enter}");
  await expect.poll(said).toContain("Connected: Wet grass → Slippery. The table of Slippery repeats its rows");
  await userEvent.keyboard("{ArrowUp}{ArrowUp}c{ArrowDown}{Enter}");
  await expect.poll(said).toContain("Connected: Rain → Wet grass.");
  expect((now.nodes as BayesNode[]).map(({ parents }) => parents)).toEqual([[], ["Rain"], ["Wet grass"]]);
  expect(table("Slippery")).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect(host.querySelectorAll(".graph-line")).toHaveLength(2);

  const before = now;
  await userEvent.keyboard("{ArrowDown}c{ArrowUp}{ArrowUp}{Enter}");
  await expect.poll(said).toContain("would close a cycle: Rain → Wet grass → Slippery → Rain");
  expect(host.querySelector(".graph-said")?.classList).toContain("graph-wrong");
  expect(now).toBe(before);

  await userEvent.keyboard("{Escape}{ArrowDown}{Delete}");
  await expect.poll(() => now.nodes.length).toBe(2);
  await userEvent.click(page.getByRole("button", { name: "Undo" }));
  expect(now).toBe(before);
  await shown(3);
});

it("is edited by hand: dragged, connected from the handle, renamed, removed; what is dragged keeps its place", async () => {
  now = edit.addNode(one(), { name: "Wet", states: ["no", "yes"], operation: "" }).document;
  show();
  await shown(2);
  const middle = (n: number) => {
    const { x, y, width, height } = host.querySelectorAll(".graph-node > rect:first-child")[n].getBoundingClientRect();
    return [x + width / 2, y + height / 2] as const;
  };
  const pointer = (kind: string, [clientX, clientY]: readonly [number, number]) => {
    const target = document.elementFromPoint(clientX, clientY) ?? surface();
    const at = { clientX, clientY, pointerId: 1, pointerType: "mouse", bubbles: true, cancelable: true };
    surface().setPointerCapture = () => {};
    target.dispatchEvent(new PointerEvent(`pointer${kind}`, at));
  };
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    pointer("down", from);
    pointer("move", [from[0] + 8, from[1] + 8]);
    pointer("move", to);
    pointer("up", to);
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const start = middle(1);
  await drag(start, [start[0] + 60, start[1] - 30]);
  expect(middle(1)[0]).toBeCloseTo(start[0] + 60, 0);
  expect(past).toHaveLength(0);
  pointer("down", middle(0));
  pointer("up", middle(0));
  await expect.poll(() => host.querySelector(".graph-handle circle")).toBeTruthy();
  const { x, y, width } = (host.querySelector(".graph-handle circle") as Element).getBoundingClientRect();
  await drag([x + width / 2, y + width / 2], middle(1));
  expect((now.nodes[1] as BayesNode).parents).toEqual(["Rain"]);
  expect(middle(1)[0]).toBeCloseTo(start[0] + 60, 0);
  await userEvent.keyboard("{F2}");
  await called("Grass");
  expect(now.nodes[1].name).toBe("Grass");
  expect(middle(1)[0]).toBeCloseTo(start[0] + 60, 0);
});

it("is edited by touch: two fingers zoom, a finger that rests on a node connects it with the next one touched", async () => {
  now = edit.addNode(one(), { name: "Wet", states: ["no", "yes"], operation: "" }).document;
  show();
  await shown(2);
  surface().setPointerCapture = () => {};
  const touch = (kind: string, pointerId: number, [clientX, clientY]: readonly [number, number]) =>
    surface().dispatchEvent(
      new PointerEvent(`pointer${kind}`, { clientX, clientY, pointerId, pointerType: "touch", bubbles: true }),
    );
  const box = (n: number) => host.querySelectorAll(".graph-node > rect:first-child")[n].getBoundingClientRect();
  const middle = (n: number) => [box(n).x + box(n).width / 2, box(n).y + box(n).height / 2] as const;
  const { width } = box(0);
  const [x, y] = middle(0);
  touch("down", 1, [x - 40, y]);
  touch("down", 2, [x + 40, y]);
  touch("move", 2, [x + 80, y]);
  touch("move", 1, [x - 80, y]);
  touch("up", 1, [x - 80, y]);
  touch("up", 2, [x + 80, y]);
  await expect.poll(() => box(0).width).toBeCloseTo(2 * width, 0);
  expect(middle(0)[0]).toBeCloseTo(x, 0);
  touch("down", 1, middle(0));
  await expect.poll(said).toContain("Connect from Rain");
  touch("up", 1, middle(0));
  touch("down", 1, middle(1));
  touch("up", 1, middle(1));
  await expect.poll(() => (now.nodes[1] as BayesNode).parents).toEqual(["Rain"]);
});

it("copies, cuts and pastes nodes as text; what is no graph is told", async () => {
  now = edit.connect(
    edit.addNode(one(), { name: "Wet", states: ["no", "yes"], operation: "" }).document,
    "Rain",
    "Wet",
  );
  show();
  await shown(2);
  surface().focus();
  const clipboard = (kind: "copy" | "cut" | "paste", text = "") => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    surface().dispatchEvent(new ClipboardEvent(kind, { clipboardData, bubbles: true, cancelable: true }));
    return clipboardData.getData("text/plain");
  };
  await userEvent.keyboard("{Control>}a{/Control}");
  const text = clipboard("copy");
  expect(JSON.parse(text)).toEqual(now);
  clipboard("paste", text);
  await expect.poll(() => now.nodes.map(({ name }) => name)).toEqual(["Rain", "Wet", "Rain2", "Wet2"]);
  await shown(4);
  await expect.poll(() => host.querySelectorAll(".graph-node.graph-picked").length).toBe(2);
  clipboard("cut");
  await expect.poll(() => now.nodes.map(({ name }) => name)).toEqual(["Rain", "Wet"]);
  clipboard("paste", "Dear reader");
  await expect.poll(said).toContain("There are no nodes in the clipboard");
});

it("takes a table from a spreadsheet, with decimal commas and names; marks the row that misses 1, and mends it", async () => {
  now = edit.connect(
    edit.addNode(one(), { name: "Wet", states: ["no", "yes"], operation: "" }).document,
    "Rain",
    "Wet",
  );
  chooseLocale("es");
  show();
  await shown(2);
  surface().focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}t");
  await expect.poll(() => document.activeElement?.closest("[data-row]")).toBeTruthy();
  const paste = (text: string) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  };
  paste("Rain\tno\tyes\nno\t0,9\t0,1\nyes\t0,25\t0,5\n");
  await expect.poll(() => table("Wet")).toEqual([0.9, 0.1, 0.25, 0.5]);
  await expect.poll(() => host.querySelectorAll(".graph-row-off").length).toBe(1);
  expect(host.textContent).toContain("suma 0,75");
  await userEvent.click(page.getByRole("button", { name: "Normalizar", exact: true }));
  await expect.poll(() => table("Wet")?.[2]).toBeCloseTo(1 / 3, 12);
  const before = now;
  (host.querySelector("[data-row] input") as HTMLElement).focus();
  paste("0,5;x");
  await expect.poll(said).toContain("«x» no es un número");
  expect(now).toBe(before);
  paste("0,5\n0,5\n0,5");
  await expect.poll(said).toContain("quedan fuera: 1");
  const box = host.querySelector<HTMLInputElement>("[data-row='0'][data-column='1'] input") as HTMLInputElement;
  await userEvent.fill(box, "-1");
  await userEvent.keyboard("{Tab}");
  await expect.poll(said).toContain("El valor -1 no vale en la tabla");
  // What is typed after T replaces what is there, as in spreadsheets.
  surface().focus();
  await userEvent.keyboard("t0,75{Tab}");
  await expect.poll(() => table("Wet")?.[0]).toBe(0.75);
  await userEvent.keyboard("/Rain{Escape}/wet");
  await expect.poll(said).toContain("Wet (encontrados: 1)");
  expect(box.getAttribute("aria-invalid")).toBe("true");
});

it("places a net of 60 nodes on a thread, and arranges it anew after a drag", async () => {
  const nodes = Array.from({ length: 60 }, (_, n): BayesNode => {
    const parents = n === 0 ? [] : [`Node ${Math.floor((n - 1) / 2)}`];
    return { name: `Node ${n}`, states: ["no", "yes"], parents };
  });
  now = { kind: "bayes", nodes };
  show();
  expect(host.textContent).toContain("Placing the nodes…");
  await expect.poll(() => host.querySelectorAll(".graph-line").length).toBe(59);
  expect(host.textContent).not.toContain("Placing the nodes…");
  surface().focus();
  const place = () => host.querySelector(".graph-node.graph-picked")?.getAttribute("transform");
  await userEvent.keyboard("{ArrowDown}");
  await expect.poll(place).toBeTruthy();
  const before = place();
  await userEvent.keyboard("{Shift>}{ArrowDown}{/Shift}");
  await expect.poll(place).not.toBe(before);
  await userEvent.keyboard("a");
  await expect.poll(place).toBe(before);
});

it("draws what a node computes, and is saved as a picture of what is seen", async () => {
  now = edit.newGraph("deterministic", { name: "sum", states: [], operation: "+" });
  show();
  await shown(1);
  expect(host.querySelector(".graph-value")?.textContent).toBe("+");
  const drawing = host.querySelector<SVGSVGElement>("svg.graph-drawing") as SVGSVGElement;
  const saved = new DOMParser().parseFromString(svgText(drawing), "image/svg+xml").documentElement;
  const [x, y] = (saved.getAttribute("viewBox") ?? "").split(" ");
  expect([saved.firstElementChild?.getAttribute("x"), saved.firstElementChild?.getAttribute("y")].map(Number)).toEqual(
    [x, y].map((at) => expect.closeTo(Number(at), 2)),
  );
  expect(Number(x)).toBeLessThan(0);
});

it("goes on showing everything when its size changes, until the reader chose what is seen", async () => {
  show();
  await shown(1);
  const middle = () => {
    const { x, width } = host.querySelectorAll(".graph-node > rect")[0].getBoundingClientRect();
    const all = surface().getBoundingClientRect();
    return (x + width / 2 - all.x) / all.width;
  };
  await expect.poll(middle).toBeCloseTo(0.5, 2);
  host.style.inlineSize = "330px";
  await expect.poll(() => surface().clientWidth).toBeLessThan(340);
  await expect.poll(middle).toBeCloseTo(0.5, 2);
  surface().focus();
  await userEvent.keyboard("+");
  host.style.inlineSize = "";
  await expect.poll(() => surface().clientWidth).toBeGreaterThan(340);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(middle()).toBeLessThan(0.49);
});

it("tells the lab which bar was pressed, by hand and by key", async () => {
  const pressed: string[] = [];
  const bars = [{ share: 0.25 }, { share: 0.75, value: "¾" }];
  const press = (node: string, state: number, isSecond: boolean) =>
    pressed.push(`${node} ${state}${isSecond ? " second" : ""}`);
  show({
    look: () => ({ bars, told: () => "Evidence: yes." }),
    onState: press,
  });
  await shown(1);
  const [, bar] = host.querySelectorAll(".graph-bar-room");
  const { x, y, width, height } = bar.getBoundingClientRect();
  surface().setPointerCapture = () => {};
  for (const kind of ["pointerdown", "pointerup"]) {
    const at = { clientX: x + width / 2, clientY: y + height / 2, pointerId: 1, bubbles: true };
    bar.dispatchEvent(new PointerEvent(kind, at));
  }
  await userEvent.keyboard("1");
  expect(pressed).toEqual(["Rain 1", "Rain 0"]);
  // Enter goes into the states, and presses; F2 renames.
  await userEvent.keyboard("{Enter}");
  await expect.poll(said).toContain("Rain: no, state 1 of 2. Enter presses it.");
  await expect.poll(() => host.querySelectorAll(".graph-bar-at").length).toBe(1);
  await userEvent.keyboard("{ArrowUp}{Enter}{ArrowDown}{Shift>}{Enter}{/Shift}");
  expect(pressed.slice(2)).toEqual(["Rain 1", "Rain 0 second"]);
  expect(naming()).toBeNull();
  await userEvent.keyboard("{Escape}");
  await expect.poll(() => host.querySelectorAll(".graph-bar-at").length).toBe(0);
  await userEvent.keyboard("{F2}");
  await called("Rain");
  expect(host.querySelectorAll(".graph-picked").length).toBe(1);
  await expect.poll(said).toContain("Rain. Parents: none. Children: none. States: no, yes. Evidence: yes.");
  expect(host.querySelectorAll(".graph-share")[1].textContent).toBe("¾");
});

it("opens a net of 500 nodes, finds one by a part of its name, and shows what is near alone", async () => {
  const nodes = Array.from({ length: 500 }, (_, n): BayesNode => {
    const parents = n === 0 ? [] : [...new Set([`Node ${Math.floor((n - 1) / 2)}`, `Node ${Math.floor(n / 3)}`])];
    return { name: `Node ${n}`, states: ["no", "yes"], parents: parents.filter((own) => own !== `Node ${n}`) };
  });
  now = { kind: "bayes", nodes };
  show();
  // From afar all of one look are one path.
  await expect.poll(() => host.querySelectorAll(".graph-far path").length).toBe(1);
  expect(host.querySelectorAll(".graph-drawing *").length).toBeLessThan(40);
  await userEvent.fill(page.getByLabelText("Find a node"), "node 437");
  await expect.poll(said).toContain("Node 437 (1 found).");
  await expect.poll(() => host.querySelector(".graph-node.graph-picked")?.textContent).toContain("Node 437");
  expect(drawn()).toBeLessThan(200);
});

it("is looked at without any means to edit where it is only looked at", async () => {
  show({ onEdit: undefined as never, undo: undefined });
  await shown(1);
  surface().focus();
  await userEvent.keyboard("n{ArrowDown}");
  await shown(1);
  expect(host.querySelectorAll(".graph-panel input:not([readonly])")).toHaveLength(0);
  expect(page.getByRole("button", { name: "Connect" }).elements()).toHaveLength(0);
});

it.each(["bayes", "markov", "factor", "deterministic"] as const)("has no barriers that axe finds: %s", async (kind) => {
  let net = edit.newGraph(kind, { name: "a", states: ["no", "yes"], operation: "x" });
  for (const name of ["b", "c"]) net = edit.addNode(net, { name, states: ["no", "yes"], operation: "+" }).document;
  for (const name of ["a", "b"]) net = edit.connect(net, name, "c");
  now = edit.addPlate(net, { name: "N", nodes: ["a", "c"], size: 10 });
  if (kind === "bayes") now = edit.setTable(now, "c", [1, 1, 0.2, 0.8, 0.5, 0.5, 1, 0]);
  const bars = [{ share: 0.3 }, { share: 0.7, other: 0.5 }];
  show({ look: (name) => (name === "b" ? { bars, mark: "evidence", told: () => "Evidence: yes." } : undefined) });
  await expect.poll(() => host.querySelectorAll(".graph-node").length).toBeGreaterThan(2);
  surface().focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowDown}");
  for (const details of host.querySelectorAll("details")) details.open = true;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(host.querySelector(".graph-sentences")?.textContent).toContain(
    kind === "markov" || kind === "factor" ? "over: " : "c",
  );
  expect((await violations(host, true)).map(({ text }) => text)).toEqual([]);
});
