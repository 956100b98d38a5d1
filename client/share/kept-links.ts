/** Links that were published from this browser, with the tokens that delete them. They are kept here and nowhere else. */
import { signal } from "@preact/signals";
import { load, modify } from "../run/storage.ts";

export interface KeptLink {
  readonly id: string;
  readonly title: string;
  readonly lab: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly deleteToken: string;
}

const key = "links";

/** Newest first; null until they were read. */
export const keptLinks = signal<readonly KeptLink[] | null>(null);

export async function loadLinks(): Promise<void> {
  keptLinks.value = (await load<readonly KeptLink[]>(key)) ?? [];
}

export async function keepLink(link: KeptLink): Promise<void> {
  await modify<readonly KeptLink[]>(key, (old = []) => [link, ...old.filter(({ id }) => id !== link.id)]);
  await loadLinks();
}

export async function forgetLink(id: string): Promise<void> {
  await modify<readonly KeptLink[]>(key, (old = []) => old.filter((link) => link.id !== id));
  await loadLinks();
}
