/** Sends what waits to be published from this browser. */
import { showNote } from "../app/toasts.tsx";
import { deleteLink, publish } from "./api.ts";
import { type Carrier, sendWaiting } from "./outbox.ts";
import { words } from "./outbox-words.ts";
import { storeLink } from "./stored-links.ts";

const carrier: Carrier = {
  publish: (body, key) => publish(body, key),
  keep: ({ title, lab }, { id, deleteToken }) => storeLink({ id, title, lab, at: Date.now(), deleteToken }),
  withdraw: ({ id, deleteToken }) => deleteLink(id, deleteToken),
  told: ({ title }) => showNote(words.published, { title }),
};

export const sendNow = (): Promise<void> => sendWaiting(carrier, { again: true });

let isStarted = false;

/** Sends what waits now and whenever the network comes back. */
export function startSending(): void {
  void sendWaiting(carrier);
  if (isStarted) return;
  isStarted = true;
  addEventListener("online", () => void sendWaiting(carrier));
}
