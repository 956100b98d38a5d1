import { barsAndStripes } from "./bars-and-stripes.ts";
import { digits } from "./digits.ts";
import type { Generator } from "./generator.ts";
import { plantedFactors } from "./planted-factors.ts";
import { regressionTable } from "./regression-table.ts";

/** Every built-in source of data; generators are small, so they are imported statically. */
export const generators: readonly Generator[] = [barsAndStripes, digits, plantedFactors, regressionTable];
