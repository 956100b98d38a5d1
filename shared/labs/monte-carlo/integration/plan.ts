/** The tasks of a run, and what they cost. */
import type { Table } from "../../../data/table.ts";
import { workOf as costOf } from "../../../densities/work.ts";
import type { Params } from "../../../experiment/fields.ts";
import { foldIn, type Key } from "../../../random/index.ts";
import type { Task, Work } from "../../lab.ts";
import { type IntegrationParams, isGradient } from "./fields.ts";
import { batchSizes, DESCENTS } from "./gradient/schemes.ts";
import { METHODS, type Method } from "./integral/method-fields.ts";
import { COURSE_STEPS, COVERAGE_TASKS, controlCount, REFERENCE_STEPS } from "./integral/methods.ts";
import { setupOf } from "./integral/problem.ts";

/** Place of each kind of task under the run's key. */
const KEY = { truth: 0, course: 1, study: 2, coverage: 3, variance: 4, descent: 5 } as const;

export function planIntegration(params: IntegrationParams, key: Key): readonly Task[] {
  return isGradient(params) ? gradientTasks(params, key) : integralTasks(params, key);
}

/** Numbers that decide how often something is done are in the steps of tasks alone: more of it goes on from less. */
function integralTasks(
  { replicates = 32, repeats = 1000, log2Interval, method, controls, ...given }: IntegrationParams,
  key: Key,
) {
  const own = definedOf(given);
  const { log2Points, ...problem } = own;
  const controlled = (of: Method) => (of === "control" && controls !== undefined ? { controls } : {});
  // Methods with the same points have the same keys: what differs is what is made of them.
  const place = (of: Method) => (of === "control" ? 0 : METHODS.indexOf(of));
  const chosen = method ?? "plain";
  const task = (kind: "course" | "study", of: Method, steps: number): Task => ({
    id: `${kind}.${of}`,
    kind,
    key: foldIn(key, KEY[kind], place(of)),
    steps,
    params: { ...own, ...controlled(of), of },
  });
  // First what is looked at while it runs, the chosen method before the others.
  const courses = [chosen, ...METHODS.filter((of) => of !== chosen)].map((of) => task("course", of, COURSE_STEPS));
  const studies = METHODS.map((of) => task("study", of, replicates));
  const intervals = Array.from(
    { length: COVERAGE_TASKS },
    (_, part): Task => ({
      id: `coverage.${part}`,
      kind: "coverage",
      key: foldIn(key, KEY.coverage, part),
      steps: Math.floor((repeats + part) / COVERAGE_TASKS),
      params: { ...problem, ...controlled(chosen), method, log2Interval },
    }),
  );
  const isExact = setupOf(params(given)).exact !== undefined;
  const truth: Task = {
    id: "truth",
    kind: "truth",
    key: foldIn(key, KEY.truth),
    steps: isExact ? 1 : REFERENCE_STEPS,
    params: isExact ? problem : own,
  };
  return [truth, ...courses, ...studies, ...intervals];
}

const params = (given: object) => given as IntegrationParams;

function gradientTasks(
  { epochs = 20, trials = 1000, batch, learningRate, response, problem }: IntegrationParams,
  key: Key,
) {
  const own = definedOf({ problem, batch, learningRate, response });
  const tried: Task = { id: "variance", kind: "variance", key: foldIn(key, KEY.variance), steps: trials, params: own };
  const descents = DESCENTS.map(
    (of, at): Task => ({
      id: `descent.${of}`,
      kind: "descent",
      key: foldIn(key, KEY.descent, at),
      steps: epochs,
      params: { ...own, of },
    }),
  );
  return [tried, ...descents];
}

function definedOf(values: object): Params {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

export function workOf(params: IntegrationParams, data: Table | null): Work {
  if (isGradient(params)) return gradientWork(params, data);
  const { dimension = 2, log2Points = 14, replicates = 32, repeats = 1000, log2Interval = 10, method } = params;
  const points = 2 ** log2Points;
  const point = pointCost(params);
  const controls = controlCount(params);
  const control = (controls + 2) ** 2 / 2;
  const course = (METHODS.length * point + control) * points;
  // Two of the methods draw new points at each number of them.
  const study = ((METHODS.length + 2) * point + control) * points;
  const interval = (point + (method === "control" ? control : 0)) * 2 ** log2Interval;
  const reference = setupOf(params).exact === undefined ? REFERENCE_STEPS * point * points : 1000;
  return {
    multiplyAdds: course + replicates * study + repeats * interval + reference,
    kinds: { truth: reference, course, study: replicates * study, coverage: repeats * interval },
    bytes:
      METHODS.length * (1024 * (dimension + 1) * 8 + 8 * replicates * log2Points + 4 * dimension * points) +
      16 * repeats,
  };
}

/** Of one point with its value: draws cost about 12 multiply-adds a coordinate, elementary functions 15. */
function pointCost(params: IntegrationParams): number {
  const { problem, dimension = 2 } = params;
  const draw = 12 * dimension + 10;
  if (problem === "asian") return draw + dimension * (dimension + 45);
  if (problem === "own") return draw + 20 + ownCost(params);
  if (problem === "epidemic") return draw + 60 * dimension;
  return draw + (problem === "keister" || problem === "queue" ? 25 : 6) * dimension + 20;
}

/** Two points an instruction: half of what one evaluation alone costs. */
function ownCost(params: IntegrationParams): number {
  const { own } = setupOf(params);
  if (own === undefined) return 0;
  const { program, dimension, normal } = own.stated;
  return costOf(program) / 2 + (normal ? 25 * dimension : 0);
}

function gradientWork({ epochs = 20, trials = 1000 }: IntegrationParams, data: Table | null): Work {
  const rows = data?.rows ?? 0;
  const columns = data?.columns ?? 1;
  const tried = 3 * 2 * (batchSizes(rows).at(-1) ?? 1) * 2 * columns + 10 * rows;
  const epoch = 4 * rows * 2 * columns + 10 * rows;
  const kinds = { variance: trials * tried, descent: DESCENTS.length * epochs * epoch };
  return {
    multiplyAdds: kinds.variance + kinds.descent,
    kinds,
    bytes: rows * columns * 8 + trials * 24 * 11,
  };
}
