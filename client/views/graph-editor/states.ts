/** Keys among the states of a node: Enter goes in, arrow keys choose one, Enter presses it, Esc goes back to the node. */
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import type { Shape } from "./scene.ts";
import { chosen, type Session } from "./session.ts";

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 };

/** The selected node, where a press on one of its states means something. */
function pressable(session: Session): (Shape & { readonly part: string }) | undefined {
  const shape = chosen(session).at(-1);
  const isOne = shape && typeof shape.part === "string" && shape.states.length > 0 && session.props.current.onState;
  return isOne ? (shape as Shape & { readonly part: string }) : undefined;
}

/** Whether there are states to go into. */
export function enterStates(session: Session): boolean {
  const shape = pressable(session);
  if (shape) stand(session, shape, 0);
  return shape !== undefined;
}

/** Whether the key means something among the states. */
export function withinStates(session: Session, key: string, isSecond: boolean): boolean {
  const { state } = session;
  const [shape, at] = [pressable(session), state.peek()];
  if (!shape || at === null) return false;
  const count = shape.states.length;
  if (key === "Escape") {
    state.value = null;
    session.said.value = { text: "" };
  } else if (key === "Enter" || key === " ") pressState(session, at, isSecond);
  else if (steps[key]) stand(session, shape, (at + steps[key] + count) % count);
  else if (key === "Home" || key === "End") stand(session, shape, key === "Home" ? 0 : count - 1);
  else return false;
  return true;
}

function stand({ state, said }: Session, { states, label }: Shape, at: number): void {
  state.value = at;
  const values = { name: label, state: states[at], number: at + 1, count: states.length };
  said.value = { text: t(words.atState, values) };
}

/** As a press on the bar of that state. */
export function pressState(session: Session, state: number, isSecond: boolean): boolean {
  const shape = pressable(session);
  if (!shape || state >= shape.states.length) return false;
  // What follows from the press is told with the node.
  session.said.value = { text: "" };
  session.props.current.onState?.(shape.part, state, isSecond);
  return true;
}
