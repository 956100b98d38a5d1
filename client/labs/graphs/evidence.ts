/** Evidence after a press on a state: it is seen from now on; one that was is seen no longer. */
export function pressed(
  evidence: Readonly<Record<string, string>>,
  node: string,
  state: string,
): Readonly<Record<string, string>> {
  const others = Object.entries(evidence).filter(([name]) => name !== node);
  const isSeen = Object.hasOwn(evidence, node) && evidence[node] === state;
  return Object.fromEntries(isSeen ? others : [...others, [node, state]]);
}
