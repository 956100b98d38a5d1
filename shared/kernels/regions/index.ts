export { arrangementCells, leastOfMost, mostRegions } from "./bounds.ts";
export { middleOf, type Region, regionsOf } from "./count.ts";
export { foldingNet } from "./folding.ts";
export { hiddenOf, outputAt, patternAt, patternsOnGrid, type ReluLayer, type ReluNet } from "./net.ts";
export { randomNet } from "./random.ts";
