/** Draws a sample on its way through a net: tensors as far as they are computed, and what a number is made of. */
import type { Operation } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import { type ColorMap, mapColor, resolveColor, valueRange } from "../../../views/palette.ts";
import { paint } from "../../../views/pixels.ts";
import { type Box, cornerOf, type FlowLayout, middleOf } from "./layout.ts";
import { type Rectangle, sourcesOf, windowsOn } from "./sources.ts";

/** A tensor as it is drawn. */
export interface Shown {
  readonly values: Float32Array;
  /** Channels that make one picture: red, green and blue of an input. */
  readonly isColour: boolean;
  readonly map: ColorMap;
  readonly range: readonly [number, number];
  /** What it does, what bends it, its shape. */
  readonly label: readonly [string, string, string];
  /** Beside the units of a list. */
  readonly notes?: readonly string[];
}

/** Fields of one sign in viridis from zero, signed ones about zero. */
export function lookOf(values: Float32Array): Pick<Shown, "map" | "range"> {
  const isSigned = values.some((value) => value < 0);
  const [, high] = valueRange(values, isSigned ? "diverging" : "viridis");
  const most = high > 0 && Number.isFinite(high) ? high : 1;
  return isSigned ? { map: "diverging", range: [-most, most] } : { map: "viridis", range: [0, most] };
}

export interface Scene {
  readonly layout: FlowLayout;
  readonly tensors: readonly Shown[];
  /** How much of each tensor is computed, 0 to 1; the input is whole. */
  readonly done: readonly number[];
  /** The number that is explained; tensor 0 is the input. */
  readonly chosen: { readonly box: number; readonly unit: number } | null;
  readonly first: Operation | undefined;
  /** Weights between lists: drawn where there are few. */
  edges(box: number): { readonly shape: readonly number[]; readonly values: ArrayLike<number> } | null;
}

const positive = "var(--series-1)";
const negative = "var(--series-0)";
/** Columns of which names are written smaller. */
const MANY = 7;
/** Lines from what goes into a number: the strongest. */
const MOST_LINES = 48;
/** Edges between two lists that are all drawn, and all written. */
const MOST_EDGES = 80;
const MOST_WRITTEN = 12;

export function drawFlow(context: CanvasRenderingContext2D, scene: Scene): void {
  const { canvas } = context;
  const ink = resolveColor("var(--ink)", canvas);
  const soft = resolveColor("var(--ink-soft)", canvas);
  const surface = resolveColor("var(--surface)", canvas);
  const sunken = resolveColor("var(--sunken)", canvas);
  const accent = resolveColor("var(--accent)", canvas);
  const family = getComputedStyle(canvas).fontFamily;
  context.imageSmoothingEnabled = false;
  for (let b = 1; b < scene.tensors.length; b++) drawEdges(context, scene, b, soft, family);
  drawLines(context, scene);
  for (const [b, box] of scene.layout.boxes.entries()) {
    drawLabel(context, box, scene, b, ink, soft, family);
    drawTensor(context, box, scene.tensors[b], b === 0 ? 1 : scene.done[b], sunken, { ink, soft, surface, family });
  }
  drawSources(context, scene, accent);
}

function drawLabel(
  context: CanvasRenderingContext2D,
  box: Box,
  { tensors, layout }: Scene,
  b: number,
  ink: string,
  soft: string,
  family: string,
): void {
  const { label, isColour } = tensors[b];
  const [name, bend, shape] = label;
  const told = box.shown < box.count && !isColour ? `${shape} (${box.shown}/${box.count})` : shape;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.font = `${layout.isWide && layout.boxes.length > MANY ? 11 : 12}px ${family}`;
  // A halo: lines between tensors pass behind.
  context.strokeStyle = resolveColor("var(--surface)", context.canvas);
  context.lineWidth = 4;
  context.lineJoin = "round";
  const write = (text: string, color: string, x: number, y: number, room?: number) => {
    context.strokeText(text, x, y, room);
    context.fillStyle = color;
    context.fillText(text, x, y, room);
  };
  if (!layout.isWide) {
    const whole = bend ? `${name} · ${bend}` : name;
    write(whole, ink, 0, box.labelY + 2);
    const wide = context.measureText(whole).width;
    write(told, soft, wide + 10, box.labelY + 2, box.width - wide - 10);
    return;
  }
  const room = box.width + 9;
  write(name, ink, box.x, 0, room);
  write(bend || told, soft, box.x, 15, room);
  if (bend) write(told, soft, box.x, 30, room);
}

interface Inks {
  readonly ink: string;
  readonly soft: string;
  readonly surface: string;
  readonly family: string;
}

function drawTensor(
  context: CanvasRenderingContext2D,
  box: Box,
  { values, isColour, map, range, notes }: Shown,
  done: number,
  empty: string,
  { ink, surface, family }: Inks,
): void {
  const { map: size, scale, count } = box;
  const area = size.width * size.height;
  const shown = isColour ? 1 : box.shown;
  const places = Math.round(done * (area === 1 ? count : area));
  for (let m = 0; m < shown; m++) {
    const [x, y] = cornerOf(box, m);
    context.fillStyle = empty;
    context.fillRect(x, y, size.width * scale, size.height * scale);
    if (area > 1) {
      drawMap(context, isColour ? values : channelOf(values, m, count), {
        x,
        y,
        scale,
        places,
        isColour,
        map,
        range,
        size,
      });
      continue;
    }
    if (m >= places) continue;
    context.fillStyle = mapColor(map, (values[m] - range[0]) / (range[1] - range[0] || 1));
    if (Number.isFinite(values[m])) context.fillRect(x, y, scale, scale);
    if (!box.hasNotes || !notes) continue;
    context.fillStyle = ink;
    context.font = `12px ${family}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    const room = box.isList ? Math.max(20, box.width - scale - 5) : box.gap - 8;
    // As with names: lines between tensors pass behind.
    context.strokeStyle = surface;
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeText(notes[m], x + scale + 5, y + scale / 2, room);
    context.fillText(notes[m], x + scale + 5, y + scale / 2, room);
  }
}

const channelOf = (values: Float32Array, channel: number, count: number) =>
  Float32Array.from({ length: values.length / count }, (_, p) => values[p * count + channel]);

interface MapLook {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly places: number;
  readonly isColour: boolean;
  readonly map: ColorMap;
  readonly range: readonly [number, number];
  readonly size: { readonly width: number; readonly height: number };
}

function drawMap(context: CanvasRenderingContext2D, values: ArrayLike<number>, look: MapLook): void {
  const { x, y, scale, places, isColour, map, range, size } = look;
  const shape = { ...size, channels: isColour ? 3 : 1 } as const;
  const pixels = paint(values, 0, shape, map, range);
  // What is not computed yet is not there.
  pixels.fill(0, 4 * places);
  const small = document.createElement("canvas");
  Object.assign(small, size);
  small.getContext("2d")?.putImageData(new ImageData(pixels, size.width, size.height), 0, 0);
  context.drawImage(small, x, y, size.width * scale, size.height * scale);
}

/** Between lists of few units all weights: their width is their size, their colour their sign. */
function drawEdges(context: CanvasRenderingContext2D, scene: Scene, b: number, soft: string, family: string): void {
  const weights = scene.edges(b);
  const [from, to] = [scene.layout.boxes[b - 1], scene.layout.boxes[b]];
  if (!weights || weights.values.length > MOST_EDGES) return;
  const [inputs, units] = weights.shape;
  const most = Array.from(weights.values).reduce((largest, w) => Math.max(largest, Math.abs(w)), 1e-6);
  const isDim = scene.chosen !== null && scene.chosen.box > 0;
  for (let i = 0; i < inputs; i++)
    for (let u = 0; u < units; u++) {
      const [start, end] = [middleOf(from, i), middleOf(to, u)];
      if (!start || !end) continue;
      const weight = weights.values[i * units + u];
      const isOwn = scene.chosen?.box === b && scene.chosen.unit === u;
      // From side to side, or from below to above where the net runs down.
      const [ahead, below] = scene.layout.isWide ? [0.5, 0] : [0, 0.5];
      const x0 = start[0] + ahead * from.scale;
      line(context, x0, start[1] + below * from.scale, end[0] - ahead * to.scale, end[1] - below * to.scale, {
        color: resolveColor(weight < 0 ? negative : positive, context.canvas),
        width: 0.5 + (4 * Math.abs(weight)) / most,
        alpha: isDim && !isOwn ? 0.25 : 0.9,
      });
      if (inputs * units > MOST_WRITTEN || !scene.layout.isWide) continue;
      context.fillStyle = soft;
      context.font = `11px ${family}`;
      context.textAlign = "center";
      context.textBaseline = "bottom";
      // Nearer to where it starts: in the middle lines cross.
      const [x, y] = [x0 + 0.7 * (end[0] - x0), start[1] + 0.7 * (end[1] - start[1])];
      context.fillText(String(Number(weight.toPrecision(3))), x, y - 3);
    }
}

interface Pen {
  readonly color: string;
  readonly width: number;
  readonly alpha: number;
}

function line(
  context: CanvasRenderingContext2D,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  { color, width, alpha }: Pen,
): void {
  context.globalAlpha = alpha;
  context.strokeStyle = color;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
  context.globalAlpha = 1;
}

/** From what goes into the chosen number: of a list the strongest products, of maps their windows. */
function drawLines(context: CanvasRenderingContext2D, { layout, chosen, first, edges }: Scene): void {
  if (!chosen || chosen.box === 0 || !first) return;
  const [from, to] = [layout.boxes[chosen.box - 1], layout.boxes[chosen.box]];
  const end = middleOf(to, chosen.unit);
  const own = edges(chosen.box);
  if (!end || (own && own.values.length <= MOST_EDGES)) return;
  const parts = sourcesOf(first);
  const isUnits = from.map.width * from.map.height === 1;
  if (!isUnits) {
    for (const { x, y, width, height } of windowsOn(from, parts))
      line(context, x + width, y + height / 2, end[0], end[1], {
        color: resolveColor("var(--ink-soft)", context.canvas),
        width: 1,
        alpha: 0.5,
      });
    return;
  }
  const strongest = [...parts].sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength)).slice(0, MOST_LINES);
  const most = Math.max(1e-9, Math.abs(strongest[0]?.strength ?? 0));
  for (const { from: unit, strength } of strongest) {
    const start = middleOf(from, unit);
    if (!start) continue;
    line(context, start[0], start[1], end[0], end[1], {
      color: resolveColor(strength < 0 ? negative : positive, context.canvas),
      width: 0.5 + (2.5 * Math.abs(strength)) / most,
      alpha: 0.75,
    });
  }
}

/** Frames: of the chosen number, and of the window that it sees. */
function drawSources(context: CanvasRenderingContext2D, { layout, chosen, first }: Scene, accent: string): void {
  if (!chosen) return;
  const box = layout.boxes[chosen.box];
  context.strokeStyle = accent;
  context.lineWidth = 2;
  const frame = ({ x, y, width, height }: Rectangle) => context.strokeRect(x - 1, y - 1, width + 2, height + 2);
  for (const rectangle of windowsOn(box, [{ from: chosen.unit }])) frame(rectangle);
  if (chosen.box === 0 || !first) return;
  const from = layout.boxes[chosen.box - 1];
  if (from.map.width * from.map.height > 1) for (const rectangle of windowsOn(from, sourcesOf(first))) frame(rectangle);
}
