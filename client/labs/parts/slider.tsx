import { useLongest } from "./longest.ts";
import "./parts.css";

interface SliderProps {
  readonly label: string;
  readonly min?: number;
  readonly max: number;
  readonly step?: number;
  readonly value: number;
  /** The value as it is said beside it; default: it is not. */
  readonly said?: string;
  /** Its name where lessons ask for it (`data-act`). */
  readonly act?: string;
  readonly disabled?: boolean;
  onMove(value: number): void;
}

/** A number on a slider among other controls. */
export function Slider({ label, min = 0, max, step = 1, value, said, act, disabled, onMove }: SliderProps) {
  const widest = useLongest(said ?? "");
  return (
    <label class="part-control" data-act={act}>
      {label}
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={said}
        onInput={(event) => onMove(event.currentTarget.valueAsNumber)}
      />
      {said !== undefined && (
        <span class="part-number" data-longest={widest}>
          {said}
        </span>
      )}
    </label>
  );
}
