/** Where the tensors of a net lie in its picture: from left to right where there is room, from top to bottom on a narrow screen. */
import { mapsOf, type Stage } from "../../../../shared/labs/nets/chain/stages.ts";
import { gridLayout } from "../../../views/pixels.ts";

/** A tensor's maps (or units) side by side. Lengths in CSS pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Of its label, above the maps. */
  readonly labelY: number;
  readonly columns: number;
  /** CSS pixels that a number takes on a side. */
  readonly scale: number;
  readonly gap: number;
  readonly map: { readonly height: number; readonly width: number };
  /** Maps that are drawn, of all. */
  readonly shown: number;
  readonly count: number;
  /** Units in one column have their numbers beside them. */
  readonly isList: boolean;
  readonly hasNotes: boolean;
}

export interface FlowLayout {
  readonly height: number;
  readonly isWide: boolean;
  /** The input's, then one for each stage. */
  readonly boxes: readonly Box[];
}

const WIDE = 560;
/** Three lines above a column: what it does, what bends it, its shape. */
const LABEL = 48;
const TALL = 320;
/** Between stages: lines go there; less where there are many. */
const BETWEEN = 26;
const CLOSE = 14;
const MANY = 6;
/** Width of the last tensor. */
const NAMES = 104;
/** Height of the maps of a stage on a narrow screen. */
const LOW = 84;
const LIST = 16;
const LARGEST_UNIT = 22;
/** Lists of few units stand apart, so that lines between them do not run into each other. */
const FEW = 5;
const APART = 44;
/** Side by side with their numbers beside them. */
const ABREAST = 4;
const BESIDE = 62;

type Shapes = readonly { readonly shape: readonly number[]; readonly isColour?: boolean }[];

/** Red, green and blue of an input are one picture. */
export const isColour = (input: readonly number[]): boolean => input.length === 3 && input[2] === 3;

/** `input`: its shape; of vectors the last is a list of classes. */
export function flowLayout(input: readonly number[], stages: readonly Stage[], width: number): FlowLayout {
  const all: Shapes = [{ shape: input, isColour: isColour(input) }, ...stages];
  return width >= WIDE ? across(all, width) : down(all, width);
}

/** How much of the width a tensor asks for. */
function shareOf(shape: readonly number[], isFirst: boolean): number {
  const { count, height } = mapsOf(shape);
  if (height > 1) return isFirst ? 1.7 : count > 16 ? 1.5 : 1.2;
  return count > LIST ? 0.9 : 1.1;
}

function across(all: Shapes, width: number): FlowLayout {
  const shares = all.map(({ shape }, i) => shareOf(shape, i === 0));
  const total = shares.slice(0, -1).reduce((sum, share) => sum + share, 0);
  const between = all.length > MANY ? CLOSE : BETWEEN;
  // The last has names beside its units.
  const room = width - between * (all.length - 1) - NAMES;
  let x = 0;
  const boxes = all.map(({ shape, isColour: isOne = false }, i) => {
    const own = i === all.length - 1 ? NAMES : (room * shares[i]) / total;
    const box = fitted(shape, { x, y: LABEL, width: own, height: TALL }, isOne);
    x += own + between;
    return box;
  });
  const high = Math.max(...boxes.map(heightOf));
  // Each in the middle of the height of the tallest.
  const placed = boxes.map((box) => ({ ...box, labelY: 0, y: LABEL + (high - heightOf(box)) / 2 }));
  return { height: LABEL + high + 4, isWide: true, boxes: placed };
}

function down(all: Shapes, width: number): FlowLayout {
  let y = 0;
  const boxes = all.map(({ shape, isColour: isOne = false }) => {
    const box = fitted(shape, { x: 0, y: y + 20, width, height: LOW }, isOne);
    const placed = { ...box, labelY: y };
    y += 20 + heightOf(box) + 12;
    return placed;
  });
  return { height: y, isWide: false, boxes };
}

const heightOf = ({ shown, columns, scale, gap, map }: Box) =>
  Math.ceil(shown / columns) * (map.height * scale + gap) - gap;

interface Room {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** `isOne`: all channels are one picture. */
function fitted(shape: readonly number[], { x, y, width, height }: Room, isOne: boolean): Box {
  const { count, height: tall, width: wide } = mapsOf(shape);
  const map = { height: tall, width: wide };
  const isUnits = tall * wide === 1;
  const isList = isUnits && count <= LIST && height === TALL;
  const isAbreast = isUnits && count <= ABREAST && height !== TALL;
  const gap = isAbreast ? BESIDE : isList && count <= FEW ? APART : isUnits ? 2 : 3;
  const most = isUnits ? LARGEST_UNIT : Math.max(1, Math.floor(112 / Math.max(tall, wide)));
  const { columns, scale } = gridLayout(isOne ? 1 : count, map, width, height, gap, isList ? 1 : undefined, most);
  const rows = Math.max(1, Math.floor((height + gap) / (tall * scale + gap)));
  const shown = Math.min(isOne ? 1 : count, columns * rows);
  return { x, y, width, labelY: y, columns, scale, gap, map, shown, count, isList, hasNotes: isList || isAbreast };
}

/** Left upper corner of a map. */
export function cornerOf({ x, y, columns, scale, gap, map }: Box, index: number): readonly [number, number] {
  const [column, row] = [index % columns, Math.floor(index / columns)];
  return [x + column * (map.width * scale + gap), y + row * (map.height * scale + gap)];
}

/** Middle of a number of the tensor; null where its map is not drawn. */
export function middleOf(box: Box, unit: number): readonly [number, number] | null {
  const [map, place] = mapAndPlace(box, unit);
  if (map >= box.shown) return null;
  const [x, y] = cornerOf(box, map);
  const { scale } = box;
  return [x + ((place % box.map.width) + 0.5) * scale, y + (Math.floor(place / box.map.width) + 0.5) * scale];
}

/** Channels are the last axis: number `unit` is of map unit % count. */
export function mapAndPlace({ map, count }: Box, unit: number): readonly [map: number, place: number] {
  return map.height * map.width === 1 ? [unit, 0] : [unit % count, Math.floor(unit / count)];
}

/** The number at a point, with the tensor that it is of: 0 is the input. */
export function unitAt(
  { boxes }: FlowLayout,
  px: number,
  py: number,
): { readonly box: number; readonly unit: number } | null {
  for (const [b, box] of boxes.entries()) {
    const { scale, gap, map, columns, shown, count } = box;
    const [dx, dy] = [px - box.x, py - box.y];
    if (dx < -2 || dy < -2) continue;
    const [column, row] = [Math.floor(dx / (map.width * scale + gap)), Math.floor(dy / (map.height * scale + gap))];
    const index = row * columns + Math.max(0, column);
    // Beside a list its numbers are pressed.
    const isInside = box.isList ? dx < box.width : column < columns;
    if (!isInside || row < 0 || (box.isList ? row : index) >= shown) continue;
    if (box.isList) return { box: b, unit: row };
    const x = Math.floor((dx - column * (map.width * scale + gap)) / scale);
    const y = Math.floor((dy - row * (map.height * scale + gap)) / scale);
    if (x < 0 || y < 0 || x >= map.width || y >= map.height) continue;
    return { box: b, unit: map.height * map.width === 1 ? index : (y * map.width + x) * count + index };
  }
  return null;
}
