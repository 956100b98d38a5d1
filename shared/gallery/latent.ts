/** Numbers of a code as a text: as addresses, links and the terminal have them. */
import { ExperimentError } from "../experiment/errors.ts";
import type { Latent } from "./asked.ts";

/** Numbers between commas; nothing between two of them is a number that is drawn. Throws an ExperimentError at `path` for what is no number. */
export function readLatent(text: string, path = "latent"): Latent {
  if (text.trim() === "") return [];
  return text.split(",").map((part) => {
    const one = part.trim();
    if (one === "") return null;
    if (/^-?\d{1,9}(\.\d{1,16})?$/.test(one)) return Number(one);
    const value = one.slice(0, 40);
    const message = `${path}: ${value} (must be numbers between commas, such as 0.5,-1,,2; nothing stands for one that is drawn)`;
    throw new ExperimentError(path, "not-numbers", message, { value });
  });
}

/** Decimals of a number that is written: more than a slider tells apart. */
const DECIMALS = 3;

/** What `readLatent` reads as these numbers, rounded; those that are drawn at the end are left out. */
export function writeLatent(latent: Latent): string {
  const texts = latent.map((value) => (value === null ? "" : String(Number(value.toFixed(DECIMALS)))));
  return texts.join(",").replace(/,+$/, "");
}
