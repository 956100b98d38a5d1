import { useSignal } from "@preact/signals";
import { CodeBox, placeAt, wordAt } from "../../views/code-box.tsx";

export interface LinesControlProps {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly error: unknown;
  onSet(value: unknown, gesture?: string): void;
  onSettle(): void;
}

/** A text of many lines. It counts once the box is left; what an error says of a line is underlined there. */
export function LinesControl({ id, path, text, error, onSet, onSettle }: LinesControlProps) {
  const typed = useSignal<string | null>(null);
  const shown = typed.value ?? text;
  const place = typed.value === null ? placeOf(error) : undefined;
  const leave = (own: string) => {
    typed.value = null;
    if (own === text) return;
    onSet(own, path);
    onSettle();
  };
  return (
    <CodeBox
      id={id}
      value={shown}
      lines={[6, 14]}
      wrong={place && wordAt(shown, placeAt(shown, place.line, place.column))}
      isInvalid={error !== undefined}
      describedBy={error === undefined ? undefined : `${id}-error`}
      onType={(own) => {
        typed.value = own;
      }}
      onLeave={leave}
    />
  );
}

/** Line and character, both from 1, where an error names them. */
function placeOf(error: unknown): { readonly line: number; readonly column: number } | undefined {
  const { line, column } = (error as { readonly values?: Readonly<Record<string, unknown>> } | undefined)?.values ?? {};
  return typeof line === "number" && typeof column === "number" ? { line, column } : undefined;
}
