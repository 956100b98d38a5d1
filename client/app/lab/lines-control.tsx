import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { CodeBox, wrongIn } from "../../views/code-box.tsx";

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
  // What comes from elsewhere, as of a preset, counts: what was typed before it would put the old text back.
  const given = useRef(text);
  useEffect(() => {
    if (given.current === text) return;
    given.current = text;
    typed.value = null;
  }, [text]);
  const shown = typed.value ?? text;
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
      lines={[3, 14]}
      wrong={typed.value === null ? wrongIn(shown, error) : undefined}
      isInvalid={error !== undefined}
      describedBy={error === undefined ? undefined : `${id}-error`}
      onType={(own) => {
        typed.value = own;
      }}
      onLeave={leave}
    />
  );
}
