/**
 * Which columns each coupling keeps and which it moves. Columns come in groups that lie together; couplings take these sides in turns. The two coordinates of
 * a point are a group each. Of a picture the four groups are the places within blocks of 2 × 2 pixels, so that a side is every other pixel (a checkerboard),
 * every other row, or every other column (masks of RealNVP, Dinh, Sohl-Dickstein & Bengio 2017, §3.4; there the last ones part channels).
 */
import type { PictureShape } from "../points/pictures.ts";

type Groups = readonly number[];

export interface Parting {
  /** Columns of each group. */
  readonly sizes: readonly number[];
  /** Coupling k keeps and moves the groups of entry k, counted round. */
  readonly turns: readonly { readonly kept: Groups; readonly moved: Groups }[];
}

const inTurns = (sides: readonly (readonly [Groups, Groups])[]): Parting["turns"] =>
  sides.flatMap(([a, b]) => [
    { kept: a, moved: b },
    { kept: b, moved: a },
  ]);

/** Of points of the plane. */
export const planar: Parting = { sizes: [1, 1], turns: inTurns([[[0], [1]]]) };

/** Of pictures of two pixels or more, and which of their numbers (row by row, channels last) stands in each column. */
export function partingOf({ width, height, channels }: PictureShape): Parting & { readonly order: Uint32Array } {
  const places: number[][] = [[], [], [], []];
  for (let at = 0; at < width * height * channels; at++) {
    const pixel = Math.floor(at / channels);
    places[2 * (Math.floor(pixel / width) % 2) + ((pixel % width) % 2)].push(at);
  }
  const there = [0, 1, 2, 3].filter((place) => places[place].length > 0);
  // Places that a picture of one row or column lacks are in no side.
  const groups = (side: Groups): Groups =>
    side.filter((place) => there.includes(place)).map((place) => there.indexOf(place));
  const sides = (
    [
      [
        [0, 3],
        [1, 2],
      ],
      [
        [0, 1],
        [2, 3],
      ],
      [
        [0, 2],
        [1, 3],
      ],
    ] as const
  )
    .map(([a, b]) => [groups(a), groups(b)] as const)
    .filter(([a, b]) => a.length > 0 && b.length > 0);
  return {
    sizes: there.map((place) => places[place].length),
    turns: inTurns(sides),
    order: Uint32Array.from(places.flat()),
  };
}

export const columnsOf = ({ sizes }: Parting, groups: Groups = sizes.map((_, g) => g)): number =>
  groups.reduce((sum, group) => sum + sizes[group], 0);
