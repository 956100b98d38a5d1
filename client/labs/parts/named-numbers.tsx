import { t } from "../../i18n/locale.ts";
import { NumberBox } from "../../views/number-box.tsx";
import { words } from "./graph-words.ts";
import "./parts.css";
import "./named-numbers.css";

/** Numbers that have a box; the others are counted. */
const BOXES = 16;
const LARGEST = 1000;

interface NamedNumbersProps {
  /** What they are, for those who do not see them. */
  readonly legend: string;
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, number>>;
  /** Its name where lessons ask for it (`data-act`). */
  readonly act?: string;
  onSet(name: string, value: number): void;
}

/** A box for each of several numbers, such as the variables of an expression. */
export function NamedNumbers({ legend, names, values, act, onSet }: NamedNumbersProps) {
  const boxes = names.slice(0, BOXES);
  return (
    <fieldset class="part-controls named-numbers" data-act={act}>
      <legend class="visually-hidden">{legend}</legend>
      {boxes.map((name) => (
        <label key={name} class="part-control">
          {name}
          <NumberBox
            value={values[name]}
            min={-LARGEST}
            max={LARGEST}
            step={0.5}
            onSet={(value) => {
              if (typeof value === "number") onSet(name, Math.min(LARGEST, Math.max(-LARGEST, value)));
            }}
          />
        </label>
      ))}
      {names.length > boxes.length && (
        <span class="part-caption">{t(words.moreNumbers, { count: names.length - boxes.length })}</span>
      )}
    </fieldset>
  );
}
