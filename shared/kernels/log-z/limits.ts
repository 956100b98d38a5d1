/** Models up to these sizes are known exactly. */

/** Units that the smaller side of a machine may have for all its states to be counted. */
export const COUNTED_UNITS = 16;
/** Columns of a grid: of the vectors of a row, and of those with an energy beside. */
export const MAX_COLUMNS = 16;
export const MAX_COUNTED = 10;
