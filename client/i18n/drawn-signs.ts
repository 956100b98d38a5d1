/** Signs that no font here draws, told late: most systems have a font for every sign, and what writes them otherwise (signs.ts) is not fetched there. */
import { signal } from "@preact/signals";

const write = signal<(text: string) => string>((text) => text);

/** The text in signs that can be read here. Read in a component, it follows what is found out. */
export const inDrawnSigns = (text: string): string => write.value(text);

/** Where one is missing the others of its kind are looked at too. */
const probes = ["→", "∇", "∈", "⟨", "‖", "∝", "⊙", "ᵀ", "ᵢ"];

/** Looks once whether a sign is as wide as one that no font has: then perhaps none has it. */
export async function lookForSigns(): Promise<void> {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return;
  pen.font = `20px ${getComputedStyle(document.body).fontFamily || "sans-serif"}`;
  const widthOf = (sign: string) => pen.measureText(sign).width;
  const missing = widthOf("\u0378");
  if (!probes.some((sign) => widthOf(sign) === missing || widthOf(sign) === 0)) return;
  const { inDrawnSigns: drawn } = await import("./signs.ts");
  write.value = (text) => drawn(text);
}
