import { array } from "../../../../arrays.ts";
import type { Fold } from "../../../fold.ts";
import type { CardPicture } from "../../../picture.ts";
import type { ChainParams } from "./chain.ts";
import { unpackSpins } from "./lattice.ts";
import { statesOf } from "./model.ts";
import { QUANTITIES } from "./quantities.ts";

/** Sites on a side of the cut-out: small enough for a card, large enough for islands. */
const CROP = 48;

interface Chain extends Pick<ChainParams, "side" | "temperature" | "model" | "states"> {
  readonly id: string;
}

/** Of a scan, |m| over temperature, a line for each side; otherwise a corner of the largest lattice. Nothing of a run without lattices. */
export function cardOfSample(fold: Fold): CardPicture | undefined {
  const chains = fold.tasks.flatMap(({ id, kind, params }) =>
    kind === "chain" ? [{ id, ...(params as unknown as ChainParams) }] : [],
  );
  if (chains.length === 0 || !chains.every(({ id }) => fold.output(id))) return undefined;
  const sides = [...new Set(chains.map(({ side }) => side))];
  return chains.length > sides.length
    ? { kind: "lines", lines: sides.map((side) => magnetisations(fold, chains, side)) }
    : corner(
        fold,
        chains.reduce((a, b) => (b.side > a.side ? b : a)),
      );
}

const magnetisations = (fold: Fold, chains: readonly Chain[], of: number): readonly number[] =>
  chains
    .filter(({ side }) => side === of)
    .map(({ id }) => Number(fold.output(id)?.estimates.values[2 * QUANTITIES.indexOf("magnetisation")]));

function corner(fold: Fold, { id, side, ...physics }: Chain): CardPicture | undefined {
  const packed = fold.output(id)?.spins;
  if (packed === undefined) return undefined;
  const states = statesOf(physics);
  const spins = unpackSpins(packed, states);
  const width = Math.min(CROP, side);
  // Zero is in the middle of the scale.
  const shade = (i: number) => spins[Math.floor(i / width) * side + (i % width)] / (states - 1) - 0.5;
  return {
    kind: "images",
    rows: array(
      Float32Array.from({ length: width * width }, (_, i) => shade(i)),
      [1, width * width],
    ),
    width,
    height: width,
  };
}
