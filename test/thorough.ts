/** Whether all is tried that a test can try (CONFORMANCE=full), and not what stands for it. */
export const thorough = import.meta.env.VITE_CONFORMANCE === "full";

/** Of many that go the same way those that stand for all, by their places in the list; all of them where all is tried. */
export const some = <T>(all: readonly T[], ...places: readonly number[]): readonly T[] =>
  thorough ? all : places.map((place) => all.at(place) as T);
