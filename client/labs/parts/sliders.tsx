import { locale } from "../../i18n/locale.ts";
import { formatNumber, formatSignificant } from "../../i18n/numbers.ts";
import "./parts.css";

interface SlidersProps {
  readonly name: (index: number) => string;
  readonly values: readonly number[];
  /** Ends of each slider; there are as many sliders as these. */
  readonly ranges: readonly (readonly [low: number, high: number])[];
  /** What a double click sets; default: nothing. */
  readonly centre?: number;
  onMove(index: number, value: number): void;
}

/** Numbers of a code, each with a slider. */
export function Sliders({ name, values, ranges, centre, onMove }: SlidersProps) {
  return (
    <div class="part-sliders" data-act="sliders">
      {ranges.map(([low, high], i) => (
        <label key={i}>
          <span>{name(i)}</span>
          <input
            type="range"
            min={low}
            max={high}
            step={(high - low) / 200}
            value={values[i]}
            onInput={(event) => onMove(i, event.currentTarget.valueAsNumber)}
            onDblClick={() => centre !== undefined && onMove(i, centre)}
          />
          <span class="part-number">{said(values[i])}</span>
        </label>
      ))}
    </div>
  );
}

/** Small numbers with digits that tell them apart. */
const said = (value: number) =>
  value !== 0 && Math.abs(value) < 0.1 ? formatSignificant(value, locale.value) : formatNumber(value, locale.value, 3);
