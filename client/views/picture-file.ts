/** A picture as a file: SVG of drawings, PNG of any. */

const drawn = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-opacity",
  "fill-opacity",
  "opacity",
  "vector-effect",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant",
  "font-style",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
  "stroke-linecap",
  "stroke-linejoin",
  "visibility",
];

const SVG = "http://www.w3.org/2000/svg";

function shape(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** A copy into which colours and fonts that come from style sheets are written. */
function styled(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    for (const property of drawn) copies[i].setAttribute(property, style.getPropertyValue(property));
    // Behind the opacities, which they change.
    for (const name of ["fill", "stroke"] as const)
      for (const [key, value] of Object.entries(painted(name, style[name], Number(style[`${name}Opacity`]))))
        copies[i].setAttribute(key, String(value));
    copies[i].removeAttribute("class");
  });
  // In another drawing what reaches over its edge would be cut.
  copy.setAttribute("overflow", getComputedStyle(svg).overflow);
  return copy;
}

/** What of a figure is a drawing: not the signs on its buttons, nor what a figure in it draws. */
const DRAWINGS = "canvas, svg:not(.sign, svg *), [data-lines]";
/** What words are pressed or typed in. */
const CONTROLS = "button, label, input, select, textarea, summary";
/** CSS pixels around what is drawn together. */
const MARGIN = 8;

/** What is saved of a figure: what is marked `data-picture`, else its one drawing, else all of them with the words among them. */
export function pictureOf(body: Element): Element | null {
  const figure = body.closest(".figure");
  const own = (which: string) =>
    [...body.querySelectorAll(which)].filter(
      (one) => one.closest(".figure") === figure && one.getClientRects().length > 0,
    );
  const [marked] = own("[data-picture]");
  if (marked) return marked;
  const [first, ...others] = own(DRAWINGS);
  if (!first) return null;
  let around = first;
  while (!others.every((one) => around.contains(one))) around = around.parentElement ?? body;
  return around;
}

/** The drawing as a file of its own. Of another element all drawings, pictures and words in it, each where it stands, without controls. */
export function svgText(source: Element): string {
  const isOne = source instanceof SVGSVGElement;
  const copy = isOne ? styled(source) : drawnTogether(source);
  copy.setAttribute("xmlns", SVG);
  if (isOne) {
    const { width, height } = source.getBoundingClientRect();
    copy.setAttribute("width", String(Math.round(width)));
    copy.setAttribute("height", String(Math.round(height)));
  }
  // Where what is seen begins.
  const { x, y } = ((copy as SVGSVGElement).viewBox.baseVal as DOMRect | null) ?? { x: 0, y: 0 };
  copy.prepend(shape("rect", { x, y, width: "100%", height: "100%", fill: background(source) }));
  return new XMLSerializer().serializeToString(copy);
}

interface Piece {
  readonly rect: DOMRect;
  /** Where it lies is said from the corner of the whole. */
  at(left: number, top: number): SVGElement;
}

function drawnTogether(box: Element): SVGElement {
  const pieces = unscrolled(box, () => piecesOf(box));
  const rects = pieces.length > 0 ? pieces.map(({ rect }) => rect) : [box.getBoundingClientRect()];
  const [left, top] = [Math.min(...rects.map(({ left }) => left)), Math.min(...rects.map(({ top }) => top))];
  const width = Math.ceil(Math.max(...rects.map(({ right }) => right)) - left) + 2 * MARGIN;
  const height = Math.ceil(Math.max(...rects.map(({ bottom }) => bottom)) - top) + 2 * MARGIN;
  const whole = shape("svg", { width, height, viewBox: `${-MARGIN} ${-MARGIN} ${width} ${height}` });
  whole.append(...pieces.map((piece) => piece.at(left, top)));
  return whole;
}

/** With boxes as high as what scrolls in them, for as long as it takes to look. */
function unscrolled<T>(box: Element, look: () => T): T {
  const boxes = [box, ...box.querySelectorAll<HTMLElement>("*")].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.scrollHeight > one.clientHeight &&
      /auto|scroll/.test(getComputedStyle(one).overflowY),
  );
  const before = boxes.map((one) => [one, one.scrollTop, one.style.cssText] as const);
  for (const one of boxes) Object.assign(one.style, { maxBlockSize: "none", blockSize: "auto" });
  try {
    return look();
  } finally {
    for (const [one, top, style] of before) {
      one.style.cssText = style;
      one.scrollTop = top;
    }
  }
}

/** In their order on the page: what stands over others comes behind them. */
function piecesOf(box: Element): Piece[] {
  const figure = box.closest(".figure");
  const page = painted("fill", colorBehind(box)).fill;
  const found: Piece[] = [];
  const walk = (node: Node) => {
    if (node instanceof Text) found.push(...linesIn(node));
    if (!(node instanceof Element) || node.closest(".figure") !== figure || !isSeen(node)) return;
    if (node instanceof SVGSVGElement) found.push(placed(styled(node), node.getBoundingClientRect()));
    else if (node instanceof HTMLCanvasElement) found.push(...pixelsOf(node));
    else {
      const behind = painted("fill", getComputedStyle(node).backgroundColor);
      if (node !== box && behind.fill !== "none" && behind.fill !== page)
        for (const rect of node.getClientRects()) found.push(placed(shape("rect", behind), rect));
      for (const child of node.childNodes) walk(child);
    }
  };
  walk(box);
  return found;
}

/** Neither hidden, nor said to those alone who do not see, nor a control: where one holds a drawing, that is seen with its words. */
function isSeen(element: Element): boolean {
  if (element.matches(".visually-hidden, .sign") || element.getClientRects().length === 0) return false;
  if (getComputedStyle(element).visibility !== "visible") return false;
  return !element.matches(CONTROLS) || element.querySelector(DRAWINGS) !== null;
}

function placed(made: SVGElement, rect: DOMRect): Piece {
  const { width, height } = rect;
  const at = (left: number, top: number) => {
    for (const [key, value] of Object.entries({ x: rect.left - left, y: rect.top - top, width, height }))
      made.setAttribute(key, String(value));
    return made;
  };
  return { rect, at };
}

/** The pixels, over what the page puts behind them, in their frame. */
function pixelsOf(canvas: HTMLCanvasElement): Piece[] {
  if (canvas.width * canvas.height === 0) return [];
  const { backgroundColor, outlineStyle, outlineColor, borderTopStyle, borderTopColor } = getComputedStyle(canvas);
  const stroke = borderTopStyle !== "none" ? borderTopColor : outlineStyle !== "none" ? outlineColor : "none";
  const behind = shape("rect", { ...painted("fill", backgroundColor), ...painted("stroke", stroke) });
  const picture = shape("image", { href: canvas.toDataURL(), preserveAspectRatio: "none" });
  // Pixels of samples are squares at any size.
  picture.setAttribute("style", "image-rendering: pixelated");
  const rect = canvas.getBoundingClientRect();
  return [placed(behind, rect), placed(picture, rect)];
}

/** What a text says, line by line as the page broke it, in its colours. */
function linesIn(text: Text): Piece[] {
  const parent = text.parentElement;
  if (!parent) return [];
  const style = getComputedStyle(parent);
  const look = {
    ...painted("fill", style.color),
    "font-family": style.fontFamily,
    "font-size": style.fontSize,
    "font-weight": style.fontWeight,
    "font-style": style.fontStyle,
    "dominant-baseline": "central",
    style: "white-space: pre",
  };
  return brokenLines(text, document.createRange()).map(({ text, rect }) => {
    const said = (left: number, top: number) => {
      const made = shape("text", { x: rect.left - left, y: rect.top + rect.height / 2 - top, ...look });
      made.textContent = text;
      return made;
    };
    return { rect, at: said };
  });
}

/** What the page itself has behind an element. */
function colorBehind(element: Element | null): string {
  if (!element) return "none";
  const { backgroundColor } = getComputedStyle(element);
  return painted("fill", backgroundColor).fill === "none" ? colorBehind(element.parentElement) : backgroundColor;
}

/** Colours and their opacities as every program reads them that draws SVG: of mixed colours many know no name. */
function painted(name: "fill" | "stroke", css: string, opacity = 1): Readonly<Record<string, string | number>> {
  const [, r, g, b, alpha = "1"] = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(css) ?? [];
  if (r !== undefined) {
    if (Number(alpha) === 0) return { [name]: "none" };
    return { [name]: `rgb(${r}, ${g}, ${b})`, [`${name}-opacity`]: opacity * Number(alpha) };
  }
  if (!/^(color|color-mix|oklab|oklch|lab|lch)\(/.test(css)) return { [name]: css };
  const [red, green, blue, seen] = pixelOf(css);
  return painted(name, `rgba(${red}, ${green}, ${blue}, ${seen / 255})`, opacity);
}

/** The colour as a screen shows it: red, green, blue, opacity, 0…255. */
function pixelOf(css: string): Iterable<number> {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d");
  if (!context) return [0, 0, 0, 255];
  context.fillStyle = css;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

/** The lines of a node of text, and where each lies. */
function brokenLines(node: Node, range: Range): { text: string; rect: DOMRect }[] {
  const lines: { text: string; rect: DOMRect }[] = [];
  let at = 0;
  for (const character of node.textContent ?? "") {
    range.setStart(node, at);
    at += character.length;
    range.setEnd(node, at);
    const rect = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (character === "\n" || rect.width === 0) continue;
    if (last && Math.abs(last.rect.top - rect.top) < 1 && rect.left >= last.rect.left) {
      last.text += character;
      last.rect = new DOMRect(last.rect.left, last.rect.top, rect.right - last.rect.left, last.rect.height);
    } else lines.push({ text: character, rect });
  }
  return lines;
}

function background(element: Element): string {
  return getComputedStyle(element).getPropertyValue("--surface").trim() || "#ffffff";
}

/** PNG at twice the size on screen for drawings, at the pixels it has for canvases. */
export async function pngOf(picture: Element): Promise<Blob> {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no 2-D canvas in this browser");
  if (picture instanceof HTMLCanvasElement) {
    canvas.width = picture.width;
    canvas.height = picture.height;
    context.fillStyle = background(picture);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0);
  } else {
    const url = URL.createObjectURL(new Blob([svgText(picture)], { type: "image/svg+xml" }));
    try {
      const image = new Image();
      image.src = url;
      await image.decode();
      canvas.width = 2 * image.width;
      canvas.height = 2 * image.height;
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
    } finally {
      URL.revokeObjectURL(url);
    }
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("picture could not be encoded"))), "image/png"),
  );
}
