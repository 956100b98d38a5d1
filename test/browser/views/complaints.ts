/** What is wrong with a view as it stands: words that nobody should read, and what axe finds. */
import axe from "axe-core";

/** What a value looks like that was printed by mistake; braces are slots of a text that nobody filled. */
const misprints = /undefined|NaN|\[object|[{}]|Infinity/;
const spoken = ["aria-label", "aria-valuetext", "aria-description", "title", "alt", "placeholder"];

/** Text and attributes below an element that show a value nobody meant to show. */
export function misprinted(root: Element): string[] {
  const found: string[] = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = root; node; node = walk.nextNode()) {
    if (node instanceof Element) found.push(...attributesOf(node));
    else if (misprints.test(textOf(node))) found.push(`text: ${textOf(node)}`);
  }
  return found;
}

function attributesOf(element: Element): string[] {
  return [...element.attributes]
    .filter(({ name, value }) => (spoken.includes(name) ? misprints : /undefined|NaN|\[object/).test(value))
    .map(({ name, value }) => `${element.localName} ${name}: ${value.slice(0, 120)}`);
}

/** Braces are signs of mathematics in a formula. */
const textOf = (node: Node) => {
  const text = node.textContent ?? "";
  return node.parentElement?.closest("math, style, script") ? text.replace(/[{}]/g, "") : text;
};

/** Texts that were drawn on canvases since the last call, by canvas. */
export function watchCanvasText(): () => [HTMLCanvasElement, string][] {
  let drawn: [HTMLCanvasElement, string][] = [];
  for (const name of ["fillText", "strokeText"] as const) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (text, ...at) {
      if (misprints.test(text)) drawn.push([this.canvas, text]);
      draw.call(this, text, ...at);
    };
  }
  return () => {
    const since = drawn;
    drawn = [];
    return since;
  };
}

/** Neither a word nor a picture. */
export const isBlank = (root: Element): boolean => root.textContent === "" && !isDrawn(root);

/** What tells something without a picture: a table, a formula, a list of names and values, a field to copy from, bars, a shaded text or one to write in. */
const telling = "td, math, textarea, dl dd:not(:empty), .copy-field, .class-bars-track, .text-shaded span";

/** Whether an element shows a picture or something else that tells something, and more than its empty frame. */
export function isDrawn(root: Element): boolean {
  if (root.querySelector(telling) !== null) return true;
  if ([...root.querySelectorAll("canvas")].some(hasColours)) return true;
  return [...root.querySelectorAll<SVGGeometryElement>("svg:not(.sign) :is(path, circle, rect, line)")].some(isMark);
}

/** More than one colour, transparency too. */
function hasColours(canvas: HTMLCanvasElement): boolean {
  const small = document.createElement("canvas");
  [small.width, small.height] = [64, 64];
  const context = small.getContext("2d");
  if (!context || canvas.width === 0 || canvas.height === 0) return false;
  context.drawImage(canvas, 0, 0, small.width, small.height);
  const pixels = new Uint32Array(context.getImageData(0, 0, small.width, small.height).data.buffer);
  return pixels.some((pixel) => pixel !== pixels[0]);
}

/** Frames and ticks are drawn in grey and in the colour of the text, data in colours of their own. */
function isMark(shape: SVGGeometryElement): boolean {
  const paints = ["fill", "stroke"].map((name) => shape.closest(`[${name}]`)?.getAttribute(name) ?? "");
  const { width, height } = shape.getBBox();
  return width + height > 0 && paints.some((paint) => /^#|--(role|series|accent|mark|good|warn|bad|ink\))/.test(paint));
}

/** Cells, rows and marks beyond the first few of their kind: many, and each like the one before. */
const alike = "tbody tr:nth-child(n+3), tr > :nth-child(n+6), svg g > :nth-child(n+4)";

export interface Violation {
  readonly at: Element | null;
  /** Rule and element. */
  readonly text: string;
}

/** What axe finds below an element. It is slow: for its time all but a few of many like parts are taken out. Colours are half of its work. */
export async function violations(root: Element, colours: boolean): Promise<Violation[]> {
  const taken = [...root.querySelectorAll(alike)].map((part) => ({
    part,
    before: part.nextSibling,
    in: part.parentNode,
  }));
  for (const { part } of taken) part.remove();
  try {
    const rules = { "color-contrast": { enabled: colours } };
    const { violations } = await axe.run(root, { rules, elementRef: true, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ element, html }) => ({ at: element ?? null, text: `axe ${id}: ${html.slice(0, 160)}` })),
    );
  } finally {
    for (const { part, before, in: parent } of taken.reverse()) parent?.insertBefore(part, before);
  }
}
