import type { Signal } from "@preact/signals";
import "./parts.css";

interface CheckProps {
  readonly label: string;
  readonly on: Signal<boolean>;
  /** Its name where lessons ask for it (`data-act`). */
  readonly act?: string;
}

/** Something that is so or is not. */
export function Check({ label, on, act }: CheckProps) {
  return (
    <label class="part-control" data-act={act}>
      <input type="checkbox" checked={on.value} onChange={(event) => (on.value = event.currentTarget.checked)} />
      {label}
    </label>
  );
}
