/** Bayesian networks in BIF, the Interchange Format for Bayesian Networks (0.15). */
import { netFrom, type ReadNet } from "../net.ts";
import { parseBif } from "./syntax.ts";

/** Throws an ExperimentError with line and column. `name`: of the file. */
export const readBif = (text: string, name: string): ReadNet => netFrom(parseBif({ name, text }));
