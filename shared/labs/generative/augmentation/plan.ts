import type { Table } from "../../../data/table.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Task } from "../../lab.ts";
import { presentClasses, rowsOf } from "./data.ts";
import type { ArmParams, AugmentationParams } from "./fields.ts";
import { armsOf, evaluateTask, generatorTask, netTask } from "./names.ts";

/** Position of each kind of task under the run's key. */
const KEY = { train: 0, generator: 1, evaluate: 2, samples: 3, subset: 4, draw: 5 } as const;

/** Repeat after repeat: the first pair is compared while the others are under way. What a task learns for how long is in its steps alone. */
export function planAugmentation(params: AugmentationParams, _data: Table | null, key: Key): readonly Task[] {
  return Array.from({ length: params.seeds }, (_, r) => repeatTasks(params, r, key)).flat();
}

/** Parameters that the tasks of a repeat share. */
function repeatParams(params: AugmentationParams, repeat: number, key: Key): ArmParams {
  const { generator, learnsFrom, covariance, latent, coderHidden, coderRate, batch } = params;
  const { testFraction, labelled, samples, shift, noise } = params;
  return {
    ...{ generator, learnsFrom, covariance, latent, coderHidden, coderRate, batch },
    ...{ testFraction, labelled, samples, shift, noise, repeat },
    subset: [...foldIn(key, KEY.subset, repeat)],
    draw: [...foldIn(key, KEY.draw, repeat)],
  };
}

function repeatTasks(params: AugmentationParams, repeat: number, key: Key): readonly Task[] {
  const shared = repeatParams(params, repeat, key);
  const { hidden, learningRate, l2, controls, steps, generator, coderSteps = 1 } = params;
  const isVae = generator === "vae";
  const model: Task = {
    id: generatorTask(repeat),
    kind: isVae ? "coder" : "fit",
    key: foldIn(key, KEY.generator, repeat),
    steps: isVae ? coderSteps : 1,
    params: { ...shared },
  };
  // All nets of a repeat have one key: the same initial weights.
  const nets = armsOf(params).map(
    (arm): Task => ({
      id: netTask(arm, repeat),
      kind: "train",
      key: foldIn(key, KEY.train, repeat),
      steps,
      params: { ...shared, hidden, learningRate, l2, arm },
      ...(arm === "augmented" && { after: [model.id] }),
    }),
  );
  const evaluate: Task = {
    id: evaluateTask(repeat),
    kind: "evaluate",
    key: foldIn(key, KEY.evaluate, repeat),
    steps: nets.length,
    params: { ...shared, hidden, controls },
    after: [...nets.map(({ id }) => id), model.id],
  };
  const samples: Task = {
    id: "samples",
    kind: "samples",
    key: foldIn(key, KEY.samples),
    steps: 1,
    params: { ...shared },
    after: [model.id],
  };
  return [model, ...(repeat === 0 ? [samples] : []), ...nets, evaluate];
}

/** What is plain code takes as long as so many multiply-adds of kernels in SIMD; a normal number as long as more of them. */
const PLAIN = 8;
const DRAW = 100;

/** Multiply-adds by kind of task. */
export function workOf(params: AugmentationParams, data: Table | null): Readonly<Record<string, number>> {
  const { seeds, labelled, samples, steps, batch, hidden, generator, coderHidden = [], coderSteps = 1 } = params;
  const [rows, columns] = [data?.rows ?? 0, data?.columns ?? 0];
  const classes = data?.labels ? presentClasses(rowsOf(params, data)).length : 2;
  const arms = armsOf(params).length;
  const latent = params.latent ?? 1;
  const net = pairsOf([columns, ...hidden, classes]);
  const coder = 2 * pairsOf([columns, ...coderHidden, latent]);
  const added = samples * classes;
  const pool = rows * (1 - params.testFraction);
  const seen = params.learnsFrom === "labelled" || params.learnsFrom === undefined ? labelled * classes : pool;
  const smaller = Math.min(seen, columns);
  const drawn = generator === "vae" ? coder + DRAW * latent : DRAW * columns + PLAIN * columns * latent;
  const tested = rows * params.testFraction;
  return {
    [generator === "vae" ? "coder" : "fit"]:
      generator === "vae"
        ? seeds * 3 * coderSteps * batch * coder
        : seeds * (seen * columns * smaller + 12 * smaller ** 3 + PLAIN * seen * columns),
    train: seeds * (arms * steps * net * (3 * batch + Math.min(tested, 300) / 20) + added * (drawn + DRAW * columns)),
    evaluate: seeds * (arms * tested * net + added * (net + drawn)),
    samples: added * drawn + PLAIN * 200 * labelled * classes * columns,
  };
}

function pairsOf(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
}
