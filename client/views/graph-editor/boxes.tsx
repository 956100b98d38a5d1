import { useId } from "preact/hooks";
import { Icon, type IconName } from "../icon.tsx";
import { useTyped } from "../typed.ts";

interface NameBoxProps {
  readonly label: string;
  readonly value: string;
  readonly isFixed?: boolean;
  /** The label is heard only. */
  readonly isBare?: boolean;
  onSet(text: string): void;
}

export function NameBox({ label, value, isFixed = false, isBare = false, onSet }: NameBoxProps) {
  const id = useId();
  const { box } = useTyped(value, false, (text) => {
    if (text !== value) onSet(text);
  });
  return (
    <span class="graph-name row">
      <label for={id} class={isBare ? "visually-hidden" : undefined}>
        {label}
      </label>
      <input type="text" id={id} autocomplete="off" readOnly={isFixed} {...box} />
    </span>
  );
}

interface SmallProps {
  readonly icon: IconName;
  readonly label: string;
  readonly isOff?: boolean;
  act(): void;
}

export function Small({ icon, label, isOff = false, act }: SmallProps) {
  return (
    <button type="button" class="quiet icon" title={label} disabled={isOff} onClick={act}>
      <Icon name={icon} />
      <span class="visually-hidden">{label}</span>
    </button>
  );
}
