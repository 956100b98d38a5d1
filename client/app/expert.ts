/**
 * The expert switch. It is remembered, and it is part of the address, so that a link opens as it was sent. It says what is shown and nothing
 * about the experiment: no digest depends on it.
 */
import { signal } from "@preact/signals";
import { recall, remember } from "../i18n/preference.ts";

const name = "expert";
const isChosen = () => recall(name) === "yes";

export const expert = signal(isChosen());

/** A page of a lab is opened: what its address says, or else what the reader chose last. Addresses older than the switch say nothing. */
export function openExpert(search: string): void {
  expert.value = isExpert(search) || isChosen();
}

export function chooseExpert(on: boolean): void {
  remember(name, on ? "yes" : "no");
  expert.value = on;
}

export function isExpert(search: string): boolean {
  return new URLSearchParams(search).get(name) === "1";
}

/** The address ("/lab/rbm#v1.…", or with its origin) with the switch on or off. */
export function withExpert(address: string, on: boolean): string {
  const [, path, search = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(address) ?? [];
  const asked = new URLSearchParams(search);
  if (on) asked.set(name, "1");
  else asked.delete(name);
  return `${path}${asked.size > 0 ? `?${asked}` : ""}${hash}`;
}

/** Writes the switch into the address of the page, without an entry in the browser's history. */
export function showInAddress(on: boolean): void {
  const { pathname, search, hash } = location;
  const address = withExpert(pathname + search + hash, on);
  if (isExpert(search) !== on) history.replaceState(history.state, "", address);
}
