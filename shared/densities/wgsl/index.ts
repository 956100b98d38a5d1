/**
 * A program as functions in WGSL, in float32: an invocation computes it for one position. Statistically as the other machines have it, not bit by bit: sums go over 32 elements at a time,
 * and devices may fuse products with sums. NaN and infinities arise where they do elsewhere.
 *
 * The shader brings `densityFunctions` (once), `var<storage, read> data: array<u32>` with the words of `dataOf`, and what the hooks name.
 */
import { literal } from "../../webgpu/literal.ts";
import type { Data, Id, Operation, Program } from "../program.ts";
import { elementOf } from "./elements.ts";
import { isLeaf, type Schedule, scheduleOf } from "./schedule.ts";

export { densityFunctions } from "./functions.ts";

/** What a function writes, in order: an expression's text, and the element's place among all, to a statement's. */
export interface Written {
  readonly ids: readonly Id[];
  store(index: string, value: string): string;
}

export interface WgslOptions {
  readonly name: string;
  /** The coordinate at this index, from the parameters of the function. */
  position(index: string): string;
  /** Room for vectors that are kept, one float for each place; private to the invocation where it is left out. */
  readonly room?: (index: string) => string;
  /** What the function returns: a scalar; 0 where it is left out. */
  readonly returns?: Id;
  readonly writes: readonly Written[];
}

export interface WgslFunction {
  /** `fn name(chain: u32) -> f32`, and what it needs at the module's level. */
  readonly code: string;
  /** Floats of `room` that it needs. */
  readonly room: number;
}

/** Floats up to which vectors are private to an invocation; devices have 8 KiB for all of them. */
export const MOST_PRIVATE = 768;

export function wgslOf(program: Program, options: WgslOptions): WgslFunction {
  const { name, returns, writes } = options;
  const { operations } = program;
  const wanted = [...(returns === undefined ? [] : [returns]), ...writes.flatMap(({ ids }) => ids)];
  const schedule = scheduleOf(program, wanted);
  const places = placesOf(operations, schedule);
  const room = [...places.values()].reduce((sum, { length }) => sum + length, 0);
  if (options.room === undefined && room > MOST_PRIVATE)
    throw new RangeError(`vectors of a density: ${room} floats (at most ${MOST_PRIVATE} without a buffer)`);
  const keptAt = options.room ?? ((index: string) => `${name}_kept[${index}]`);
  const offsets = offsetsOf(program.data);

  /** Element `index` of a vector, wherever it lies; of a scalar itself. */
  const read = (id: Id, index: string): string => {
    const operation = operations[id];
    switch (operation.op) {
      case "constant":
        return constant(operation.value);
      case "position":
        return options.position(operation.length === 1 ? `${operation.at}u` : `${operation.at}u + ${index}`);
      case "data":
        return `bitcast<f32>(data[${offsets[operation.data]}u + ${operation.length === 1 ? "0u" : index}])`;
      default: {
        const place = places.get(id);
        return place ? keptAt(`${place.at}u + ${index}`) : operation.length === 1 ? `s${id}` : `e${id}`;
      }
    }
  };
  const kept = (id: Id, index: string) => {
    const place = places.get(id);
    return place ? keptAt(`${place.at}u + ${index}`) : `s${id}`;
  };
  const elements = elementOf(program, { read, kept, offsets });

  const lines: string[] = [];
  for (const step of schedule.steps) {
    if (step.kind === "scalar") lines.push(`  let s${step.id} = ${elements.scalar(step.id)};`);
    else {
      const inLoop = new Set(step.ids);
      const own = elements.loop(step.ids, step.length, (id, index) =>
        inLoop.has(id) && operations[id].length === step.length && operations[id].length > 1
          ? `e${id}`
          : read(id, index),
      );
      const head = step.reverse
        ? `for (var i = ${step.length}u; i > 0u; ) {\n    i = i - 1u;`
        : `for (var i = 0u; i < ${step.length}u; i++) {`;
      lines.push(...own.before, `  ${head}`, ...own.body, "  }", ...own.after);
    }
  }
  for (const { ids, store } of writes) {
    let at = 0;
    for (const id of ids) {
      const { length } = operations[id];
      if (length === 1) lines.push(`  ${store(`${at}u`, read(id, "0u"))}`);
      else lines.push(`  for (var i = 0u; i < ${length}u; i++) { ${store(`${at}u + i`, read(id, "i"))} }`);
      at += length;
    }
  }
  const declared = options.room === undefined && room > 0 ? `var<private> ${name}_kept: array<f32, ${room}>;\n` : "";
  const answer = returns === undefined ? "0f" : read(returns, "0u");
  return {
    code: `${declared}fn ${name}(chain: u32) -> f32 {\n${lines.join("\n")}\n  return ${answer};\n}`,
    room: options.room === undefined ? 0 : room,
  };
}

/** The data of a program as one array of words. A buffer is never empty. */
export function dataOf({ data }: Program): Uint32Array {
  const words = new Uint32Array(
    Math.max(
      1,
      data.reduce((sum, { values }) => sum + values.length, 0),
    ),
  );
  const floats = new Float32Array(words.buffer);
  for (const [d, at] of offsetsOf(data).entries()) {
    const own = data[d];
    if (own.kind === "index") words.set(own.values, at);
    else floats.set(own.values, at);
  }
  return words;
}

function offsetsOf(data: readonly Data[]): readonly number[] {
  let at = 0;
  return data.map(({ values }) => {
    at += values.length;
    return at - values.length;
  });
}

interface Kept {
  readonly at: number;
  readonly length: number;
}

function placesOf(operations: readonly Operation[], { kept }: Schedule): ReadonlyMap<Id, Kept> {
  const places = new Map<Id, Kept>();
  let at = 0;
  for (const id of kept) {
    const { length } = operations[id];
    if (isLeaf(operations[id])) continue;
    places.set(id, { at, length });
    at += length;
  }
  return places;
}

/** Numbers that no literal expresses are made of their bits. */
export function constant(value: number): string {
  const own = Math.fround(value);
  if (Number.isFinite(own)) return literal(own);
  return Number.isNaN(own) ? "ofBits(0x7fc00000u)" : own > 0 ? "ofBits(0x7f800000u)" : "ofBits(0xff800000u)";
}
