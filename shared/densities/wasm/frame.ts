import type { Id, Operation, Program } from "../program.ts";
import { type Code, F64, F64_LOAD, F64_STORE, f64x2, V128, v128 } from "./code.ts";
import type { Address, Layout } from "./layout.ts";
import type { Schedule } from "./schedule.ts";

/** The function's parameters: where the position lies, and where outputs go. */
export const INPUT = 0;
export const OUTPUT = 1;

/**
 * A function in the making: what holds the numbers of each operation. Scalars and pairs of elements are put into locals when they are first needed
 * from memory; all code outside of loops runs once in the order in which it is written, and loops run at least once, so a local that was set stays set.
 */
export class Frame {
  readonly code: Code;
  private readonly scalars = new Map<Id, number>();
  private readonly pairs = new Map<Id, readonly number[]>();
  private readonly loaded = new Map<string, number>();
  private readonly splats = new Map<string, number>();

  readonly program: Program;
  readonly layout: Layout;
  readonly schedule: Schedule;
  /** Locals with the coordinates in pairs, where the position does not lie in memory. */
  private readonly coordinates: readonly number[] | null;

  constructor(
    program: Program,
    layout: Layout,
    schedule: Schedule,
    code: Code,
    coordinates: readonly number[] | null = null,
  ) {
    this.program = program;
    this.layout = layout;
    this.schedule = schedule;
    this.code = code;
    this.coordinates = coordinates;
  }

  operation(id: Id): Operation {
    return this.program.operations[id];
  }

  length(id: Id): number {
    return this.program.operations[id].length;
  }

  /** Pairs of a vector that is written out. */
  pairCount(id: Id): number {
    return Math.ceil(this.length(id) / 2);
  }

  /** Takes the number on the stack for that of a scalar. */
  setScalar(id: Id): void {
    const local = this.code.local(F64);
    this.code.set(local);
    this.scalars.set(id, local);
  }

  /** Takes a scalar or a short vector from an address. */
  restore(id: Id, at: number): void {
    const { code } = this;
    const load = (k: number) => {
      code.i32(0);
      code.simdMemory(2 * k + 1 === this.length(id) ? v128.loadZero64 : v128.load, at + 16 * k);
    };
    if (this.length(id) > 1) this.setPairs(id, load);
    else {
      code.i32(0);
      code.memory(F64_LOAD, at);
      this.setScalar(id);
    }
  }

  /** Makes a short vector: `push` leaves pair k on the stack. */
  setPairs(id: Id, push: (k: number) => void): void {
    const locals = Array.from({ length: this.pairCount(id) }, (_, k) => {
      push(k);
      const local = this.code.local(V128);
      this.code.set(local);
      return local;
    });
    this.pairs.set(id, locals);
  }

  /** Makes a scalar or a short vector of elements: `push` leaves element i on the stack. */
  setLanes(id: Id, push: (i: number) => void): void {
    if (this.length(id) === 1) {
      push(0);
      this.setScalar(id);
      return;
    }
    this.setPairs(id, (k) => {
      push(2 * k);
      this.code.simd(f64x2.splat);
      if (2 * k + 1 === this.length(id)) return;
      push(2 * k + 1);
      this.code.lane(f64x2.replace, 1);
    });
  }

  /** Leaves the base of an address on the stack; the rest of it is the offset of the load or store. */
  base({ relative }: Address): void {
    if (relative) this.code.get(INPUT);
    else this.code.i32(0);
  }

  scalar(id: Id): void {
    const operation = this.operation(id);
    const local = this.scalars.get(id);
    if (operation.op === "constant") this.code.f64(operation.value);
    else if (local !== undefined) this.code.get(local);
    else {
      this.number(this.layout.address(id), 0);
      const made = this.code.local(F64);
      this.code.tee(made);
      this.scalars.set(id, made);
    }
  }

  /** Leaves element i of a vector (any of a scalar) on the stack. */
  lane(id: Id, i: number): void {
    const operation = this.operation(id);
    if (operation.op === "constant" || operation.length === 1) {
      this.scalar(id);
      return;
    }
    const pairs = this.pairs.get(id);
    if (pairs !== undefined) {
      this.code.get(pairs[i >> 1]);
      this.code.lane(f64x2.extract, i & 1);
      return;
    }
    this.number(this.layout.address(id), i);
  }

  /** Leaves number i behind an address on the stack. */
  private number(address: Address, i: number): void {
    const { code, coordinates } = this;
    const at = address.bytes + 8 * i;
    if (address.relative && coordinates !== null) {
      code.get(coordinates[at >> 4]);
      code.lane(f64x2.extract, (at >> 3) & 1);
      return;
    }
    this.base(address);
    code.memory(F64_LOAD, at);
  }

  /** Leaves a pair of one constant on the stack. */
  constant(value: number): void {
    if (Object.is(value, 0)) {
      this.code.simd(12);
      this.code.op(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      return;
    }
    this.kept(this.splats, `constant ${Object.is(value, -0) ? "-0" : value}`, () => {
      this.code.i32(0);
      this.code.simdMemory(v128.loadSplat64, this.layout.constant(value));
    });
  }

  /** Leaves a pair of one scalar on the stack. */
  splat(id: Id): void {
    const operation = this.operation(id);
    if (operation.op === "constant") this.constant(operation.value);
    else {
      this.kept(this.splats, `scalar ${id}`, () => {
        this.scalar(id);
        this.code.simd(f64x2.splat);
      });
    }
  }

  /** Leaves pair k of a short vector, or of a scalar, on the stack; the second lane of the last pair of an odd length is any number. */
  pair(id: Id, k: number): void {
    const operation = this.operation(id);
    if (operation.op === "constant" || operation.length === 1) {
      this.splat(id);
      return;
    }
    const pairs = this.pairs.get(id);
    if (pairs !== undefined) {
      this.code.get(pairs[k]);
      return;
    }
    const address = this.layout.address(id);
    const single = 2 * k + 1 === operation.length;
    this.kept(this.loaded, `${id} ${k}`, () => {
      if (address.relative) this.positionPair(address.bytes + 16 * k, single);
      else {
        this.code.i32(0);
        this.code.simdMemory(single ? v128.loadZero64 : v128.load, address.bytes + 16 * k);
      }
    });
  }

  /**
   * Leaves two coordinates on the stack (or one, and any number). Positions are written in pairs: a load that goes across two of these stores would wait until
   * both have reached the cache.
   */
  private positionPair(at: number, single: boolean): void {
    const { code, coordinates } = this;
    const half = (from: number) => {
      if (coordinates !== null) code.get(coordinates[from >> 4]);
      else {
        this.kept(this.loaded, `position ${from}`, () => {
          code.get(INPUT);
          code.simdMemory(from + 16 > 8 * this.program.dimension ? v128.loadZero64 : v128.load, from);
        });
      }
    };
    if (at % 16 === 0) half(at);
    else if (single) {
      this.number({ relative: true, bytes: at }, 0);
      code.simd(f64x2.splat);
    } else {
      half(at - 8);
      half(at + 8);
      code.shuffle(1, 2);
    }
  }

  /** Pair k with +0 in the lane beyond the end. */
  maskedPair(id: Id, k: number): void {
    if (2 * k + 1 !== this.length(id)) {
      this.pair(id, k);
      return;
    }
    this.lane(id, 2 * k);
    const { code } = this;
    const local = code.local(F64);
    code.set(local);
    this.constant(0);
    code.get(local);
    code.lane(f64x2.replace, 0);
  }

  private kept(locals: Map<string, number>, key: string, push: () => void): void {
    const local = locals.get(key);
    if (local !== undefined) {
      this.code.get(local);
      return;
    }
    push();
    const made = this.code.local(V128);
    this.code.tee(made);
    locals.set(key, made);
  }

  /** Writes a scalar or short vector to an address: `base` leaves it on the stack. */
  write(id: Id, base: () => void, offset: number): void {
    const { code } = this;
    const length = this.length(id);
    if (length === 1) {
      base();
      this.scalar(id);
      code.memory(F64_STORE, offset);
      return;
    }
    for (let k = 0; 2 * k < length; k++) {
      base();
      this.pair(id, k);
      if (2 * k + 1 === length) code.laneMemory(v128.storeLane64, offset + 16 * k, 0);
      else code.simdMemory(v128.store, offset + 16 * k);
    }
  }
}
