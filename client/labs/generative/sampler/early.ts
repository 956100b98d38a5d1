/** What the page begins before its views are there. */
import { cards } from "../../../../shared/gallery/cards.ts";
import { askedBy, FIRST_SEED, paramsOf } from "../../../../shared/labs/generative/sampler/asked.ts";
import { askEarly } from "./drawing.ts";

/** Asks for the samples of the preset that the address names while the page is still being put together; calls `writes` where they are texts. */
export function startEarly(writes: () => void): void {
  // Where there is no page there is no address either.
  const { pathname = "", search = "", hash = "" } = globalThis.location ?? {};
  // A link says by itself what it asks for, which is read later.
  if (typeof Worker === "undefined" || !/^\/lab\/sampler\/?$/.test(pathname) || /^#v\d/.test(hash)) return;
  const preset = new URLSearchParams(search).get("preset");
  const card = cards.find(({ id }) => id === preset) ?? cards[0];
  if (card.kind === "text") writes();
  askEarly({ kind: "samples", model: card.id, asked: askedBy(paramsOf(card), FIRST_SEED) });
}
