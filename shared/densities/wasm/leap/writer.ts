import type { Program } from "../../program.ts";
import { Code, F64, F64_LOAD, F64_STORE, f64, f64x2, I32_AND, SELECT, V128, v128 } from "../code.ts";
import { isCalled, isElementwise } from "../elementwise.ts";
import { emitLate, emitPasses, type Plan } from "../emit.ts";
import { Frame } from "../frame.ts";
import { callPairOnce } from "../inline.ts";
import type { Layout } from "../layout.ts";
import type { ValueType } from "../link.ts";
import { outputPairs } from "../outputs.ts";
import { addLanes } from "../sums.ts";

/** A place, as addresses are given: log density and energy at these offsets, and its position from `VECTORS` on, behind which lies the gradient. */
const [LOG_DENSITY, ENERGY, VECTORS] = [8, 16, 32];

/** The first parameters: the place that is moved on, and the metric's scales. */
const [FROM, SCALE] = [0, 1];

/** See shared/kernels/mcmc/trajectories.ts. */
const LARGEST_LOG_WEIGHT = 700;

/** A step in the making: where its place goes, and locals with pairs of its momentum (half a step on) and of its position, and with sums of squares. */
export interface Step {
  readonly frame: Frame;
  readonly to: number;
  readonly pushed: number[];
  readonly coordinates: number[];
  squares: number;
}

/**
 * A leapfrog step about a density, with a diagonal metric (shared/kernels/mcmc/hamiltonian.ts): what would go through memory, and through loops over few
 * coordinates, stays in locals. The bits are those of the operations one by one.
 */
export class LeapWriter {
  readonly code: Code;
  private readonly program: Program;
  private readonly plan: Plan;
  private readonly layout: Layout;
  /** Of a vector. */
  private readonly bytes: number;
  private readonly step: number;
  private readonly half: number;

  /** The step size is the last of the parameters. */
  constructor(program: Program, plan: Plan, layout: Layout, step: number) {
    const code = new Code(step + 1);
    this.code = code;
    this.program = program;
    this.plan = plan;
    this.layout = layout;
    this.bytes = 16 * Math.ceil(program.dimension / 2);
    code.get(step);
    code.simd(f64x2.splat);
    this.step = this.kept(V128);
    code.f64(0.5);
    code.get(step);
    code.op(f64.mul);
    code.simd(f64x2.splat);
    this.half = this.kept(V128);
  }

  begin(to: number): Step {
    const coordinates: number[] = [];
    const frame = new Frame(this.program, this.layout, this.plan.schedule, this.code, coordinates);
    return { frame, to, pushed: [], coordinates, squares: -1 };
  }

  /** What outputs need of a step's density; and something else behind its first function, for which it has to wait. */
  besides({ frame }: Step, emitOther: () => void): void {
    let waits = true;
    const other = () => {
      if (waits) emitOther();
      waits = false;
    };
    emitPasses(frame, (id) => {
      const operation = this.program.operations[id];
      if (isElementwise(operation) && isCalled(operation)) other();
    });
    other();
  }

  /** exp(min(energy − H, LARGEST_LOG_WEIGHT)) of the energies H of two places; all are parameters. */
  weigh([first, second]: readonly number[], energy: number, weights: number): void {
    const { code } = this;
    code.get(weights);
    code.get(energy);
    code.simd(f64x2.splat);
    code.get(first);
    code.simdMemory(v128.loadSplat64, ENERGY);
    code.get(second);
    code.memory(F64_LOAD, ENERGY);
    code.lane(f64x2.replace, 1);
    code.simd(f64x2.sub);
    code.f64(LARGEST_LOG_WEIGHT);
    code.simd(f64x2.splat);
    code.simd(f64x2.pmin);
    callPairOnce(code, "exp2");
    code.simdMemory(v128.store, 0);
  }

  /** From the state in memory: half a step of the momentum, a step of the position. */
  move(step: Step): void {
    const { code, bytes } = this;
    for (let at = 0; at < bytes; at += 16) {
      this.load(FROM, VECTORS + 2 * bytes + at);
      code.get(this.half);
      this.load(SCALE, at);
      const scale = this.kept(V128);
      code.get(scale);
      this.load(FROM, VECTORS + bytes + at);
      code.simd(f64x2.mul);
      code.simd(f64x2.mul);
      code.simd(f64x2.add);
      const pushed = this.kept(V128);
      this.load(FROM, VECTORS + at);
      this.moveOn(step, at, { pushed, scale, position: this.kept(V128) });
    }
  }

  /** The next position of a pair. */
  private moveOn(
    step: Step,
    at: number,
    { pushed, scale, position }: Readonly<Record<"pushed" | "scale" | "position", number>>,
  ): void {
    const { code } = this;
    step.pushed.push(pushed);
    code.get(position);
    code.get(this.step);
    code.get(pushed);
    code.get(scale);
    code.simd(f64x2.mul);
    code.simd(f64x2.mul);
    code.simd(f64x2.add);
    const moved = this.kept(V128);
    step.coordinates.push(moved);
    this.store(step.to, VECTORS + at, moved);
  }

  /** The second half of the momentum's step, with the gradient; then what `next` begins with, or the state is kept in memory. */
  push(step: Step, momenta: readonly number[], next?: Step): void {
    const { code, bytes } = this;
    step.frame.constant(0);
    step.squares = this.kept(V128);
    for (const { offset, single, push } of outputPairs(step.frame, this.plan.schedule.outputs)) {
      const [pushed, position] = [step.pushed[offset / 16], step.coordinates[offset / 16]];
      if (single) step.frame.constant(0);
      push();
      if (single) code.lane(f64x2.replace, 0);
      const slope = this.kept(V128);
      this.store(step.to, VECTORS + bytes + offset, slope);
      this.load(SCALE, offset);
      const scale = this.kept(V128);
      code.get(this.half);
      code.get(scale);
      code.get(slope);
      code.simd(f64x2.mul);
      code.simd(f64x2.mul);
      const pull = this.kept(V128);
      code.get(pushed);
      code.get(pull);
      code.simd(f64x2.add);
      const momentum = this.kept(V128);
      for (const at of momenta) this.store(at, offset, momentum);
      code.get(step.squares);
      code.get(momentum);
      code.get(momentum);
      code.simd(f64x2.mul);
      code.simd(f64x2.add);
      code.set(step.squares);
      if (next === undefined) {
        this.store(FROM, VECTORS + offset, position);
        this.store(FROM, VECTORS + bytes + offset, slope);
        this.store(FROM, VECTORS + 2 * bytes + offset, momentum);
      } else {
        code.get(momentum);
        code.get(pull);
        code.simd(f64x2.add);
        this.moveOn(next, offset, { pushed: this.kept(V128), scale, position });
      }
    }
  }

  private kinetic({ frame, squares }: Step): void {
    const { code } = this;
    code.f64(0.5);
    code.get(squares);
    addLanes(frame);
    code.op(f64.mul);
  }

  /** Puts down what a step's density is to be finished from, as that of the first or the second step. */
  keep(step: Step, index: number): void {
    const { code, layout } = this;
    code.i32(0);
    this.kinetic(step);
    code.memory(F64_STORE, layout.kinetic(index));
    for (const id of this.plan.schedule.kept) step.frame.write(id, () => code.i32(0), layout.kept(id, index));
  }

  /** The numbers of the places of two steps, the second's last: they may be one place, which then is the second's. */
  finish(places: readonly number[]): void {
    const { plan, layout } = this;
    const frames = places.map((to, index) => {
      const { frame } = this.begin(to);
      for (const id of plan.schedule.kept) frame.restore(id, layout.kept(id, index));
      return frame;
    });
    emitLate(frames[0], frames[1]);
    frames.forEach((frame, index) => {
      this.energies(frame, places[index], layout.kinetic(index));
    });
  }

  /** Log density and energy, infinite where it is not a number. */
  private energies(frame: Frame, to: number, kineticAt: number): void {
    const { code } = this;
    frame.scalar(this.plan.value as number);
    const density = this.kept(F64);
    code.get(to);
    code.get(density);
    code.memory(F64_STORE, LOG_DENSITY);
    code.i32(0);
    code.memory(F64_LOAD, kineticAt);
    code.get(density);
    code.op(f64.sub);
    const total = this.kept(F64);
    code.get(to);
    code.get(total);
    code.f64(Infinity);
    code.get(total);
    code.get(total);
    code.op(f64.eq, SELECT);
    code.memory(F64_STORE, ENERGY);
  }

  /** Writes the sum of two momenta, and leaves on the stack whether it has a positive product with either. */
  turns(both: readonly number[], to: number): void {
    const { code, bytes } = this;
    const products = both.map(() => {
      code.simd(12);
      code.op(...new Array<number>(16).fill(0));
      return this.kept(V128);
    });
    for (let at = 0; at < bytes; at += 16) {
      const momenta = both.map((from) => {
        this.load(from, at);
        return this.kept(V128);
      });
      for (const momentum of momenta) code.get(momentum);
      code.simd(f64x2.add);
      const sum = this.kept(V128);
      this.store(to, at, sum);
      products.forEach((product, i) => {
        code.get(product);
        code.get(momenta[i]);
        code.get(sum);
        code.simd(f64x2.mul);
        code.simd(f64x2.add);
        code.set(product);
      });
    }
    for (const product of products) {
      code.get(product);
      code.lane(f64x2.extract, 0);
      code.get(product);
      code.lane(f64x2.extract, 1);
      code.op(f64.add);
      code.f64(0);
      code.op(f64.gt);
    }
    code.op(I32_AND);
  }

  /** Takes what is on the stack into a new local. */
  private kept(type: ValueType): number {
    const local = this.code.local(type);
    this.code.set(local);
    return local;
  }

  private load(base: number, offset: number): void {
    this.code.get(base);
    this.code.simdMemory(v128.load, offset);
  }

  private store(base: number, offset: number, local: number): void {
    this.code.get(base);
    this.code.get(local);
    this.code.simdMemory(v128.store, offset);
  }
}
