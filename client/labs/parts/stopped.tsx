import { type ComponentChildren, type FunctionComponent, h } from "preact";
import type { Params } from "../../../shared/experiment/fields.ts";
import type { Fold } from "../../../shared/labs/fold.ts";
import { stoppedOf } from "../../../shared/labs/stopped.ts";
import { locale, t } from "../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../i18n/numbers.ts";
import type { ViewProps } from "../view.ts";
import { words } from "./words.ts";
import "./parts.css";

interface StoppedProps {
  readonly fold: Fold;
  /** The task that trains. */
  readonly task?: string;
  /** Learning rate of the run, and the name of its parameter. */
  readonly rate: number;
  readonly field?: string;
  /** Proposes parameters: of `ViewProps`. */
  propose(params: Params): void;
}

/** A view of a net in training, under what `Stopped` says of it. */
export function underStopped<Props extends ViewProps<{ readonly learningRate: number }>>(
  View: (props: Props) => ComponentChildren,
) {
  return function UnderStopped(props: Props) {
    const { fold, experiment, propose } = props;
    return (
      <>
        <Stopped fold={fold} rate={experiment.params.learningRate} propose={propose} />
        {h(View as FunctionComponent<Props>, props)}
      </>
    );
  };
}

/** Says that training ended before its last step, why, and what helps; nothing where it did not. */
export function Stopped({ fold, task = "train", rate, field = "learningRate", propose }: StoppedProps) {
  const stopped = stoppedOf(fold.output(task));
  if (!stopped) return null;
  const step = formatInteger(stopped.step + 1, locale.value);
  if (stopped.why === "patience") return <p class="part-caption">{t(words.stoppedPatience, { step })}</p>;
  if (stopped.why === "target") return <p class="part-caption">{t(words.stoppedTarget, { step })}</p>;
  const lower = rate / 10;
  const told = (value: number) => formatNumber(value, locale.value, 2);
  return (
    <p class="part-warning" role="status">
      {t(words.diverged, { step, rate: told(rate) })}{" "}
      <button type="button" onClick={() => propose({ [field]: lower })}>
        {t(words.lowerRate, { rate: told(lower) })}
      </button>
    </p>
  );
}
