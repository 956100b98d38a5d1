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
  "text-anchor",
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
    copies[i].removeAttribute("class");
  });
  return copy;
}

/** The drawing as a file of its own. Of another element all drawings and pictures in it, each where it stands, with the words that are marked `data-label` (on one line) and `data-lines` (as they are broken). */
export function svgText(source: Element): string {
  const { width, height } = source.getBoundingClientRect();
  const isOne = source instanceof SVGSVGElement;
  const copy = isOne ? styled(source) : drawnTogether(source);
  copy.setAttribute("xmlns", SVG);
  copy.setAttribute("width", String(Math.round(width)));
  copy.setAttribute("height", String(Math.round(height)));
  // Where what is seen begins.
  const { x, y } = (isOne && source.viewBox.baseVal) || { x: 0, y: 0 };
  copy.prepend(shape("rect", { x, y, width: "100%", height: "100%", fill: background(source) }));
  return new XMLSerializer().serializeToString(copy);
}

function drawnTogether(box: Element): SVGElement {
  const whole = shape("svg", {});
  const frame = box.getBoundingClientRect();
  const at = (element: Element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left - frame.left, y: top - frame.top, width, height };
  };
  for (const svg of box.querySelectorAll<SVGSVGElement>("svg:not(.sign)")) {
    const copy = styled(svg);
    for (const [key, value] of Object.entries(at(svg))) copy.setAttribute(key, String(value));
    whole.append(copy);
  }
  for (const canvas of box.querySelectorAll("canvas")) {
    const picture = shape("image", { ...at(canvas), href: canvas.toDataURL(), preserveAspectRatio: "none" });
    // Pixels of samples are squares at any size.
    picture.setAttribute("style", "image-rendering: pixelated");
    whole.append(picture);
  }
  for (const text of box.querySelectorAll("[data-lines]")) whole.append(...linesIn(text, frame));
  for (const label of box.querySelectorAll("[data-label]")) {
    const style = getComputedStyle(label);
    const size = Number.parseFloat(style.fontSize);
    const { x, y, width, height } = at(label);
    const text = shape("text", {
      x: 0,
      y: size,
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": size,
    });
    text.textContent = label.textContent;
    // On one line, cut where its place ends.
    const place = shape("svg", { x, y, width, height });
    place.append(text);
    whole.append(place);
  }
  return whole;
}

/** What an element with text says, line by line as the page broke it, each piece with its colours. */
function linesIn(element: Element, frame: DOMRect): SVGElement[] {
  const made: SVGElement[] = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent) continue;
    const style = getComputedStyle(parent);
    const look = { fill: style.color, "font-family": style.fontFamily, "font-size": style.fontSize };
    for (const { text, rect } of brokenLines(node, range)) {
      const [x, y] = [rect.left - frame.left, rect.top - frame.top];
      made.push(shape("rect", { x, y, width: rect.width, height: rect.height, fill: style.backgroundColor }));
      const middle = y + rect.height / 2;
      const words = shape("text", { x, y: middle, "dominant-baseline": "central", ...look });
      words.setAttribute("style", "white-space: pre");
      words.textContent = text;
      made.push(words);
    }
  }
  return made;
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
