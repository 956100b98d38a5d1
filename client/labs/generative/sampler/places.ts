/** Where the same samples are to be had: the edge and a terminal. */
import { limits } from "../../../../shared/experiment/limits.ts";
import { type Asked, workOf } from "../../../../shared/gallery/asked.ts";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import type { Now } from "./state.ts";

/** Where both are told to write the samples. */
export const samplesFile = ({ id }: Pick<GalleryCard, "id">): string => `${id}.bin`;

/** As many of them as the edge computes at once: the first ones do not depend on how many there are. None where one alone takes more steps than it does. */
export function countAtEdge(card: GalleryCard, asked: Asked): number {
  const fits = Math.floor(limits.inference.multiplyAdds / workOf(card, { ...asked, n: 1 }));
  return Math.min(asked.n, fits);
}

/** Steps that the edge does at once for one of them. */
export function stepsAtEdge(card: GalleryCard, asked: Asked): number {
  let steps = card.steps?.most ?? 1;
  while (countAtEdge(card, { ...asked, n: 1, steps }) < 1) steps--;
  return steps;
}

/** The first samples alone. */
export function firstOf(samples: Samples, count: number): Samples {
  if (samples.kind === "texts") return { ...samples, count, texts: samples.texts.slice(0, count) };
  const cut = <T extends { readonly length: number; slice(from: number, to: number): T }>(values: T) =>
    values.slice(0, (values.length / samples.count) * count);
  return samples.kind === "pictures"
    ? { ...samples, count, levels: cut(samples.levels) }
    : { ...samples, count, values: cut(samples.values) };
}

/** The route of the edge, with what differs from the card. */
export function addressOf(model: string, asked: Asked): string {
  const { latent, ...plain } = asked;
  const query = new URLSearchParams({ model });
  for (const [name, value] of Object.entries(plain))
    if (value !== undefined && value !== "") query.set(name, String(value));
  if (latent && latent.length > 0) query.set("latent", latent.join(","));
  query.set("format", "bytes");
  return `/api/sample?${query}`;
}

/** What a terminal runs for these samples. */
export function commandOf({ params, seed, card }: Pick<Now, "params" | "seed" | "card">): string {
  const set = [
    `model=${card.id}`,
    `count=${params.count}`,
    `temperature=${params.temperature}`,
    ...(params.steps > 0 ? [`steps=${params.steps}`] : []),
    ...(card.latent !== undefined && params.latent !== "" ? [`latent=${params.latent}`] : []),
    ...(card.kind === "text" && params.prefix !== "" ? [`prefix=${params.prefix}`] : []),
  ];
  const settings = set.map((one) => `--set ${quoted(`params.${one}`)}`).join(" ");
  return `npm run -s lab -- run sampler --seed ${seed} ${settings} --samples ${samplesFile(card)}`;
}

/** A word of the shell. */
const quoted = (text: string) => (/^[\w.=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
