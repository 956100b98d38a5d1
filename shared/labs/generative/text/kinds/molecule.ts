/**
 * Molecules in SMILES (Weininger 1988; OpenSMILES 1.0): atoms, bonds, branches and ring closures as a graph, and whether it can be: known valences, closed rings, and for
 * aromatic atoms double bonds that can be placed (a Kekulé structure).
 */

export interface Atom {
  readonly element: string;
  readonly aromatic: boolean;
  readonly charge: number;
  /** Hydrogens as written in brackets; undefined outside of them, where as many are there as the valence leaves room for. */
  readonly hydrogens: number | undefined;
}

export interface Bond {
  readonly from: number;
  readonly to: number;
  /** 1, 2 or 3; 1.5 is aromatic. */
  readonly order: number;
}

export interface Molecule {
  readonly atoms: readonly Atom[];
  readonly bonds: readonly Bond[];
}

/** Why a line is no molecule. */
export type Flaw = "empty" | "character" | "branch" | "ring" | "bond" | "valence" | "aromatic" | "long";

/** Characters of a line that is read: a longer one is no molecule that anybody draws. */
const LONGEST = 300;

const ORGANIC = /Cl|Br|[BCNOPSFI]|[bcnops]/y;
const BRACKET = /\[(\d*)([A-Z][a-z]?|[bcnops]|se|as)(@{0,2})(?:H(\d?))?([+-]\d|[+-]{1,3})?\]/y;
const ORDERS: Readonly<Record<string, number>> = { "-": 1, "=": 2, "#": 3, ":": 1.5, "/": 1, "\\": 1 };

/** What atoms without charge may have in all: the smallest that holds their bonds is theirs. */
const VALENCES: Readonly<Record<string, readonly number[]>> = {
  H: [1],
  B: [3],
  C: [4],
  N: [3, 5],
  O: [2],
  F: [1],
  P: [3, 5],
  S: [2, 4, 6],
  Cl: [1],
  Br: [1],
  I: [1],
};

/** The graph of a line, or why it has none. Atoms of other elements than B, C, N, O, F, P, S, Cl, Br, I and H may stand in brackets, and may have any bonds. */
export function parseMolecule(line: string): Molecule | Flaw {
  const text = line.trim();
  if (text === "") return "empty";
  if (text.length > LONGEST) return "long";
  const atoms: Atom[] = [];
  const bonds: Bond[] = [];
  const branches: number[] = [];
  const open = new Map<number, { readonly atom: number; readonly order: number | undefined }>();
  let before = -1;
  let order: number | undefined;
  const join = (from: number, to: number, said: number | undefined): boolean => {
    if (
      from === to ||
      bonds.some((bond) => (bond.from === from && bond.to === to) || (bond.from === to && bond.to === from))
    )
      return false;
    const both = atoms[from].aromatic && atoms[to].aromatic;
    bonds.push({ from, to, order: said ?? (both ? 1.5 : 1) });
    return true;
  };
  for (let at = 0; at < text.length; ) {
    const sign = text[at];
    const atom = atomAt(text, at);
    if (atom) {
      atoms.push(atom.atom);
      if (before >= 0 && !join(before, atoms.length - 1, order)) return "bond";
      if (before < 0 && order !== undefined) return "bond";
      before = atoms.length - 1;
      order = undefined;
      at += atom.length;
    } else if (sign in ORDERS) {
      if (order !== undefined || before < 0) return "bond";
      order = ORDERS[sign];
      at++;
    } else if (sign === "(") {
      if (before < 0 || order !== undefined) return "branch";
      branches.push(before);
      at++;
      // A branch has something in it, and begins with no branch.
      if (text[at] === ")" || text[at] === "(") return "branch";
    } else if (sign === ")") {
      const back = branches.pop();
      if (back === undefined || order !== undefined) return "branch";
      before = back;
      at++;
    } else if (sign === ".") {
      if (before < 0 || order !== undefined || branches.length > 0) return "bond";
      before = -1;
      at++;
    } else {
      const ring = /%(\d\d)|(\d)/y;
      ring.lastIndex = at;
      const found = ring.exec(text);
      if (!found) return "character";
      if (before < 0) return "ring";
      const number = Number(found[1] ?? found[2]);
      const other = open.get(number);
      if (other) {
        open.delete(number);
        if (other.order !== undefined && order !== undefined && other.order !== order) return "ring";
        if (!join(other.atom, before, order ?? other.order)) return "ring";
      } else open.set(number, { atom: before, order });
      order = undefined;
      at = ring.lastIndex;
    }
  }
  if (branches.length > 0) return "branch";
  if (open.size > 0) return "ring";
  if (order !== undefined || before < 0) return "bond";
  return flawOf({ atoms, bonds }) ?? { atoms, bonds };
}

export const isMolecule = (found: Molecule | Flaw): found is Molecule => typeof found !== "string";

function atomAt(text: string, at: number): { readonly atom: Atom; readonly length: number } | null {
  BRACKET.lastIndex = at;
  const bracket = BRACKET.exec(text);
  if (bracket) {
    const [whole, , symbol, , count, charge = ""] = bracket;
    const aromatic = symbol === symbol.toLowerCase();
    const hydrogens = count === undefined ? 0 : count === "" ? 1 : Number(count);
    return { atom: { element: capital(symbol), aromatic, charge: chargeOf(charge), hydrogens }, length: whole.length };
  }
  ORGANIC.lastIndex = at;
  const [symbol] = ORGANIC.exec(text) ?? [];
  if (symbol === undefined) return null;
  const aromatic = symbol === symbol.toLowerCase();
  return { atom: { element: capital(symbol), aromatic, charge: 0, hydrogens: undefined }, length: symbol.length };
}

const capital = (symbol: string) => symbol[0].toUpperCase() + symbol.slice(1);

function chargeOf(text: string): number {
  if (text === "") return 0;
  const size = text.length === 1 ? 1 : /\d/.test(text) ? Number(text[1]) : text.length;
  return text[0] === "+" ? size : -size;
}

/** Bonds of each atom. */
function bondsBy({ atoms, bonds }: Molecule): readonly (readonly Bond[])[] {
  const own: Bond[][] = atoms.map(() => []);
  for (const bond of bonds) {
    own[bond.from].push(bond);
    own[bond.to].push(bond);
  }
  return own;
}

function flawOf(molecule: Molecule): Flaw | null {
  const own = bondsBy(molecule);
  const { atoms } = molecule;
  // Aromatic bonds join aromatic atoms, and each of these has two or three within a ring.
  if (molecule.bonds.some(({ from, to, order }) => order === 1.5 && !(atoms[from].aromatic && atoms[to].aromatic)))
    return "aromatic";
  if (atoms.some(({ aromatic }, i) => aromatic && own[i].filter(({ order }) => order === 1.5).length < 2))
    return "aromatic";
  for (const [i, atom] of atoms.entries()) {
    if (roomOf(atom, own[i]) < 0) return "valence";
  }
  return canBeKekulised(molecule, own) ? null : "aromatic";
}

/**
 * What the valence leaves for more bonds when each aromatic bond counts as a single one; negative where there are too many already. Unbounded for elements that
 * are not known. A charge of nitrogen or phosphorus adds to the valence, one of the others takes from it (BF₄⁻, NH₄⁺, O⁻).
 */
function roomOf({ element, charge, hydrogens = 0 }: Atom, own: readonly Bond[]): number {
  const known = VALENCES[element];
  if (known === undefined) return Number.POSITIVE_INFINITY;
  const used = hydrogens + own.reduce((sum, { order }) => sum + (order === 1.5 ? 1 : order), 0);
  const shift = ["N", "P", "O", "S"].includes(element) ? charge : element === "B" ? -charge : -Math.abs(charge);
  const most = Math.max(...known) + shift;
  return most - used;
}

/** Hydrogens of each atom: those that are written, or as many as its smallest valence that holds its bonds leaves room for. */
export function hydrogensOf(molecule: Molecule): readonly number[] {
  const own = bondsBy(molecule);
  return molecule.atoms.map((atom, i) => {
    if (atom.hydrogens !== undefined) return atom.hydrogens;
    // Of aromatic bonds each is a single one, and one of them is double where the atom takes part in double bonds.
    const single = own[i].reduce((sum, { order }) => sum + (order === 1.5 ? 1 : order), 0);
    const used = single + Number(atom.aromatic && needsDouble(atom, own[i]));
    return Math.max(0, (VALENCES[atom.element]?.find((valence) => valence >= used) ?? used) - used);
  });
}

/** Aromatic atoms that must have a double bond within the ring can be paired along aromatic bonds, all of them. */
function canBeKekulised({ atoms }: Molecule, own: readonly (readonly Bond[])[]): boolean {
  const needs = atoms.map((atom, i) => atom.aromatic && needsDouble(atom, own[i]));
  const partners = atoms.map((_, i) =>
    own[i].flatMap(({ from, to, order }) => (order === 1.5 ? [from === i ? to : from] : [])).filter((j) => needs[j]),
  );
  const left = new Set(atoms.flatMap((_, i) => (needs[i] ? [i] : [])));
  return paired(left, partners);
}

/** Carbon without a double bond outside the ring; nitrogen and phosphorus of two neighbours; those of three neighbours, oxygen and sulphur give two electrons of their own. */
function needsDouble({ element, charge, hydrogens }: Atom, own: readonly Bond[]): boolean {
  const outside = own.some(({ order }) => order === 2);
  const neighbours = own.length + (hydrogens ?? 0);
  if (element === "C") return !outside && charge === 0;
  if (element === "N" || element === "P") return neighbours === (charge === 1 ? 3 : 2) && !outside && charge >= 0;
  if (element === "B") return false;
  return charge === 1;
}

/** A perfect matching, by taking the atom with the fewest partners first: rings are small. */
function paired(left: Set<number>, partners: readonly (readonly number[])[]): boolean {
  if (left.size === 0) return true;
  const choices = (i: number) => partners[i].filter((j) => left.has(j));
  let first = -1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const i of left) {
    const count = choices(i).length;
    if (count < fewest) [first, fewest] = [i, count];
  }
  for (const other of choices(first)) {
    left.delete(first);
    left.delete(other);
    if (paired(left, partners)) return true;
    left.add(first);
    left.add(other);
  }
  return false;
}
