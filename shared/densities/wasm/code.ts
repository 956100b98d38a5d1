import { F32, F64, I32, V128, type ValueType } from "./link.ts";
import { Writer } from "./writer.ts";

/** Most locals that engines take in one function (50,000), less some that are made late. */
const MOST_LOCALS = 49_000;
/** Most bytes of a function that engines take (7,654,321), with some room. */
const MOST_BYTES = 7_000_000;

/** A program is too large for one function of WebAssembly. */
export class TooLarge extends RangeError {}

/** A function in the making: its locals, and its instructions by the names of the specification. */
export class Code {
  private readonly writer = new Writer();
  private readonly locals: ValueType[] = [];

  private readonly parameters: number;

  /** `parameters` are the first locals. */
  constructor(parameters: number) {
    this.parameters = parameters;
  }

  /** A new local. */
  local(type: ValueType): number {
    if (this.locals.length >= MOST_LOCALS) throw new TooLarge("too many operations for one function");
    this.locals.push(type);
    return this.parameters + this.locals.length - 1;
  }

  /** What stands in the module's code section, behind its size. */
  body(): Uint8Array {
    const out = new Writer();
    const runs: [number, ValueType][] = [];
    for (const type of this.locals) {
      const last = runs.at(-1);
      if (last?.[1] === type) last[0]++;
      else runs.push([1, type]);
    }
    out.unsigned(runs.length);
    for (const [count, type] of runs) {
      out.unsigned(count);
      out.byte(type);
    }
    out.append(this.writer.take());
    out.byte(END);
    if (out.length > MOST_BYTES) throw new TooLarge("too many operations for one function");
    return out.take();
  }

  op(...bytes: readonly number[]): void {
    for (const byte of bytes) this.writer.byte(byte);
  }

  simd(instruction: number): void {
    this.writer.byte(0xfd);
    this.writer.unsigned(instruction);
  }

  get(local: number): void {
    this.writer.byte(0x20);
    this.writer.unsigned(local);
  }

  /** The number of a local behind an instruction that names one. */
  index(local: number): void {
    this.writer.unsigned(local);
  }

  set(local: number): void {
    this.writer.byte(0x21);
    this.writer.unsigned(local);
  }

  tee(local: number): void {
    this.writer.byte(0x22);
    this.writer.unsigned(local);
  }

  call(index: number): void {
    this.writer.byte(0x10);
    this.writer.unsigned(index);
  }

  i32(value: number): void {
    this.writer.byte(0x41);
    this.writer.signed(value);
  }

  f64(value: number): void {
    this.writer.byte(0x44);
    this.writer.float64(value);
  }

  f32(value: number): void {
    this.writer.byte(0x43);
    this.writer.float32(value);
  }

  /** A load or store of one number, at the address on the stack + `offset`; no alignment is promised. */
  memory(instruction: number, offset: number): void {
    this.writer.byte(instruction);
    this.writer.unsigned(0);
    this.writer.unsigned(offset);
  }

  /** A load or store of a vector. */
  simdMemory(instruction: number, offset: number): void {
    this.simd(instruction);
    this.writer.unsigned(0);
    this.writer.unsigned(offset);
  }

  /** A load or store of one lane. */
  laneMemory(instruction: number, offset: number, lane: number): void {
    this.simdMemory(instruction, offset);
    this.writer.byte(lane);
  }

  /** Lanes of 64 bits: `first` and `second` count the four of the two vectors on the stack. */
  shuffle(first: number, second: number): void {
    this.simd(13);
    for (const lane of [first, second]) for (let byte = 0; byte < 8; byte++) this.writer.byte(8 * lane + byte);
  }

  lane(instruction: number, lane: number): void {
    this.simd(instruction);
    this.writer.byte(lane);
  }

  /** A vector of four 32-bit lanes, of which the first `count` are all ones. */
  mask(count: number): void {
    this.simd(12);
    for (let lane = 0; lane < 4; lane++) for (let byte = 0; byte < 4; byte++) this.writer.byte(lane < count ? 255 : 0);
  }

  /** `local` += amount. */
  advance(local: number, amount: number): void {
    this.get(local);
    this.i32(amount);
    this.op(I32_ADD);
    this.set(local);
  }

  /** A loop that goes on while `again` leaves a 1 on the stack. */
  repeat(body: () => void, again: () => void): void {
    this.op(0x03, 0x40);
    body();
    again();
    this.op(0x0d, 0, END);
  }

  /** Instructions for when the number on the stack is not 0. */
  when(body: () => void): void {
    this.op(0x04, 0x40);
    body();
    this.op(END);
  }
}

const END = 0x0b;

export { F32, F64, I32, V128 };

export const I32_LOAD = 0x28;
export const F64_LOAD = 0x2b;
export const F64_STORE = 0x39;
export const F32_LOAD = 0x2a;
export const F32_STORE = 0x38;
export const I32_EQZ = 0x45;
export const I32_NE = 0x47;
export const I32_ADD = 0x6a;
export const I32_SUB = 0x6b;
export const I32_AND = 0x71;
export const I32_SHR = 0x76;
export const I32_LESS = 0x49;
export const DROP = 0x1a;
/** The value on the stack above its alternative: 1 for the first. */
export const SELECT = 0x1b;
export const FILL = [0xfc, 11, 0] as const;

export const f64 = {
  eq: 0x61,
  ne: 0x62,
  lt: 0x63,
  gt: 0x64,
  le: 0x65,
  abs: 0x99,
  neg: 0x9a,
  floor: 0x9c,
  sqrt: 0x9f,
  add: 0xa0,
  sub: 0xa1,
  mul: 0xa2,
  div: 0xa3,
  min: 0xa4,
  max: 0xa5,
  convertUnsigned: 0xb8,
} as const;

export const F32_DEMOTE = 0xb6;
export const f32 = { splat: 0x13, extract: 0x1f, promoteLow: 0x5f } as const;
export const v128 = {
  load: 0,
  loadSplat32: 9,
  loadSplat64: 10,
  store: 11,
  not: 0x4d,
  and: 0x4e,
  or: 0x50,
  bitselect: 0x52,
  loadLane64: 0x57,
  storeLane64: 0x5b,
  loadZero64: 0x5d,
} as const;

export const f64x2 = {
  splat: 20,
  extract: 33,
  replace: 34,
  eq: 0x47,
  ne: 0x48,
  lt: 0x49,
  gt: 0x4a,
  le: 0x4b,
  floor: 0x75,
  abs: 0xec,
  neg: 0xed,
  sqrt: 0xef,
  add: 0xf0,
  sub: 0xf1,
  mul: 0xf2,
  div: 0xf3,
  min: 0xf4,
  max: 0xf5,
  pmin: 0xf6,
} as const;
