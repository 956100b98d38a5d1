import { t } from "../../../i18n/locale.ts";
import { words } from "./words.ts";
import "./measure-button.css";

interface MeasureButtonProps {
  /** What a press begins. */
  readonly label: string;
  readonly act: string;
  readonly isBusy: boolean;
  readonly disabled?: boolean;
  readonly title?: string | undefined;
  readonly primary?: boolean;
  start(): void;
  cancel(): void;
}

/** Begins a measurement, or ends it. It has room for both words: another press on the same place must hit it, whatever it says by then. */
export function MeasureButton(props: MeasureButtonProps) {
  const { label, act, isBusy, disabled, title, primary, start, cancel } = props;
  const [now, other] = isBusy ? [t(words.cancel), label] : [label, t(words.cancel)];
  return (
    <button
      type="button"
      class={primary ? "primary inference-measure" : "inference-measure"}
      data-act={act}
      data-room={other}
      disabled={disabled}
      title={title}
      onClick={isBusy ? cancel : start}
    >
      {now}
    </button>
  );
}
