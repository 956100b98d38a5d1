/** Changes whenever the operations that some text becomes, or their bits, change: it is part of the engine of every result that used them. */
export const DENSITY_COMPILER = 1;
