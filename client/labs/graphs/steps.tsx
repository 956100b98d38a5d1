import { t } from "../../i18n/locale.ts";
import { Slider } from "../parts/slider.tsx";
import { words } from "./words.ts";
import "../parts/parts.css";

interface StepsProps {
  /** What one goes through. */
  readonly label: string;
  /** From 0. */
  readonly at: number;
  readonly count: number;
  /** Its name where lessons ask for it (`data-act`). */
  readonly act: string;
  onMove(at: number): void;
}

/** Goes through steps: back, on, or by a slider. */
export function Steps({ label, at, count, act, onMove }: StepsProps) {
  return (
    <div class="part-controls" data-act={act}>
      <button type="button" class="small" disabled={at === 0} onClick={() => onMove(at - 1)}>
        {t(words.before)}
      </button>
      <button type="button" class="small" disabled={at >= count - 1} onClick={() => onMove(at + 1)}>
        {t(words.after)}
      </button>
      <Slider
        label={label}
        max={Math.max(0, count - 1)}
        value={at}
        said={t(words.stepOf, { step: at + 1, steps: count })}
        onMove={onMove}
      />
    </div>
  );
}
