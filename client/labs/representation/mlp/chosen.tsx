/** Which of several nets the views show: of a cross-validation, of an ensemble. A view of one net is given the tasks of that net alone. */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import {
  foldOf,
  nameOf,
  type Training,
  type Trainings,
  trainingsIn,
  trainingsOf,
} from "../../../../shared/labs/nets/trainings.ts";
import { NET_TASKS } from "../../../../shared/labs/representation/mlp/metrics.ts";
import { t } from "../../../i18n/locale.ts";
import { Select } from "../../parts/select.tsx";
import type { MlpProps } from "./state.ts";
import { words } from "./words.ts";

/** A net, or all members of a fold together. */
export interface Choice extends Training {
  readonly isEnsemble: boolean;
}

/** Place among the choices; shared by all views. */
export const chosen = signal(0);

/** Fold by fold: its nets, then their ensemble, where there are several. */
export function choicesOf({ fold, experiment }: Pick<MlpProps, "fold" | "experiment">): readonly Choice[] {
  const { folds, members } = trainingsIn(fold, experiment.params);
  return trainingsOf({ folds, members }).flatMap((net): readonly Choice[] => {
    const own = { ...net, isEnsemble: false };
    const isLast = members > 1 && net.member === members - 1;
    return isLast ? [own, { ...net, index: net.index - net.member, member: 0, isEnsemble: true }] : [own];
  });
}

export function nameOfChoice({ cvFold, member, isEnsemble }: Choice, { folds, members }: Trainings): string {
  const values = { fold: cvFold + 1, member: member + 1 };
  if (isEnsemble) return t(folds > 1 ? words.foldEnsemble : words.ensemble, values);
  if (members === 1) return t(words.foldNamed, values);
  return t(folds > 1 ? words.foldMember : words.memberNamed, values);
}

/** What a view of one net is given. What an ensemble says stands in the place of what its first net says; the net itself is that one. */
export function ofChoice(props: MlpProps, { index, cvFold, isEnsemble }: Choice): MlpProps {
  const { experiment } = props;
  const own = foldOf(props.fold, index, NET_TASKS);
  const ensemble = nameOf("ensemble", cvFold);
  const fold = isEnsemble
    ? { ...own, output: (task: string) => (task === "evaluate" ? props.fold.output(ensemble) : own.output(task)) }
    : own;
  const params = { ...experiment.params, cvFold };
  return { ...props, fold, experiment: { ...experiment, params }, net: index };
}

type MlpView = (props: MlpProps) => ComponentChildren;

/** A view of one net, and before it which one, where there are several. `ensembles`: it shows what an ensemble says, too. */
export function withChoice(Shown: MlpView, { ensembles = false } = {}): MlpView {
  return function Chosen(props: MlpProps) {
    const { params } = props.experiment;
    const all = choicesOf(props);
    if (all.length === 1) return <Shown {...props} />;
    const offered = all.filter(({ isEnsemble }) => ensembles || !isEnsemble);
    const choice = choiceAmong(offered, all);
    return (
      <>
        <div class="part-controls">
          <Select
            act="net"
            label={t(words.whichNet)}
            names={offered.map((one) => nameOfChoice(one, params))}
            value={offered.indexOf(choice)}
            onChoose={(at) => (chosen.value = all.indexOf(offered[at]))}
          />
        </div>
        <Shown {...ofChoice(props, choice)} />
      </>
    );
  };
}

/** What was chosen, if it is offered; otherwise the first net of its fold. */
export function choiceAmong(offered: readonly Choice[], all: readonly Choice[]): Choice {
  const wanted = all[Math.min(chosen.value, all.length - 1)];
  return offered.find((one) => one === wanted) ?? offered.find(({ cvFold }) => cvFold === wanted.cvFold) ?? offered[0];
}
