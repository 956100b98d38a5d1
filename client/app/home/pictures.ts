import { signal } from "@preact/signals";
import type { Card } from "../../../shared/labs/card.ts";
import type { Family } from "../../../shared/labs/lab.ts";
import type { Cards } from "../../labs/recorded.ts";

const urls = import.meta.glob<string>("../../labs/*/cards.json", { query: "?url", import: "default", eager: true });
const pictures = signal<Cards>({});
const asked = new Set<Family>();

/** The picture of a lab's card, once those of its family are here. */
export function pictureOf(lab: string): Card | undefined {
  return pictures.value[lab];
}

/** Fetches the pictures of a family, once. They come after the words: they are data, and the page should not wait for them. */
export async function loadPictures(family: Family): Promise<void> {
  const url = urls[`../../labs/${family}/cards.json`];
  if (url === undefined || asked.has(family)) return;
  asked.add(family);
  try {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`pictures of ${family} could not be loaded: HTTP ${answer.status}`);
    const found = (await answer.json()) as Cards;
    pictures.value = { ...pictures.peek(), ...found };
  } catch {
    // A card is whole without its picture; it is asked for again when the family is next scrolled to.
    asked.delete(family);
  }
}
