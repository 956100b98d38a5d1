/** What a standing chart writes beside its marks, and under the pointer. */
import { afterEach, describe, expect, it } from "vitest";
import type { ChartSpec } from "../../client/views/chart-spec.ts";
import { draw } from "../../client/views/plot.ts";

const width = 374;
const height = 220;
const shown: SVGSVGElement[] = [];
afterEach(() => {
  for (const svg of shown.splice(0)) svg.remove();
});

function show(spec: ChartSpec): SVGSVGElement {
  const svg = draw(spec, width, height, "es", "a chart");
  document.body.append(svg);
  shown.push(svg);
  return svg;
}

const texts = (svg: SVGSVGElement) => [...svg.querySelectorAll("text")].filter((one) => one.textContent);

/** Pairs of texts that lie on each other. */
function collisions(svg: SVGSVGElement): string[] {
  const boxes = texts(svg).map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
  return boxes.flatMap(({ text, box }, i) =>
    boxes.slice(i + 1).flatMap((other) => {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const along = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      return across > 1 && along > 5 ? [`${text} × ${other.text}`] : [];
    }),
  );
}

const x = [0, 1, 2, 3, 4];
const line = (label: string, y: readonly number[]) => ({ kind: "line" as const, x, y, label });

describe("the numbers of an axis", () => {
  it("stand apart and within the figure where they are small, as those of repeated estimates of a tail are", () => {
    const values = Array.from({ length: 100 }, (_, i) => 2.62e-7 + i * 5e-10);
    const svg = show({ x: { label: "Estimación" }, y: { label: "n" }, marks: [{ kind: "histogram", values }] });
    expect(texts(svg).map(({ textContent }) => textContent)).toContain("2,8E−7");
    expect(collisions(svg)).toEqual([]);
    const { right } = svg.getBoundingClientRect();
    for (const one of texts(svg)) expect(one.getBoundingClientRect().right).toBeLessThan(right + 1);
  });

  it("are free of the names of lines that end at the bottom", () => {
    const falling = [1, 0.1, 0.01, 1e-3, 1e-4];
    const x = [0, 500, 1000, 1500, 2000];
    const marks = ["desde el peor", "desde el comienzo"].map((label) => ({ ...line(label, falling), x }));
    expect(collisions(show({ x: { label: "Paso" }, y: { label: "distancia", log: true }, marks }))).toEqual([]);
  });
});

it("names on an axis those of its own values that there is room for", () => {
  const x = [1, 2, 4, 8, 16, 32, 64];
  const svg = show({
    x: { label: "Lote", log: true, ticks: x },
    y: { label: "ms", domain: [0, 100] },
    marks: [{ kind: "points", x, y: x }],
  });
  const named = texts(svg).map(({ textContent }) => textContent);
  expect(named.slice(0, 4)).toEqual(["1", "4", "16", "64"]);
});

it("tells the name of a bar under the pointer, and its value", () => {
  const bars = { kind: "bars" as const, names: ["uno", "dos"], values: [3, 1] };
  const svg = show({ x: { label: "Moda" }, y: { label: "muestras", zero: true }, marks: [bars] });
  const box = svg.getBoundingClientRect();
  const clientX = box.left + 52 + (box.width - 64) / 4;
  svg.dispatchEvent(new PointerEvent("pointermove", { pointerType: "mouse", clientX, clientY: box.top + 150 }));
  const tips = [...svg.querySelectorAll('[aria-label="tip"], g')].map(({ textContent }) =>
    textContent?.replace(/\u200b/g, ""),
  );
  expect(tips).toContain("Moda unomuestras 3");
});

it("writes the names of rules that stand close beside each other apart, and all numbers of the axis whole", () => {
  const values = Array.from({ length: 200 }, (_, i) => ((i * 7919) % 200) / 250_000);
  const rules = [
    { kind: "rule" as const, x: 0.00043, label: "95 %", dashed: true },
    { kind: "rule" as const, x: 0.00035, label: "observado" },
  ];
  for (const x of [0.00035, 0.00042, 0.00079]) {
    const svg = show({
      x: { label: "MMD²" },
      y: { label: "permutaciones" },
      marks: [{ kind: "histogram", values }, rules[0], { ...rules[1], x }],
    });
    expect(collisions(svg)).toEqual([]);
    const { left, right } = svg.getBoundingClientRect();
    for (const one of texts(svg)) {
      expect(one.getBoundingClientRect().right).toBeLessThan(right + 1);
      expect(one.getBoundingClientRect().left).toBeGreaterThan(left - 1);
    }
  }
});

it("names whole numbers alone on an axis that counts", () => {
  const named = (spec: ChartSpec) =>
    texts(show(spec)).flatMap(({ textContent }) => (/^[\d,]+$/.test(textContent ?? "") ? [textContent] : []));
  const y = { label: "modas", zero: true, whole: true };
  const pair = { kind: "points" as const, x: [1, 2, 3], y: [0, 2, 1] };
  expect(named({ x: { label: "Repetición" }, y, marks: [pair] })).toEqual(["1", "2", "3", "0", "1", "2"]);
  const alone = { kind: "points" as const, x: [1], y: [1] };
  expect(named({ x: { label: "Repetición", domain: [0.5, 1.5] }, y, marks: [alone] })).toEqual(["1", "0", "1"]);
  expect(named({ x: { label: "Estados" }, y, marks: [{ kind: "line", y: [2, 1, 1] }] }).slice(0, 3)).toEqual([
    "0",
    "1",
    "2",
  ]);
});

it("draws points whole that lie on its frame, and none that lie beyond", () => {
  const y = { label: "y", domain: [0, 2] as const };
  const svg = show({ x: { label: "x" }, y, marks: [{ kind: "points", x: [0, 1, 2], y: [0, 2, 3] }] });
  const dots = [...svg.querySelectorAll("circle")];
  expect(dots).toHaveLength(2);
  for (const dot of dots) expect(dot.closest("[clip-path]")).toBeNull();
});

it("tells under the pointer of the nearest point alone, by the names of its line and of the axes", () => {
  const marks = [
    line("exacta", [0, 1, 2, 3, 4]),
    line("medida", [0, 1, 2, 3, 3]),
    { kind: "points" as const, x, y: [0, 1, 2, 2.5, 2], label: "muestras" },
  ];
  const svg = show({ x: { label: "Paso" }, y: { label: "Valor" }, marks });
  const box = svg.getBoundingClientRect();
  const told = (along: number, up: number) => {
    svg.dispatchEvent(
      new PointerEvent("pointermove", { pointerType: "mouse", clientX: box.left + along, clientY: box.top + up }),
    );
    return [...svg.querySelectorAll("g")]
      .filter((one) => !one.querySelector("g") && /Paso.*Valor/.test(one.textContent ?? ""))
      .map((one) => one.textContent?.replace(/\u200b/g, ""));
  };
  // Three marks have a point at x = 2.
  expect(told(172, 100)).toHaveLength(1);
  const marginRight = 12 + 6.6 * 6;
  expect(told(width - marginRight, 150)).toEqual(["muestrasPaso 4Valor 2"]);
  expect(told(width - marginRight, 24)).toEqual(["exactaPaso 4Valor 4"]);
});
