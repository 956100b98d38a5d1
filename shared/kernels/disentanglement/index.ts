/** How far the codes of a representation are those of the factors that made the data, one each. */
export { type CodeByFactor, type Codes, codeColumn, type Factor } from "./codes.ts";
export { type Dci, dciOf, determination } from "./dci.ts";
export { type Mig, migOf } from "./mig.ts";
export { probe } from "./probe.ts";
export { type Sap, sapOf } from "./sap.ts";
