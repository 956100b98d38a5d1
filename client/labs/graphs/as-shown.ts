import type { Compiled } from "../../../shared/labs/graphs/compiled.ts";
import { namesIn } from "../../i18n/node-names.ts";

/** The same with the names that readers see, for what shows it and asks nothing by name. Its document keeps the names themselves. */
export function asShown(net: Compiled): Compiled {
  const { node, state } = namesIn(net.document);
  return { ...net, names: net.names.map(node), states: net.states.map((own) => own.map(state)) };
}
