import type { LoadNets } from "../../i18n/node-names.ts";

/** Words of the built-in nets of both labs. */
export const nets: LoadNets = async () => (await import("./net-words.ts")).netWords;
