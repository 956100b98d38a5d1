import type { Net } from "../../../../shared/labs/graphs/messages/net.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "./words.ts";

/** Of each node and state what is believed and, where it is known, the probability. */
export function beliefColumns(
  { compiled: { names, states } }: Net,
  believed: readonly Float64Array[] | undefined,
  right?: readonly Float64Array[],
) {
  return [
    { name: t(words.node), values: names.flatMap((name, v) => states[v].map(() => name)) },
    { name: t(words.state), values: states.flat() },
    ...(believed ? [{ name: t(words.belief), values: believed.flatMap((own) => [...own]) }] : []),
    ...(right ? [{ name: t(words.exact), values: right.flatMap((own) => [...own]) }] : []),
  ];
}
