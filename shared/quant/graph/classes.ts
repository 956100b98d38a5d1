/** Most classes that a graph names, and most letters of a name (UTF-16). */
export const MOST_CLASSES = 256;
export const LONGEST_CLASS = 80;
