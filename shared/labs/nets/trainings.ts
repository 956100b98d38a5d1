/**
 * A run that trains several nets: one for each fold of a cross-validation, one for each member of an ensemble, or one for each member in each fold. The first
 * net's tasks have the names that they have in a run of one net, those of the others a number behind.
 */
import type { Fields } from "../../experiment/fields.ts";
import { foldIn } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import type { Fold } from "../fold.ts";
import { known } from "../metrics.ts";
import { spreadOf } from "../sweep-best.ts";
import type { Task } from "../task.ts";

export const trainingsFields = {
  folds: {
    kind: "integer",
    label: { es: "Particiones (validación cruzada)", en: "Folds (cross-validation)" },
    help: {
      es: "Con k particiones se entrenan k redes, y cada una se prueba con otra k-ésima parte de las filas (de cada clase por igual), en lugar de la parte de arriba. Los números son la media de las k; su desviación típica dice cuánto depende el resultado de qué filas se apartaron. 1: ninguna.",
      en: "With k folds, k nets are trained, each tested on another k-th part of the rows (of each class alike), in place of the fraction above. The numbers are the mean of the k; their standard deviation says how much the result depends on which rows were held out. 1: none.",
    },
    min: 1,
    max: 20,
    default: 1,
    advanced: true,
    omitDefault: true,
  },
  members: {
    kind: "integer",
    label: { es: "Redes del conjunto (ensemble)", en: "Ensemble members" },
    help: {
      es: "Redes que se entrenan con los mismos datos, cada una con otro azar (pesos iniciales, orden de las muestras, dropout); el conjunto promedia sus predicciones. 1: una red sola.",
      en: "Nets trained on the same data, each with its own randomness (initial weights, order of the samples, dropout); the ensemble averages their predictions. 1: one net alone.",
    },
    min: 1,
    max: 20,
    default: 1,
    advanced: true,
    omitDefault: true,
  },
} as const satisfies Fields;

export interface Trainings {
  readonly folds: number;
  readonly members: number;
}

/** One of the nets of a run. `index`: its place among all, fold by fold. */
export interface Training {
  readonly index: number;
  readonly cvFold: number;
  readonly member: number;
}

export function trainingsOf({ folds, members }: Trainings): readonly Training[] {
  return Array.from({ length: folds * members }, (_, index) => ({
    index,
    cvFold: Math.floor(index / members),
    member: index % members,
  }));
}

/** How many nets a run has: a model that is run and not trained is one, whatever the parameters say. */
export function trainingsIn({ tasks }: Pick<Fold, "tasks">, { folds, members }: Trainings): Trainings {
  return tasks.some(({ kind }) => kind === "foreign") ? { folds: 1, members: 1 } : { folds, members };
}

/** What a task of a net is called: "train", "train.1", … */
export const nameOf = (task: string, index: number) => (index === 0 ? task : `${task}.${index}`);

/** The key of a net: of the first one that which a run of one net has; it does not depend on how many nets there are. */
function keyOf(first: Key, { cvFold, member }: Training): Key {
  // The last number sets it apart from the streams of the first net, which are folded into the same key.
  return cvFold === 0 && member === 0 ? first : foldIn(first, cvFold, member, 1);
}

/** The task of a run of one net as one of several: its name and its key, and the tasks that it waits for. */
export function ofTraining(task: Task, net: Training): Task {
  const after = task.after?.map((id) => nameOf(id, net.index));
  return { ...task, id: nameOf(task.id, net.index), key: keyOf(task.key, net), ...(after && { after }) };
}

/** The tasks of one net alone, under the names that they have in a run of one net. `kinds`: those names. */
export function foldOf(fold: Fold, index: number, kinds: readonly string[]): Fold {
  const own = (task: string) => (kinds.includes(task) ? nameOf(task, index) : task);
  const tasks = fold.tasks.flatMap((task) => {
    const name = kinds.find((kind) => nameOf(kind, index) === task.id);
    return name === undefined ? [] : [{ ...task, id: name }];
  });
  return {
    tasks,
    done: (task) => fold.done(own(task)),
    records: (task, name) => fold.records(own(task), name),
    recordNames: (task) => fold.recordNames(own(task)),
    snapshot: (task) => fold.snapshot(own(task)),
    output: (task) => fold.output(own(task)),
    checkpoint: (task) => fold.checkpoint(own(task)),
    get finished() {
      return tasks.every(({ id }) => fold.output(own(id)) !== undefined);
    },
  };
}

type Metrics = Readonly<Record<string, number>>;

/** The same metrics of several nets as their mean. Of a finished run only what all of them have; before, of those that have it already. */
export function meansOf(all: readonly Metrics[], finished: boolean): Metrics {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))];
  return known(
    Object.fromEntries(
      names.map((name) => {
        const spread = spreadOf(all, name);
        return [name, finished && spread?.count !== all.length ? undefined : spread?.mean];
      }),
    ),
  );
}

/** "sd.<metric>": their standard deviation (n − 1), of those that all have. */
export function deviationsOf(all: readonly Metrics[]): Metrics {
  const names = [...new Set(all.flatMap((one) => Object.keys(one)))];
  return known(
    Object.fromEntries(
      names.map((name) => {
        const spread = spreadOf(all, name);
        return [`sd.${name}`, spread?.count === all.length ? spread.deviation : undefined];
      }),
    ),
  );
}
