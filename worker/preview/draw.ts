/** A preview: the picture of a result, and what it is a result of. */
import { bytesOfBase64 } from "../../shared/base64.ts";
import { colorTable, type Rgb } from "../../shared/color-maps.ts";
import type { Card, CardDetail } from "../../shared/labs/card.ts";
import { cellColors, type Mark, marksOf } from "../../shared/labs/card-scene.ts";
import { type Canvas, createCanvas, type Point } from "./canvas.ts";
import { seriesColor, tokens } from "./colors.ts";
import { wrapped, written } from "./letters.ts";
import { previewSize } from "./size.ts";

/** Of a picture on so many pixels more can be seen than on a card. */
export const previewDetail: CardDetail = { side: 520, columns: 6, points: 2000, line: 600, cells: 104, over: 600 };

/** A graph of more is not drawn: nobody could follow it. */
const mostNodes = 400;
const mostLines = 2000;

export interface PreviewWords {
  /** Of the lab. */
  readonly titles: readonly string[];
  /** Names and values. */
  readonly numbers: readonly (readonly [name: string, value: string])[];
  /** What is to be known of them. */
  readonly note: readonly string[];
}

/** The box of the picture, and where words begin and end. */
const box = { x: 48, y: 55, side: 520 } as const;
const margin = 56;

/** Without a card the words stand alone. */
export function drawPreview(card: Card | undefined, words: PreviewWords): Canvas {
  const { width, height } = previewSize;
  const canvas = createCanvas(width, height, tokens.paper);
  const isDrawn = card !== undefined && drawCard(canvas, card);
  writeWords(canvas, words, isDrawn ? box.x + box.side + margin : 2 * margin);
  return canvas;
}

/** Whether there was something to be drawn. */
function drawCard(canvas: Canvas, card: Card): boolean {
  if (card.kind === "images") return drawImages(canvas, card);
  if (card.kind === "graph" && (card.places.length > mostNodes || card.lines.length > mostLines)) return false;
  const marks = marksOf(card).filter((mark) => (mark.kind === "line" ? mark.points : mark.places).length > 0);
  if (card.kind !== "map" && marks.length === 0) return false;
  frame(canvas);
  if (card.kind === "map") drawCells(canvas, card);
  for (const mark of marks) drawMark(canvas, mark);
  return true;
}

/** The ground of a picture: a sheet on the paper. */
function frame(canvas: Canvas): void {
  const { x, y, side } = box;
  canvas.rect(x - 1, y - 1, side + 2, side + 2, tokens.line);
  canvas.rect(x, y, side, side, tokens.surface);
}

function drawMark(canvas: Canvas, mark: Mark): void {
  const unit = box.side / 100;
  const place = ([x, y]: Point): Point => [box.x + unit * x, box.y + unit * y];
  const color = seriesColor(mark.series);
  if (mark.kind === "line") {
    canvas.line(mark.points.map(place), 3, color, mark.opacity);
    return;
  }
  const { radius, places, rim, filled = [] } = mark;
  const isFilled = new Set(filled);
  for (const [i, at] of places.entries()) {
    const middle = place(at);
    if (rim !== undefined) canvas.disc(middle, unit * radius + 1.5, rim === "paper" ? tokens.surface : color);
    const inner = rim === "own" && !isFilled.has(i) ? tokens.surface : color;
    canvas.disc(middle, unit * radius - (rim === "own" ? 1.5 : 0), inner, mark.opacity);
  }
}

function drawCells(canvas: Canvas, card: Extract<Card, { kind: "map" }>): void {
  const { side } = card;
  const colors = cellColors(card, bytesOfBase64(card.bytes), { paper: tokens.surface, series: seriesColor });
  const edge = (i: number) => Math.round((i * box.side) / side);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const at = 3 * (row * side + column);
      const [x, y] = [edge(column), edge(row)];
      const color: Rgb = [colors[at], colors[at + 1], colors[at + 2]];
      canvas.rect(box.x + x, box.y + y, edge(column + 1) - x, edge(row + 1) - y, color);
    }
}

/** At a whole-number scale where they fit, in rows of as many as make them largest. */
function drawImages(canvas: Canvas, { width, height, count, bytes, map }: Extract<Card, { kind: "images" }>): boolean {
  const values = bytesOfBase64(bytes);
  if (!(width > 0 && height > 0 && count > 0) || values.length !== width * height * count) return false;
  const gap = 6;
  const scales = Array.from({ length: count }, (_, i) => {
    const columns = i + 1;
    const rows = Math.ceil(count / columns);
    return Math.min((box.side + gap) / columns / width - gap / width, (box.side + gap) / rows / height - gap / height);
  });
  const best = Math.max(...scales);
  if (!(best > 0)) return false;
  const columns = scales.indexOf(best) + 1;
  const rows = Math.ceil(count / columns);
  const scale = best >= 1 ? Math.floor(best) : best;
  const [w, h] = [Math.max(1, Math.floor(scale * width)), Math.max(1, Math.floor(scale * height))];
  const left = box.x + Math.floor((box.side - columns * (w + gap) + gap) / 2);
  const top = box.y + Math.floor((box.side - rows * (h + gap) + gap) / 2);
  const colors = colorTable(map);
  for (let n = 0; n < count; n++) {
    const [x, y] = [left + (n % columns) * (w + gap), top + Math.floor(n / columns) * (h + gap)];
    canvas.rect(x - 1, y - 1, w + 2, h + 2, tokens.line);
    for (let row = 0; row < Math.min(height, h); row++)
      for (let column = 0; column < Math.min(width, w); column++) {
        // Where there are more pixels than room, every so many.
        const [from, to] = [Math.floor((column * w) / width), Math.max(1, Math.floor(((column + 1) * w) / width))];
        const [up, down] = [Math.floor((row * h) / height), Math.max(1, Math.floor(((row + 1) * h) / height))];
        const shade = 3 * values[n * width * height + row * width + column];
        const color: Rgb = [colors[shade], colors[shade + 1], colors[shade + 2]];
        canvas.rect(x + from, y + up, to - from, down - up, color);
      }
  }
  return true;
}

function writeWords(canvas: Canvas, { titles, numbers, note }: PreviewWords, left: number): void {
  const width = previewSize.width - margin - left;
  const write = (text: string, x: number, y: number, height: number, color: Rgb, weight = 0.15) => {
    for (const stroke of written(text, height).strokes)
      canvas.line(
        stroke.map(([px, py]) => [x + px, y + py] as const),
        Math.max(2, weight * height),
        color,
      );
  };
  let y: number = box.y;
  drawSign(canvas, left, y, 44);
  write("Latente", left + 60, y + 33, 24, tokens.ink, 0.13);
  y += 112;
  for (const [i, title] of titles.entries()) {
    const height = i === 0 ? 26 : 20;
    for (const line of wrapped(title, height, width)) {
      write(line, left, y, height, i === 0 ? tokens.ink : tokens["ink-soft"], i === 0 ? 0.14 : 0.12);
      y += height * 1.7;
    }
    y += 6;
  }
  y += 8;
  if (numbers.length > 0) canvas.rect(left, y - 22, width, 1, tokens.line);
  for (const [name, value] of numbers) {
    y += 20;
    write(name, left, y, 16, tokens["ink-soft"], 0.12);
    write(value, left + width - written(value, 20).width, y + 2, 20, tokens.ink, 0.12);
    y += 20;
  }
  let low = box.y + box.side - 28 * (note.length - 1);
  for (const line of note) {
    write(line, left, low, 13, tokens["ink-soft"], 0.12);
    low += 28;
  }
}

/** The sign of the site (`client/public/icon.svg`). */
function drawSign(canvas: Canvas, x: number, y: number, side: number): void {
  const unit = side / 32;
  const at = (px: number, py: number): Point => [x + unit * px, y + unit * py];
  const white: Rgb = [255, 255, 255];
  const corner = 7;
  canvas.rect(x + unit * corner, y, side - 2 * unit * corner, side, tokens.accent);
  canvas.rect(x, y + unit * corner, side, side - 2 * unit * corner, tokens.accent);
  for (const px of [corner, 32 - corner])
    for (const py of [corner, 32 - corner]) canvas.disc(at(px, py), unit * corner, tokens.accent);
  for (const py of [8, 16, 24]) for (const px of [8, 24]) canvas.line([at(px, py), at(16, 16)], 2 * unit, white, 0.55);
  for (const py of [8, 16, 24]) for (const px of [8, 24]) canvas.disc(at(px, py), 2.6 * unit, white);
  canvas.disc(at(16, 16), 3.4 * unit, [255, 211, 122]);
}
