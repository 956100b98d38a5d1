import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "vitest";

const file = new URL("../../golden/gallery.json", import.meta.url);

/** Compares with what is kept of this name; UPDATE_GOLDEN=1 keeps what is new, and what was asked to be forgotten by taking its line out. */
export function golden(name: string, hash: string): void {
  const kept = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  if (kept[name] === undefined && process.env.UPDATE_GOLDEN === "1") {
    const all = Object.entries({ ...kept, [name]: hash }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(file, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
    return;
  }
  expect(hash, `samples of ${name} (UPDATE_GOLDEN=1 keeps new ones)`).toBe(kept[name]);
}
