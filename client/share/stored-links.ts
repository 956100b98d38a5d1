/** Links that were published from this browser, with the tokens that delete them. They are kept here and nowhere else. */
import { signal } from "@preact/signals";
import { load, modify } from "../run/storage.ts";

export interface StoredLink {
  readonly id: string;
  readonly title: string;
  readonly lab: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly deleteToken: string;
}

const key = "links";

/** Newest first; null until they were read. */
export const storedLinks = signal<readonly StoredLink[] | null>(null);

export async function loadLinks(): Promise<void> {
  storedLinks.value = (await load<readonly StoredLink[]>(key)) ?? [];
}

export async function storeLink(link: StoredLink): Promise<void> {
  await modify<readonly StoredLink[]>(key, (old = []) => [link, ...old.filter(({ id }) => id !== link.id)]);
  await loadLinks();
}

export async function removeLink(id: string): Promise<void> {
  await modify<readonly StoredLink[]>(key, (old = []) => old.filter((link) => link.id !== id));
  await loadLinks();
}
