/** Draws of a step of the task "draws". */
export const BATCH = 100;
