import { useMemo } from "preact/hooks";
import { layoutOf } from "../../../../shared/labs/generative/text/kinds/layout.ts";
import {
  type Atom,
  type Flaw,
  hydrogensOf,
  isMolecule,
  type Molecule,
  parseMolecule,
} from "../../../../shared/labs/generative/text/kinds/molecule.ts";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { words } from "./kinds-words.ts";
import "./kinds.css";

const MOST = 15;

const flaws: Readonly<Record<Flaw, Localized>> = {
  empty: words.flawEmpty,
  long: words.flawLong,
  character: words.flawCharacter,
  branch: words.flawBranch,
  ring: words.flawRing,
  bond: words.flawBond,
  valence: words.flawValence,
  aromatic: words.flawAromatic,
};

/** The lines that were written, drawn where they are molecules; else what is wrong with them. */
export function MoleculesFigure({ lines }: { readonly lines: readonly string[] }) {
  const all = useMemo(() => lines.map((line) => ({ line, found: parseMolecule(line) })), [lines]);
  if (all.length === 0) return <p class="part-caption">{t(words.noMolecule)}</p>;
  const valid = all.filter(({ found }) => isMolecule(found)).length;
  return (
    <Figure
      title={t(words.molecules)}
      note={t(words.moleculeCount, { valid, count: all.length })}
      columns={() => [
        { name: "SMILES", values: all.map(({ line }) => line) },
        { name: t(words.valid), values: all.map(({ found }) => (isMolecule(found) ? 1 : 0)) },
      ]}
    >
      <ul class="molecules" data-picture>
        {all.slice(0, MOST).map(({ line, found }, i) => (
          <li key={i} class={isMolecule(found) ? undefined : "molecule-broken"}>
            {isMolecule(found) ? (
              <Drawing molecule={found} name={line} />
            ) : (
              <p class="molecule-flaw">{t(flaws[found])}</p>
            )}
            <code title={line}>{line}</code>
          </li>
        ))}
        {Array.from({ length: Math.max(0, MOST - all.length) }, (_, i) => (
          <li key={`none ${i}`} class="molecule-none" aria-hidden="true">
            <span />
            <code />
          </li>
        ))}
      </ul>
    </Figure>
  );
}

/** CSS colours of elements that are not drawn in ink. */
const COLORS: Readonly<Record<string, string>> = {
  O: "var(--series-1)",
  N: "var(--series-0)",
  S: "var(--series-4)",
  F: "var(--series-2)",
  Cl: "var(--series-2)",
  Br: "var(--series-3)",
  I: "var(--series-3)",
};

/** How far bonds of two or three lines stand apart, and how far from letters they end; a bond has the length 1. */
const [APART, CLEAR] = [0.09, 0.26];
/** Half a letter. */
const HALF = 0.17;

function Drawing({ molecule, name }: { readonly molecule: Molecule; readonly name: string }) {
  const places = useMemo(() => layoutOf(molecule), [molecule]);
  const { atoms, bonds } = molecule;
  const hydrogens = useMemo(() => hydrogensOf(molecule), [molecule]);
  // Hydrogens stand on the side away from the bonds.
  const toTheRight = places.map(([x], i) => {
    const others = bonds.flatMap(({ from, to }) => (from === i ? [places[to][0]] : to === i ? [places[from][0]] : []));
    return hydrogens[i] > 0 && others.length > 0 && others.every((other) => other > x + 0.2);
  });
  const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs) - 0.6, Math.min(...ys) - 0.6];
  const [width, height] = [Math.max(...xs) - left + 0.6, Math.max(...ys) - top + 0.6];
  // Small molecules are not drawn larger than large ones.
  const [w, h] = [Math.max(6, width), Math.max(4, height)];
  const box = `${left - (w - width) / 2} ${top - (h - height) / 2} ${w} ${h}`;
  return (
    <svg viewBox={box} role="img" aria-label={name}>
      {bonds.map(({ from, to, order }, b) => {
        const own = ended(places[from], places[to], isNamed(atoms[from], atoms), isNamed(atoms[to], atoms));
        const shifts = order === 3 ? [-APART, 0, APART] : order === 1 ? [0] : [-APART / 1.5, APART / 1.5];
        return shifts.map((shift, s) => (
          <line
            key={`${b} ${s}`}
            {...shifted(own, shift)}
            stroke="var(--ink)"
            stroke-width="0.055"
            stroke-linecap="round"
            {...(order === 1.5 && s === 1 && { "stroke-dasharray": "0.12 0.1" })}
          />
        ));
      })}
      {atoms.map((atom, i) =>
        isNamed(atom, atoms) ? (
          <text
            key={i}
            x={places[i][0] + (toTheRight[i] ? HALF : -HALF)}
            y={places[i][1] + HALF}
            font-size="0.48"
            text-anchor={toTheRight[i] ? "end" : "start"}
            fill={COLORS[atom.element] ?? "var(--ink)"}
          >
            {toTheRight[i]
              ? `${withHydrogens(hydrogens[i])}${atom.element}${sign(atom.charge)}`
              : `${atom.element}${withHydrogens(hydrogens[i])}${sign(atom.charge)}`}
          </text>
        ) : null,
      )}
    </svg>
  );
}

/** Carbon is where lines meet; alone it has a name. */
const isNamed = (atom: Atom, all: readonly Atom[]) => atom.element !== "C" || atom.charge !== 0 || all.length === 1;

/** "H", "H₂", …: nothing where there are none. */
const withHydrogens = (count: number) =>
  count === 0 ? "" : `H${count > 1 ? (["₂", "₃", "₄"][count - 2] ?? count) : ""}`;

const sign = (charge: number) =>
  charge === 0 ? "" : `${Math.abs(charge) > 1 ? Math.abs(charge) : ""}${charge > 0 ? "+" : "−"}`;

interface Ends {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function ended(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  atA: boolean,
  atB: boolean,
): Ends {
  const length = Math.max(1e-6, Math.hypot(bx - ax, by - ay));
  const [dx, dy] = [(bx - ax) / length, (by - ay) / length];
  const [a, b] = [atA ? CLEAR : 0, atB ? CLEAR : 0];
  return { x1: ax + a * dx, y1: ay + a * dy, x2: bx - b * dx, y2: by - b * dy };
}

function shifted({ x1, y1, x2, y2 }: Ends, by: number): Ends {
  const length = Math.max(1e-6, Math.hypot(x2 - x1, y2 - y1));
  const [nx, ny] = [(-by * (y2 - y1)) / length, (by * (x2 - x1)) / length];
  return { x1: x1 + nx, y1: y1 + ny, x2: x2 + nx, y2: y2 + ny };
}
