/**
 * Signs that few fonts of text hold. Most systems have another font that does, and the browser takes it. Where there is none, as where Open Sans is all there is, it
 * draws an empty box or nothing: there, and only there, such a sign is written in signs that every font of text has.
 */

/** Signs that fonts of text have: Latin, Greek, Cyrillic, marks over letters, punctuation, the operators of WGL4 that Open Sans has too. */
export const everyFont =
  /^(?:[\t\n\r -\u017f\u0192\u02c6\u02c7\u02d8-\u02dd\u0384-\u03ce\u0400-\u0486\u1e80-\u1e85\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2032\u2033\u2039\u203a\u2044\u20ac\u2122\u2202\u2206\u220f\u2211\u2212\u221a\u221e\u222b\u2248\u2260\u2264\u2265\u25ca\ufffd]|[\u0300-\u0304\u0306-\u030c])*$/u;

const plain: Readonly<Record<string, string>> = {
  // Says that a function is applied; never drawn.
  "\u2061": "",
  "‾": "¯",
  "‖": "||",
  "←": "‹–",
  "→": "–›",
  "↦": "|–›",
  "∇": "grad ",
  "∓": "−/+",
  "∖": "\\",
  "∗": "*",
  "∝": "~",
  "∼": "~",
  "∈": " in ",
  "⊙": "×",
  // Holds a mark that stands alone.
  "◌": "·",
  "⊤": "T",
  "⋅": "·",
  "⋆": "*",
  "⋯": "···",
  "≡": "=",
  "⌈": "[",
  "⌉": "]",
  "⌊": "[",
  "⌋": "]",
  "⏟": "_",
  "⌘": "Cmd",
  "⏎": "Enter",
  "✓": "√",
  "✗": "×",
  "⟨": "‹",
  "⟩": "›",
};

/** How a sign is written where no font draws it. Letters with a mark over them are parted, raised and lowered ones told by ^ and _. */
export function inPlainSigns(sign: string): string {
  const known = plain[sign];
  if (known !== undefined) return known;
  const parts = sign.normalize("NFKD");
  if (/[\u02b0-\u02b8\u1d2c-\u1d61\u2070-\u207f]/.test(sign)) return `^${parts}`;
  return /[\u1d62-\u1d6a\u2080-\u209c\u2c7c]/.test(sign) ? `_${parts}` : parts;
}

/** The text as it can be read. `isDrawn`: whether some font here has a sign. */
export function inDrawnSigns(text: string, isDrawn: (sign: string) => boolean = isDrawnHere): string {
  if (everyFont.test(text)) return text;
  return Array.from(text, (sign) => (everyFont.test(sign) || isDrawn(sign) ? sign : inPlainSigns(sign))).join("");
}

const seen = new Map<string, boolean>();

/** Whether the page draws a sign otherwise than one that no font has. Where nothing can be drawn (no page) all are. */
export function isDrawnHere(sign: string): boolean {
  if (typeof document === "undefined") return true;
  const known = seen.get(sign);
  if (known !== undefined) return known;
  const own = inkOf(sign);
  const isDrawn = own === null || (own !== "" && own !== inkOf("\u0378"));
  seen.set(sign, isDrawn);
  return isDrawn;
}

let pen: CanvasRenderingContext2D | null | undefined;

/** What a sign leaves on a canvas: nothing where that is blank, null where canvases cannot be read. */
function inkOf(sign: string): string | null {
  if (pen === undefined) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 32;
    pen = canvas.getContext("2d", { willReadFrequently: true });
  }
  if (!pen?.getImageData) return null;
  pen.clearRect(0, 0, 32, 32);
  pen.font = `20px ${getComputedStyle(document.body).fontFamily || "sans-serif"}`;
  pen.fillText(sign, 2, 24);
  const { data } = pen.getImageData(0, 0, 32, 32);
  return data.some((one) => one > 0) ? data.join() : "";
}
