import { foldIn, integer, uniform } from "../../random/index.ts";
import type { Key } from "../../random/key.ts";
import { defineGenerator } from "./generator.ts";
import { tableOfTexts } from "./texts.ts";

/** What a chain ends with. */
const ENDS = ["C", "C", "CC", "O", "N", "F", "Cl", "Br", "C#N", "C(=O)O", "C(=O)N", "OC", "N(C)C", "C=C", "S"] as const;
/** What stands within a chain, between two carbons. */
const LINKS = ["C", "CC", "CC", "CCC", "C=C", "C(=O)", "C(=O)N", "C(=O)O", "COC", "CNC", "CSC"] as const;
/** What hangs from an atom of a chain or a ring. */
const BRANCHES = ["C", "O", "N", "F", "Cl", "=O", "CC", "C#N", "OC"] as const;
/** Rings, `1` the number of their closure, and within them `*` a place for a branch and `~` for the rest of the chain. */
const RINGS = [
  "c1ccc~cc1",
  "c1cc*cc~c1",
  "c1ccc*c~c1",
  "c1ccc~nc1",
  "c1cc~oc1",
  "c1cc~sc1",
  "c1c[nH]c~c1",
  "C1CCC~CC1",
  "C1CC*CC~C1",
  "C1CCN~CC1",
  "C1CC~CC1",
  "C1C~OC1",
] as const;

/**
 * Small organic molecules as SMILES, one per row, of a grammar of our own (CC0): chains with branches and rings, all of them with valences that carbon, nitrogen, oxygen, sulphur
 * and halogens have. They can be drawn and written; nobody says that they can be made.
 */
export const molecules = defineGenerator({
  id: "molecules",
  title: { es: "Moléculas pequeñas (SMILES)", en: "Small molecules (SMILES)" },
  params: {
    count: {
      kind: "integer",
      label: { es: "Moléculas", en: "Molecules" },
      help: {
        es: "Cuántas moléculas hay, de unos 20 caracteres.",
        en: "How many molecules there are, of some 20 characters each.",
      },
      min: 20,
      max: 50_000,
      default: 4000,
      scale: "log",
    },
  },
  generate: (key, { count }) => tableOfTexts(Array.from({ length: count }, (_, i) => moleculeOf(foldIn(key, i)))),
  cost: ({ count }) => ({ values: count, bytes: 300 * count, steps: 25 * count }),
});

function moleculeOf(key: Key): string {
  let draws = 0;
  const one = <T>(list: readonly T[]): T => list[integer(key, draws++, list.length)];
  const happens = (p: number) => uniform(foldIn(key, 1), draws++) < p;
  /** The rest of a molecule behind an atom with room for one bond. */
  const chain = (rings: number): string => {
    if (rings < 3 && happens(0.4)) return ring(rings + 1);
    if (happens(0.35)) return one(ENDS);
    const branch = happens(0.35) ? `C(${one(BRANCHES)})` : "";
    return `${one(LINKS)}${branch}${chain(rings)}`;
  };
  const ring = (number: number): string => {
    const rest = happens(0.55) ? `(${chain(number)})` : "";
    // An atom of an aromatic ring has room for a single bond.
    const single = BRANCHES.filter((branch) => !branch.startsWith("="));
    const form = one(RINGS).replaceAll("1", String(number));
    const placed = form.replace("*", happens(0.7) ? `(${one(single)})` : "");
    return placed.replace("~", rest);
  };
  return `${happens(0.5) ? one(["C", "CC", "O", "N", "CO", "CN"]) : ""}${chain(0)}`;
}
