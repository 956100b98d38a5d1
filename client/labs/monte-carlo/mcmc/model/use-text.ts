import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { McmcProps } from "../draws.ts";

/** Milliseconds without a key after which what was typed is in the form, and after which it is a step of its own to undo. */
const TAKEN = 300;
const STEP = 2000;

export interface OwnText {
  readonly text: string;
  type(text: string): void;
  /** Puts what was typed into the form at once. */
  leave(): void;
}

/** What is typed, and the form that follows a moment later: steps of undo are pauses. */
export function useText(given: string, { propose, draft }: Pick<McmcProps, "propose" | "draft">): OwnText {
  const typed = useSignal<string | null>(null);
  const timers = useRef({ take: 0, step: 0 });
  const take = () => {
    clearTimeout(timers.current.take);
    const text = typed.peek();
    if (text === null) return;
    propose({ model: text }, "params.model");
    typed.value = null;
  };
  const settle = () => {
    clearTimeout(timers.current.step);
    draft?.settle();
  };
  const latest = useRef({ take, settle });
  latest.current = { take, settle };
  useEffect(
    () => () => {
      latest.current.take();
      latest.current.settle();
    },
    [],
  );
  return {
    text: typed.value ?? given,
    type: (text) => {
      typed.value = text;
      clearTimeout(timers.current.take);
      clearTimeout(timers.current.step);
      timers.current.take = window.setTimeout(() => latest.current.take(), TAKEN);
      timers.current.step = window.setTimeout(() => latest.current.settle(), STEP);
    },
    leave: () => {
      if (typed.peek() === null) return;
      take();
      settle();
    },
  };
}
