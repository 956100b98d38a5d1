import { ENUMERABLE } from "../../../kernels/rbm/machine.ts";

/** Units of the side whose states are summed over: the smaller one, of Gaussian visible units the hidden one. */
export function smallerSide(visible: number, hidden: number, gaussian: boolean): number {
  return gaussian ? hidden : Math.min(visible, hidden);
}

export function enumerable(visible: number, hidden: number, gaussian: boolean): boolean {
  return smallerSide(visible, hidden, gaussian) <= ENUMERABLE;
}

/** Rows of the enumeration, none where there are too many states; must agree with the kernels, which take 2^10 states per row. */
export function enumerationRows(visible: number, hidden: number, gaussian: boolean): number {
  return enumerable(visible, hidden, gaussian) ? 2 ** Math.max(0, smallerSide(visible, hidden, gaussian) - 10) : 0;
}
