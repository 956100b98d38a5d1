/**
 * Products of matrices by tiles: a workgroup of 64 invocations holds a stretch of k of its rows of A and its columns of B in the memory that it shares,
 * and each invocation a square of sums. What A and B are, the caller says: stored matrices, turned ones, windows of pictures.
 */

import type { SnippetName } from "../../webgpu/snippets/index.ts";
import { type Dispatch, each, spread } from "./kernel.ts";

export interface Product {
  /** So many products of (m × k) · (k × n). */
  readonly count?: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** WGSL of functions `a(z, i, l)` and `b(z, l, j)`, which give the elements of the operands of product z: called within the extents only. */
  readonly elements: string;
  /** Along which axis neighbours lie side by side in memory, so that neighbours among the invocations read them. */
  readonly aAlong: "i" | "l";
  readonly bAlong: "l" | "j";
  readonly integers: Readonly<Record<string, number>>;
  readonly uses?: readonly SnippetName[];
  /** Where the results lie, m × n each, one after the other; what each of their rows begins with, if anything. */
  readonly y: number;
  readonly bias?: number;
  /** Another place for element (i, j) of product z: WGSL of a function `place(z, i, j)` that gives how far beyond `y`, or NOWHERE. */
  readonly place?: string | undefined;
}

const NOWHERE = "const NOWHERE = 0xffffffffu;";

/** Workgroups that keep a large device busy. */
const BUSY = 256;
/** Of k in one part, where the sums are cut into parts: at least. */
const SHORTEST = 128;

/** How 64 invocations share a tile: `down` × `across` of them, each with a square of sums, 4 or 8 on a side. */
interface Tile {
  readonly down: number;
  readonly across: number;
  readonly square: 4 | 8;
}

/** Larger squares read less of the shared memory for each product; long tiles are for products of few columns or rows. */
const TILES: readonly Tile[] = [
  { down: 8, across: 8, square: 8 },
  { down: 8, across: 8, square: 4 },
  { down: 16, across: 4, square: 4 },
  { down: 4, across: 16, square: 4 },
];

const heightOf = ({ down, square }: Tile) => down * square;
const widthOf = ({ across, square }: Tile) => across * square;

/**
 * Of k that are in the shared memory at a time: so few that it is about 2 KiB for each operand. It begins with zeros, and how some compilers see to that
 * takes them seconds for twice as much.
 */
const depthOf = (tile: Tile) => 512 / Math.max(heightOf(tile), widthOf(tile));

function tilesOf({ count = 1, m, n }: Product, tile: Tile): number {
  return count * Math.ceil(m / heightOf(tile)) * Math.ceil(n / widthOf(tile));
}

const mostParts = ({ k }: Product) => Math.max(1, Math.floor(k / SHORTEST));

/** The tile that has least to do, its empty places included. */
function bestTile(of: Product): Tile {
  const [large, ...small] = TILES;
  const cost = (tile: Tile) => tilesOf(of, tile) * heightOf(tile) * widthOf(tile) * (tile.square === 8 ? 1 : 1.5);
  const able = tilesOf(of, large) * mostParts(of) >= BUSY ? TILES : small;
  return able.reduce((best, tile) => (cost(tile) < cost(best) ? tile : best));
}

/** Sums over k in ascending order from the bias (or 0) on; of few and long ones, parts of k in that order, added in order. */
export function product(of: Product, scratch: (floats: number) => number): readonly Dispatch[] {
  const { count = 1, m, n, y, bias, place, integers } = of;
  const tile = bestTile(of);
  const parts = Math.min(Math.ceil(BUSY / Math.max(1, tilesOf(of, tile))), mostParts(of));
  if (parts === 1) return [tiled(of, tile, 1, y, bias)];
  const at = scratch(parts * count * m * n);
  const begin = bias === undefined ? "0.0" : "memory[call.bias + i % call.columns]";
  return [
    tiled({ ...of, place: undefined }, tile, parts, at, undefined),
    each(
      count * m * n,
      `  var sum = ${begin};
  for (var part = 0u; part < ${parts}u; part++) { sum += memory[call.at + part * call.n + i]; }
${
  place
    ? `  let to = place(i / (call.rows * call.columns), (i / call.columns) % call.rows, i % call.columns);
  if (to != NOWHERE) { memory[call.y + to] = sum; }`
    : "  memory[call.y + i] = sum;"
}`,
      {
        before: place ? `${NOWHERE}\n${place}` : "",
        integers: { ...(place && integers), at, y, rows: m, columns: n, bias: bias ?? 0 },
      },
    ),
  ];
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/**
 * Floats of the shared memory from one k to the next: always four side by side, which begin at a multiple of four, so that compilers may read them at
 * once; four more than needed, so that what is brought in along k goes into different banks.
 */
const pitchOf = (side: number) => side + 4;

const four = (name: string, tile: string, at: string) =>
  `      let at${name} = ${at};
      let ${name} = vec4f(${range(4)
        .map((i) => `${tile}[at${name} + ${i}u]`)
        .join(", ")});`;

/** Brings a stretch of an operand into the shared memory, four at a time across the sums; neighbours along k first, where they lie side by side. */
function bring(into: "tileA" | "tileB", side: number, depth: number, isAlongK: boolean): string {
  const quads = side / 4;
  const vectors = quads * depth;
  const [first, most] = into === "tileA" ? ["row", "call.m"] : ["column", "call.n"];
  return `    for (var v = lane; v < ${vectors}u; v += 64u) {
      let d = ${isAlongK ? `v % ${depth}u` : `v / ${quads}u`};
      let c = ${isAlongK ? `v / ${depth}u` : `v % ${quads}u`};
      let at = ${first} + 4u * c;
      let l = start + d;
      let to = d * ${pitchOf(side)}u + 4u * c;
      for (var e = 0u; e < 4u; e++) {
        var x = 0f;
        if (at + e < ${most} && l < end) { x = ${into === "tileA" ? "a(z, at + e, l)" : "b(z, l, at + e)"}; }
        ${into}[to + e] = x;
      }
    }`;
}

/** Part p of k goes to product number p·count + z of the results. */
function tiled(of: Product, tile: Tile, parts: number, y: number, bias: number | undefined): Dispatch {
  const { count = 1, m, n, k, elements, aAlong, bAlong, integers, uses, place } = of;
  const { down, across, square } = tile;
  const [height, width, depth] = [heightOf(tile), widthOf(tile), depthOf(tile)];
  const length = depth * Math.ceil(k / parts / depth);
  const quads = range(square / 4);
  /** Of the invocation's rows, four of which lie side by side; of the first of its columns in each four. */
  const rows = range(square).map((r) => `row + ${4 * down * (r >> 2) + (r & 3)}u + up`);
  const columns = quads.map((q) => `column + ${4 * across * q}u + left`);
  const lines = (make: (r: number, q: number) => string) =>
    range(square)
      .flatMap((r) => quads.map((q) => make(r, q)))
      .join("\n");
  const begun = quads.map(
    (q) => `  {
    var own = vec4f();
    for (var c = 0u; c < 4u; c++) { if (${columns[q]} + c < call.n) { own[c] = memory[call.bias + ${columns[q]} + c]; } }
${range(square)
  .map((r) => `    s${r}${q} = own;`)
  .join("\n")}
  }`,
  );
  return {
    uses: uses ?? [],
    integers: { ...integers, m, n, k, count, parts, part: length, y, bias: bias ?? 0 },
    groups: spread(Math.ceil(n / width) * Math.ceil(m / height) * count * parts),
    code: `${elements}
${place ? `${NOWHERE}\n${place}` : ""}
var<workgroup> tileA: array<f32, ${depth * pitchOf(height)}>;
var<workgroup> tileB: array<f32, ${depth * pitchOf(width)}>;
@compute @workgroup_size(64)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(num_workgroups) groups: vec3u, @builtin(local_invocation_index) lane: u32) {
  let number = group.y * groups.x + group.x;
  let abreast = (call.n + ${width - 1}u) / ${width}u;
  let tiles = abreast * ((call.m + ${height - 1}u) / ${height}u);
  let product = number / tiles;
  if (product >= call.count * call.parts) { return; }
  let z = product % call.count;
  let row = ((number % tiles) / abreast) * ${height}u;
  let column = (number % abreast) * ${width}u;
  let up = (lane / ${across}u) * 4u;
  let left = (lane % ${across}u) * 4u;
${lines((r, q) => `  var s${r}${q} = vec4f();`)}
${bias === undefined ? "" : begun.join("\n")}
  let begin = (product / call.count) * call.part;
  let end = min(call.k, begin + call.part);
  for (var start = begin; start < end; start += ${depth}u) {
${bring("tileA", height, depth, aAlong === "l")}
${bring("tileB", width, depth, bAlong === "l")}
    workgroupBarrier();
    for (var d = 0u; d < ${depth}u; d++) {
${quads.map((q) => four(`u${q}`, "tileA", `d * ${pitchOf(height)}u + ${4 * down * q}u + up`)).join("\n")}
${quads.map((q) => four(`v${q}`, "tileB", `d * ${pitchOf(width)}u + ${4 * across * q}u + left`)).join("\n")}
${lines((r, q) => `      s${r}${q} += u${r >> 2}[${r & 3}] * v${q};`)}
    }
    workgroupBarrier();
  }
${place ? "" : "  let to = call.y + product * call.m * call.n;"}
${lines(
  (r, q) => `  for (var c = 0u; c < 4u; c++) {
    let i = ${rows[r]};
    let j = ${columns[q]} + c;
    if (i < call.m && j < call.n) { ${
      place
        ? `let to = place(z, i, j); if (to != NOWHERE) { memory[call.y + to] = s${r}${q}[c]; }`
        : `memory[to + i * call.n + j] = s${r}${q}[c];`
    } }
  }`,
)}
}`,
  };
}
