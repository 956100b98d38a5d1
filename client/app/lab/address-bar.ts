/** The browser's address bar as a desk writes it: with the expert switch as it is now. */
import { browserClock } from "../../compute/browser/clock.ts";
import type { Session } from "../../run/session.ts";
import { noteVisit } from "../../run/visits.ts";
import { expert, showInAddress, withExpert } from "../expert.ts";
import { type AddressBar, type AddressOptions, DeskAddress } from "./address.ts";
import { deskOf } from "./desk.ts";
import { entryOf } from "./desk-entry.ts";
import { showRecorded } from "./recorded.ts";

const bar = (lab: string): AddressBar => ({
  address: () => withExpert(location.pathname + location.search + location.hash, false),
  state: () => history.state,
  write(address, state, how) {
    const full = withExpert(address, expert.peek());
    noteAddress(lab, address);
    if (how === "push") history.pushState(state, "", full);
    else history.replaceState(state, "", full);
  },
  go: (by) => history.go(by),
  length: (address) => withExpert(location.origin + address, expert.peek()).length,
});

/** Milliseconds: addresses are written several times a second while a control is dragged. */
const noteAfter = 400;
let noting: ReturnType<typeof setTimeout> | undefined;

/** What the home page offers to go on with: the last address of the desk. */
export function noteAddress(lab: string, address: string): void {
  clearTimeout(noting);
  noting = setTimeout(() => void noteVisit({ lab, address, at: Date.now() }), noteAfter);
}

/** From now on the address says what the form of the session says. */
export function followAddress(session: Session, open: AddressOptions["open"]): DeskAddress {
  const { envelope, tooLong, wasTooLong } = deskOf(session);
  wasTooLong.value = entryOf(history.state)?.isBeyond === true;
  return new DeskAddress({ session, envelope, tooLong, bar: bar(session.lab.id), clock: browserClock, open });
}

/** A step through the browser's history, if it stays on the desk. The switch stays as it is. */
export function takeStep(address: DeskAddress, session: Session, state: unknown): boolean {
  if (!address.take(state)) return false;
  showInAddress(expert.peek());
  // The picture of a prepared experiment follows the form, as when it is chosen; what was run here stays.
  if (session.shown.peek()?.source === "recorded") void showRecorded(session);
  return true;
}
