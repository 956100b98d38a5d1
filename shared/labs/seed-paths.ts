/** Whether what a path of a sweep names is a seed. */
export const isSeed = (path: string): boolean => path === "seed" || path === "data.seed";
