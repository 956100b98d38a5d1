/**
 * The makers of processes. A lab says what its state is, how it begins and what a step does; counting, records, checkpoints, and resuming from
 * them in another thread are made here, once. `iterate`: a state and a rule, as a textbook has it. `once`: one answer. `drive`: a machine that
 * keeps its own memory (WebAssembly, a GPU). Each takes the type of its tasks' parameters from its first function.
 */
import type { Arrays } from "../arrays.ts";
import { andThen, type Later } from "../later.ts";
import type { Key } from "../random/key.ts";
import type { Context, Opener, Process, Task } from "./lab.ts";
import { copiesOf, type Packable, pack, unpack } from "./pack.ts";
import { eachStep, type Records, type Row } from "./records.ts";

/** What every kind of process may declare besides its work. */
export interface Traits {
  /**
   * Names of records and outputs that are times, taken with `context.clock`, or follow from them: they are kept and shown, but are not part of
   * the digest. A name may be a family, "seconds.<batch>". Nothing else may depend on them.
   */
  readonly measured?: readonly string[];
  /** Joins the gang of a task: for machines that offer one through `context.gang`. */
  readonly member?: Opener["member"];
}

/**
 * Work in steps, (key, state) → state. `P`: parameters of the task, `M`: the problem, `S`: the state, `R`: names of the records. Pure functions of
 * plain data: the arrays that they return are copied, those that they are given must not be written.
 */
export interface Iteration<P, M, S extends object, R extends string> extends Traits {
  /** What each step records; may depend on the problem. */
  readonly records: Records<R> | ((problem: M) => Records<R>);
  /** What never changes on the way: data, settings, kernels. Made again in whichever thread resumes the task. */
  readonly problem: (params: P, context: Context) => M;
  /** The state before the first step: all that the next step needs and `problem` does not have. */
  readonly init: (key: Key, problem: M) => S;
  /** Step `n`, from 0. Randomness comes from `key` and `n`. */
  readonly step: (key: Key, problem: M, state: S, n: number) => S;
  /** What the step that led to `state` records, by record name. */
  readonly info?: (problem: M, state: S) => Row<R>;
  /** What a view draws now; nothing where it is left out. */
  readonly live?: (problem: M, state: S) => Arrays;
  /** The result; asked once all steps are done. */
  readonly output: (problem: M, state: S) => Arrays;
}

export function iterate<P, M, S extends Packable<S> & object, R extends string>(it: Iteration<P, M, S, R>): Opener {
  return drive<P, S>((params, context, { key, saved }) => {
    const problem = it.problem(params, context);
    let state = saved ?? it.init(key, problem);
    const records = typeof it.records === "function" ? it.records(problem) : it.records;
    return {
      advance: eachStep(records, (n, row) => {
        state = it.step(key, problem, state, n);
        if (it.info) Object.assign(row, it.info(problem, state));
      }),
      live: () => copiesOf(it.live?.(problem, state) ?? {}),
      save: () => state,
      output: () => copiesOf(it.output(problem, state)),
    };
  }, it);
}

/** Work of one step without records: an answer to a question, a summary of what other tasks found. */
export function once<P>(
  compute: (params: P, context: Context, task: Task) => Later<Arrays>,
  traits: Traits = {},
): Opener {
  return drive<P, object>((params, context, task) => {
    let found: Later<Arrays> | undefined;
    // A task resumed after its step computes the answer again: it is a pure function, and a checkpoint need not carry it.
    const answer = () => {
      found ??= compute(params, context, task);
      return found;
    };
    return {
      advance: (_from, steps) => (steps > 0 ? andThen(answer(), () => ({})) : {}),
      save: () => ({}),
      output: () => andThen(answer(), copiesOf),
    };
  }, traits);
}

/** A machine under way. What it returns are fresh copies, safe to transfer; any of it may be a promise. */
export interface Machine<S extends object = object> {
  /** Does steps [from, from + steps) and returns their records, `steps` rows each. `eachStep` makes it of a single step. */
  advance(from: number, steps: number): Later<Arrays>;
  /** What a view draws now; nothing where it is left out. */
  live?(): Later<Arrays>;
  /** All that a new machine needs to resume from here: plain, see `pack`. */
  save(): Later<S>;
  /** The result; asked once all steps are done. */
  output(): Later<Arrays>;
  /** Nothing more will be asked. */
  close?(): void;
}

/** Where a machine starts. */
export interface Start<S extends object = object> extends Task {
  /** Steps that were done before: 0 at the beginning. */
  readonly step: number;
  /** What an earlier machine saved after `step` steps; a copy of its own. Undefined at the beginning. */
  readonly saved: S | undefined;
}

/** Work of a machine that saves and loads itself. Phases, such as a pass over the data before the iterations, are a matter of its steps' numbers. */
export function drive<P, S extends Packable<S> & object = object>(
  open: (params: P, context: Context, start: Start<S>) => Later<Machine<S>>,
  { measured = [], member }: Traits = {},
): Opener {
  return {
    measured,
    ...(member && { member }),
    open(task, context, checkpoint) {
      const { step = 0, state } = checkpoint ? (unpack(checkpoint) as { step: number; state?: S }) : {};
      if (checkpoint && !(typeof step === "number" && state))
        throw new RangeError(`checkpoint of task ${task.id} has no step and state (was it made by other code?)`);
      // The only place where parameters get their type: a plan and the processes of its tasks agree on it.
      return andThen(open(task.params as P, context, { ...task, step, saved: state }), (machine) =>
        counting(machine, step),
      );
    },
  };
}

/** A process that counts the steps of a machine. */
function counting<S extends object>(machine: Machine<S>, begun: number): Process {
  let step = begun;
  return {
    get step() {
      return step;
    },
    advance: (steps) =>
      andThen(machine.advance(step, steps), (records) => {
        step += steps;
        return records;
      }),
    snapshot: () => machine.live?.() ?? {},
    checkpoint: () => andThen(machine.save(), (state) => pack({ step, state })),
    output: () => machine.output(),
    close: () => machine.close?.(),
  };
}
