/** Targets whose full conditionals are known, by id; their place is the number that `ChainParams.conditionals` gives. */
export const CONDITIONAL_TARGETS = ["gaussian", "mixture", "gaussian-100", "eight-schools-centered"] as const;

/** Undefined for a target without known conditionals. */
export function conditionalsNumber(target: string): number | undefined {
  const number = (CONDITIONAL_TARGETS as readonly string[]).indexOf(target);
  return number < 0 ? undefined : number;
}
