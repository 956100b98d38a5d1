import type { Arrays, NDArray } from "../arrays.ts";
import { isWeight } from "../labs/nets/weights.ts";
import { evenRows } from "./even-rows.ts";

export interface Thinned {
  readonly arrays: Arrays;
  /** Rows left of each record that lost some: [kept, of]. */
  readonly thinned: Readonly<Record<string, readonly [kept: number, of: number]>>;
  /** Outputs that did not fit at all. */
  readonly dropped: readonly string[];
}

/**
 * The arrays of a result within a number of bytes: outputs first, the smallest ones if not all fit in half of that (records need the rest), then
 * records thinned to as many evenly spaced rows as fit, the first and the last among them. Every record keeps at most the same number of rows.
 * A verifier of thinned arrays thins their own run to the same number of bytes: if other rows were kept, earlier publications would differ.
 * `wholeNets`: the weights of a net stay or go together, since a net without its widest layers is none; earlier publications were made without.
 */
export function thinArrays(arrays: Arrays, bytes: number, { wholeNets = false } = {}): Thinned {
  const names = Object.keys(arrays);
  const records = names.filter((name) => name.startsWith("records/"));
  const recordBytes = total(records, arrays);
  const dropped: string[] = [];
  let left = bytes - Math.min(recordBytes, bytes / 2);
  const outputs = names.filter((name) => !name.startsWith("records/"));
  const kept = new Set<string>();
  const groups = wholeNets ? byNet(outputs) : outputs.map((name) => [name]);
  for (const names of groups.sort((a, b) => total(a, arrays) - total(b, arrays))) {
    if (total(names, arrays) <= left) {
      left -= total(names, arrays);
      for (const name of names) kept.add(name);
    } else dropped.push(...names);
  }
  const room = bytes - total([...kept], arrays);
  const most = fittingRows(records, arrays, room);
  const thinned: Record<string, readonly [number, number]> = {};
  const entries = names.flatMap((name): [string, NDArray][] => {
    if (kept.has(name)) return [[name, arrays[name]]];
    if (!name.startsWith("records/") || most === 0) return [];
    const rows = arrays[name].shape[0] ?? 0;
    if (rows <= most) return [[name, arrays[name]]];
    thinned[name] = [most, rows];
    return [[name, evenRows(arrays[name], most)]];
  });
  if (most === 0) dropped.push(...records);
  return { arrays: Object.fromEntries(entries), thinned, dropped };
}

/** The task that trains the net whose weight an output is: "train.2" of "output/train.2/layer0.weights"; undefined for other arrays. */
export function netOf(name: string): string | undefined {
  const [, task, array] = /^output\/([^/]+)\/(.+)$/.exec(name) ?? [];
  return array !== undefined && isWeight(array) ? task : undefined;
}

/** The weights of each net together, every other output alone. */
function byNet(outputs: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of outputs) {
    const group = netOf(name) ?? name;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return [...groups.values()];
}

/** The most rows that all records may keep so that together they fit. */
function fittingRows(records: readonly string[], arrays: Arrays, room: number): number {
  let low = 0;
  let high = Math.max(0, ...records.map((name) => arrays[name].shape[0] ?? 0));
  const size = (rows: number) =>
    records.reduce((sum, name) => {
      const of = arrays[name].shape[0] ?? 0;
      return sum + overhead(name) + (of === 0 ? 0 : (arrays[name].values.byteLength / of) * Math.min(of, rows));
    }, 0);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (size(middle) <= room) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Bytes that the name, shape and offsets of an array take in the header of a safetensors file, at most, and its alignment. */
const overhead = (name: string) => 3 * name.length + 160;
const cost = (name: string, array: NDArray) => array.values.byteLength + overhead(name);
const total = (names: readonly string[], arrays: Arrays): number =>
  names.reduce((sum, name) => sum + cost(name, arrays[name]), 0);
