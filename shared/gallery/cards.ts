import type { GalleryCard } from "./card.ts";
import { descriptions } from "./descriptions.ts";
import { facts } from "./facts.ts";

/** All that there is to know of the models without their weights. */
export const cards: readonly GalleryCard[] = descriptions.map((one) => ({ ...one, ...facts[one.id] }));
