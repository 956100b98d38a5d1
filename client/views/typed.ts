import { useSignal } from "@preact/signals";
import type { TargetedEvent } from "preact";

type InputEvent = TargetedEvent<HTMLInputElement>;

/**
 * The text of a box. What is being typed stands whatever the page draws meanwhile, and what was refused stays until it is mended; else it is `shown`.
 * `commit` gets what was typed once it is done.
 */
export function useTyped(shown: string, isRefused: boolean, commit: (text: string) => void) {
  const editing = useSignal<string | null>(null);
  const typed = useSignal<string | null>(null);
  return {
    box: {
      value: editing.value ?? (isRefused && typed.value !== null ? typed.value : shown),
      onInput: (event: InputEvent) => {
        editing.value = event.currentTarget.value;
      },
      onBlur: () => {
        editing.value = null;
      },
      onChange: (event: InputEvent) => {
        typed.value = event.currentTarget.value;
        commit(event.currentTarget.value);
        editing.value = null;
      },
    },
    /** The value came otherwise. */
    forget: () => {
      editing.value = null;
      typed.value = null;
    },
  };
}
