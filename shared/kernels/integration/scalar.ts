import { interpret } from "../../densities/index.ts";
import { fillUniform, fillWords, foldIn, type Key, permutation } from "../../random/index.ts";
import { BLOCK, evaluate, NORMALS, POINTS, ROOM, toNormals, VALUES } from "./integrands.ts";
import {
  type BuiltIn,
  bitsOf,
  type Design,
  GREATEST,
  type IntegrationMachine,
  LEAST,
  type Problem,
  STREAM,
  type Stated,
} from "./machine.ts";
import { useRoom } from "./memory.ts";
import { sobolDirections } from "./sobol-directions.ts";

/** The reference: every design as its definition has it. */
export function scalarMachine(problem: Problem): IntegrationMachine {
  const { dimension } = problem;
  const room = new Float64Array(ROOM);
  const evaluateBlock = "program" in problem ? stated(problem, room) : builtIn(problem, room);
  const uniforms = new Float64Array(BLOCK);
  let fill: (j: number, from: number, column: Float64Array) => void = () => {};
  return {
    dimension,
    open(design, bits, key) {
      fill = filler(design, dimension, bits, key, uniforms);
    },
    draw(from, count) {
      for (let j = 0; j < dimension; j++) {
        const column = room.subarray(POINTS + j * BLOCK, POINTS + j * BLOCK + count);
        fill(j, from, column);
        for (let i = 0; i < count; i++) column[i] = Math.min(Math.max(column[i], LEAST), GREATEST);
      }
    },
    evaluate(count) {
      useRoom(room);
      evaluateBlock(count);
    },
    toNormals(count) {
      useRoom(room);
      toNormals(dimension, count);
    },
    room: () => room,
  };
}

function builtIn({ code, dimension, parameters }: BuiltIn, room: Float64Array): (count: number) => void {
  room.set(parameters);
  return (count) => evaluate(code, dimension, count);
}

/** Point after point. */
function stated({ program, dimension, normal }: Stated, room: Float64Array): (count: number) => void {
  const { value } = interpret(program);
  const point = new Float64Array(dimension);
  const from = normal ? NORMALS : POINTS;
  return (count) => {
    if (normal) toNormals(dimension, count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < dimension; j++) point[j] = room[from + j * BLOCK + i];
      room[VALUES + i] = value(point);
    }
  };
}

function filler(design: Design, dimension: number, bits: number, key: Key, uniforms: Float64Array) {
  const size = 2 ** bits;
  const uniform = Array.from({ length: dimension }, (_, j) => foldIn(key, STREAM.uniform, j));
  if (design === "independent")
    return (j: number, from: number, column: Float64Array) => fillUniform(uniform[j], from, column);
  if (design === "antithetic")
    return (j: number, from: number, column: Float64Array) => {
      const pairs = uniforms.subarray(0, Math.ceil(column.length / 2) + 1);
      fillUniform(uniform[j], Math.floor(from / 2), pairs);
      for (let i = 0; i < column.length; i++) {
        const u = pairs[Math.floor((from + i) / 2) - Math.floor(from / 2)];
        column[i] = (from + i) % 2 === 0 ? u : 1 - u;
      }
    };
  const cellOf = cells(design, dimension, bits, key);
  return (j: number, from: number, column: Float64Array) => {
    fillUniform(uniform[j], from, column);
    const count = design === "stratified" ? 2 ** bitsOf(dimension, bits, j) : size;
    for (let i = 0; i < column.length; i++) column[i] = (cellOf(j, from + i) + column[i]) / count;
  };
}

/** In which interval of coordinate j point i lies. */
function cells(design: Design, dimension: number, bits: number, key: Key): (j: number, i: number) => number {
  const size = 2 ** bits;
  if (design === "stratified") {
    const order = permutation(foldIn(key, STREAM.order), size);
    const shifts = Array.from({ length: dimension }, (_, j) => {
      let before = 0;
      for (let k = 0; k < j; k++) before += bitsOf(dimension, bits, k);
      return before;
    });
    return (j, i) => (order[i] >>> shifts[j]) & (2 ** bitsOf(dimension, bits, j) - 1);
  }
  if (design === "latin") {
    const orders = Array.from({ length: dimension }, (_, j) => permutation(foldIn(key, STREAM.order, j), size));
    return (j, i) => orders[j][i];
  }
  const directions = Array.from({ length: dimension }, (_, j) => sobolDirections(j));
  // The random bit of a prefix of k bits is number 2^k + prefix.
  const flips = Array.from({ length: dimension }, (_, j) => {
    const words = new Uint32Array(Math.max(1, size / 32));
    fillWords(foldIn(key, STREAM.scramble, j), 0, words);
    return words;
  });
  return (j, i) => scrambled(sobolInteger(directions[j], i) >>> (32 - bits), bits, flips[j]);
}

/** Coordinate of point i in units of 2^−32: the direction numbers of the bits of i's Gray code, added without carry. */
export function sobolInteger(directions: Uint32Array, i: number): number {
  let gray = i ^ (i >>> 1);
  let sum = 0;
  for (let k = 0; gray !== 0; k++, gray >>>= 1) if (gray & 1) sum ^= directions[k];
  return sum >>> 0;
}

/** `bits` bits of a coordinate, each flipped or not by the bit that belongs to those before it. */
function scrambled(prefix: number, bits: number, flips: Uint32Array): number {
  let out = 0;
  for (let k = 0; k < bits; k++) {
    const node = 2 ** k + (prefix >>> (bits - k));
    const flip = (flips[node >>> 5] >>> (node & 31)) & 1;
    out = 2 * out + (((prefix >>> (bits - 1 - k)) & 1) ^ flip);
  }
  return out;
}
