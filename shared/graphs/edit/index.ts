/** Edits of graphs: a valid document and what is to become of it in, a valid document out; or an ExperimentError that says why not. */
export { connect, disconnect, orderParents, reverse, setScope } from "./arcs.ts";
export { copied, pasted } from "./copy.ts";
export { addFactor, addPlate, removeFactors, removePlate, renameFactor, setOperation, setPlate } from "./factors.ts";
export { functionTable, setFunction } from "./functions.ts";
export { addNode, type NewNode, newGraph, removeNodes, renameNode } from "./nodes.ts";
export {
  normalise,
  scopeOf,
  setCells,
  setRow,
  setTable,
  type TableScope,
  tableOf,
  unfitNumber,
  uniform,
  widthOf,
} from "./numbers.ts";
export type { Part } from "./parts.ts";
export { addState, moveState, type NextState, removeState, renameState, setStates } from "./states.ts";
