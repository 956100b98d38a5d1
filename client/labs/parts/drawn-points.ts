/** Points drawn by hand: what the pad does to them, and the file that they become. Pure functions. */
import type { Table } from "../../../shared/data/table.ts";

export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
  readonly label: number;
}

/** Names of classes, in the order in which the pad offers them. */
export const CLASS_NAMES = ["A", "B", "C", "D", "E", "F"] as const;
/** Points that a pad holds at most. */
export const MOST_POINTS = 2000;
/** The pad shows [−EXTENT, EXTENT] on both axes. */
export const EXTENT = 1;

const clamped = (value: number) => Math.min(EXTENT, Math.max(-EXTENT, value));

/** The points with `count` more of a class about a place, each moved by up to `spread`; `random`: uniform in [0, 1). */
export function sprayed(
  points: readonly DrawnPoint[],
  place: readonly [x: number, y: number],
  { label, count, spread }: { readonly label: number; readonly count: number; readonly spread: number },
  random: () => number,
): readonly DrawnPoint[] {
  const room = Math.max(0, MOST_POINTS - points.length);
  const more = Array.from({ length: Math.min(count, room) }, () => {
    // Evenly dense over a disc.
    const [radius, angle] = [spread * Math.sqrt(random()), 2 * Math.PI * random()];
    return { x: clamped(place[0] + radius * Math.cos(angle)), y: clamped(place[1] + radius * Math.sin(angle)), label };
  });
  return [...points, ...more];
}

/** Without those within a distance of a place; the same list where none is. */
export function erased(
  points: readonly DrawnPoint[],
  [x, y]: readonly [x: number, y: number],
  radius: number,
): readonly DrawnPoint[] {
  const rest = points.filter((point) => Math.hypot(point.x - x, point.y - y) > radius);
  return rest.length === points.length ? points : rest;
}

/** Two classes or more, of at least two points each. */
export function isEnough(points: readonly DrawnPoint[]): boolean {
  const counts = new Map<number, number>();
  for (const { label } of points) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts.size >= 2 && [...counts.values()].every((count) => count >= 2) && points.length >= 8;
}

/** "x,y,class", numbers with four decimals; classes alternate, so that held-out rows have all of them. */
export function toCsv(points: readonly DrawnPoint[]): string {
  const queues = CLASS_NAMES.map((_, label) => points.filter((point) => point.label === label));
  const lines: string[] = [];
  const longest = Math.max(...queues.map(({ length }) => length));
  for (let n = 0; n < longest; n++)
    for (const [label, queue] of queues.entries()) {
      const point = queue[n];
      if (point) lines.push(`${point.x.toFixed(4)},${point.y.toFixed(4)},${CLASS_NAMES[label]}`);
    }
  return `x,y,class\n${lines.join("\n")}\n`;
}

/** Points of a table of two columns and few classes, to go on from; brought within the pad where they lie beyond it. Null for other tables. */
export function pointsOf(table: Table | null): readonly DrawnPoint[] | null {
  if (!table?.labels || table.columns !== 2 || table.rows > MOST_POINTS) return null;
  const { rows, values, labels } = table;
  if (labels.some((label) => label >= CLASS_NAMES.length)) return null;
  const reach = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = reach > 1.5 * EXTENT ? EXTENT / reach : 1;
  return Array.from({ length: rows }, (_, row) => ({
    x: clamped(values[2 * row] * scale),
    y: clamped(values[2 * row + 1] * scale),
    label: labels[row],
  }));
}

/** Enough points of one kind to learn a density from. */
export const isCloud = (points: readonly DrawnPoint[]): boolean => points.length >= 40;

/** "x,y", numbers with four decimals, in the order in which they were drawn. */
export function cloudCsv(points: readonly DrawnPoint[]): string {
  return `x,y\n${points.map(({ x, y }) => `${x.toFixed(4)},${y.toFixed(4)}`).join("\n")}\n`;
}

/** A prime: rows this far apart, going round, are of all kinds however regularly kinds alternate. */
const APART = 7919;

/** Points of any table of two columns, some rows of a long one from all over it, all of one kind and brought within the pad. Null for other tables. */
export function cloudOf(table: Table | null): readonly DrawnPoint[] | null {
  if (table?.columns !== 2 || table.rows === 0) return null;
  const { rows, values } = table;
  const count = Math.min(rows, MOST_POINTS);
  const reach = Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = reach > 0 ? (0.9 * EXTENT) / reach : 1;
  return Array.from({ length: count }, (_, n) => {
    const row = count < rows ? (n * APART) % rows : n;
    return { x: values[2 * row] * scale, y: values[2 * row + 1] * scale, label: 0 };
  });
}
