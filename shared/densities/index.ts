export {
  densityOf,
  densityStages,
  type IntegrandOptions,
  integrandOf,
  type Variable,
  type VectorVariable,
  variablesOf,
} from "./density.ts";
export { DensityError } from "./error.ts";
export { type Interpreted, interpret } from "./interpret.ts";
export { LIMITS } from "./limits.ts";
export type { Binary, Data, Id, Operation, Program, Unary } from "./program.ts";
export type { Column, DensityTable } from "./table.ts";
export { DENSITY_COMPILER } from "./version.ts";
