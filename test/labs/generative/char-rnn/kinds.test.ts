/** Melodies, molecules and series: what their letters mean, and which of them are valid. */
import { describe, expect, test } from "vitest";
import { pathOf } from "../../../../shared/labs/generative/char-rnn/kinds/series.ts";
import { validityOf } from "../../../../shared/labs/generative/char-rnn/kinds/validity.ts";
import { layoutOf } from "../../../../shared/labs/generative/text/kinds/layout.ts";
import { isValidMelody, parseMelody } from "../../../../shared/labs/generative/text/kinds/melody.ts";
import { midiFile } from "../../../../shared/labs/generative/text/kinds/midi.ts";
import {
  hydrogensOf,
  isMolecule,
  type Molecule,
  parseMolecule,
} from "../../../../shared/labs/generative/text/kinds/molecule.ts";
import { frequencyOf, RATE, soundOf } from "../../../../shared/labs/generative/text/kinds/sound.ts";
import { generated } from "../../../run.ts";

describe("melodies", () => {
  test("are read as ABC notation has them", () => {
    expect(parseMelody("C2^F/2_Bz|c'3/2 G,,=e|")).toEqual({
      notes: [
        { pitch: 60, start: 0, length: 2 },
        { pitch: 66, start: 2, length: 0.5 },
        { pitch: 70, start: 2.5, length: 1 },
        { pitch: null, start: 3.5, length: 1 },
        { pitch: 84, start: 4.5, length: 1.5 },
        { pitch: 43, start: 6, length: 1 },
        { pitch: 76, start: 7, length: 1 },
      ],
      bars: [4.5, 3.5],
    });
  });

  // The last two are pitches that no MIDI file can hold.
  test.each(["", "|", "H2", "C0", "C/0", "C99", "2C", "C2x", "❤", "C,,,,,,8", "C8|g'''''8"])(
    "are not read from %j",
    (line) => expect(parseMelody(line)).toBeNull(),
  );

  test.each([
    ["C4E4|G8", true],
    ["C4E4|G7", false],
    ["C4E4||G8", false],
    ["C4E4|G8|", true],
    ["C,,,,,,,,8", false],
  ])("are valid where all bars are full: %s", (line, isValid) => expect(isValidMelody(line)).toBe(isValid));

  test("of the generator are valid, all of them, and end on the tonic", () => {
    const { texts = [] } = generated("melodies", { count: 500 });
    expect(texts.filter((line) => !isValidMelody(line))).toEqual([]);
    expect(texts.filter((line) => parseMelody(line)?.notes.at(-1)?.pitch !== 60)).toEqual([]);
  });

  test("are saved as the MIDI file that the standard says, byte for byte", () => {
    const notes = [
      { pitch: 60, start: 0, length: 2 },
      { pitch: null, start: 2, length: 1 },
      { pitch: 64, start: 3, length: 0.5 },
    ];
    const hex = Buffer.from(midiFile(notes, { tempo: 120, program: 24 })).toString("hex");
    const track = [
      "00ff510307a120", // 500,000 µs per quarter
      "00ff580404021808", // 4/4
      "00c018",
      "00903c50",
      "8360803c00", // 480 ticks later
      "8170904050", // 240 ticks later
      "78804000", // 120 ticks later
      "00ff2f00",
    ].join("");
    expect(hex).toBe(`4d546864000000060000000101e04d54726b${(track.length / 2).toString(16).padStart(8, "0")}${track}`);
  });

  test("end a note before the same pitch begins anew", () => {
    const hex = Buffer.from(
      midiFile(
        [60, 60].map((pitch, i) => ({ pitch, start: i, length: 1 })),
        { tempo: 100 },
      ),
    ).toString("hex");
    expect(hex).toContain("8170803c0000903c50");
  });

  test("sound at the pitch and for the time that their notes say", () => {
    expect(frequencyOf(69)).toBe(440);
    expect(frequencyOf(60)).toBeCloseTo(261.6256, 4);
    const notes = [
      { pitch: 69, start: 0, length: 2 },
      { pitch: null, start: 2, length: 2 },
      { pitch: 57, start: 4, length: 2 },
    ];
    const sound = soundOf(notes, 120);
    const eighth = RATE / 4;
    expect(sound.length).toBe(Math.ceil((6 * 0.25 + 0.04) * RATE));
    /** Magnitude of one frequency in a stretch of samples. */
    const at = (hertz: number, from: number) => {
      let [re, im] = [0, 0];
      for (let i = 0; i < eighth; i++) {
        re += sound[from + i] * Math.cos((2 * Math.PI * hertz * i) / RATE);
        im += sound[from + i] * Math.sin((2 * Math.PI * hertz * i) / RATE);
      }
      return Math.hypot(re, im);
    };
    expect(at(440, 0)).toBeGreaterThan(5 * at(392, 0));
    expect(at(220, 4 * eighth)).toBeGreaterThan(5 * at(261.63, 4 * eighth));
    expect(sound.subarray(2.5 * eighth, 4 * eighth).every((x) => x === 0)).toBe(true);
    expect(sound.every((x) => Math.abs(x) < 1)).toBe(true);
  });
});

const found = (line: string): Molecule => {
  const molecule = parseMolecule(line);
  if (!isMolecule(molecule)) throw new Error(`${line}: ${molecule}`);
  return molecule;
};

/** Hill's order: carbon, hydrogen, then by letter. */
function formulaOf(line: string): string {
  const molecule = found(line);
  const counts = new Map<string, number>();
  const count = (element: string, times: number) => counts.set(element, (counts.get(element) ?? 0) + times);
  for (const { element } of molecule.atoms) count(element, 1);
  const hydrogens = hydrogensOf(molecule).reduce((a, b) => a + b, 0);
  if (hydrogens > 0) count("H", hydrogens);
  const first = (element: string) => (element === "C" ? "0" : element === "H" ? "1" : element);
  return [...counts]
    .sort(([a], [b]) => (first(a) < first(b) ? -1 : 1))
    .map(([element, n]) => (n > 1 ? `${element}${n}` : element))
    .join("");
}

describe("molecules", () => {
  test.each([
    ["CCO", "C2H6O"],
    ["c1ccccc1", "C6H6"],
    ["CC(=O)Oc1ccccc1C(=O)O", "C9H8O4"],
    ["CN1C=NC2=C1C(=O)N(C(=O)N2C)C", "C8H10N4O2"],
    ["Cn1cnc2c1c(=O)n(C)c(=O)n2C", "C8H10N4O2"],
    ["c1ccc2ccccc2c1", "C10H8"],
    ["c1cc[nH]c1", "C4H5N"],
    ["c1ccoc1", "C4H4O"],
    ["C1CC1", "C3H6"],
    ["N#N", "N2"],
    ["OS(=O)(=O)O", "H2O4S"],
    ["[Na+].[Cl-]", "ClNa"],
    ["C%12CCCC%12", "C5H10"],
    ["F/C=C/F", "C2H2F2"],
    ["[NH4+]", "H4N"],
  ])("have the formula that is known of them: %s", (line, formula) => expect(formulaOf(line)).toBe(formula));

  test.each([
    ["", "empty"],
    ["C".repeat(301), "long"],
    ["CNl", "character"],
    ["C(C", "branch"],
    ["CC)C", "branch"],
    ["C()C", "branch"],
    ["(C)C", "branch"],
    ["C1CC", "ring"],
    ["C11", "ring"],
    ["C12CC12", "ring"],
    ["C=1CC-1", "ring"],
    ["C==C", "bond"],
    ["=CC", "bond"],
    ["CC=", "bond"],
    ["CC(C)(C)(C)C", "valence"],
    ["F=C", "valence"],
    ["C=O=C", "valence"],
    ["C1CO(C)C1", "valence"],
    ["c1cccc1", "aromatic"],
    ["n1cccc1", "aromatic"],
    ["cc", "aromatic"],
    ["Cc", "aromatic"],
  ] as const)("are none: %s (%s)", (line, flaw) => expect(parseMolecule(line)).toBe(flaw));

  test("of the generator are valid, all of them", () => {
    const { texts = [] } = generated("molecules", { count: 3000 });
    expect(texts.map((line) => [line, parseMolecule(line)]).filter(([, one]) => typeof one === "string")).toEqual([]);
    expect(new Set(texts).size).toBeGreaterThan(1500);
  });

  test("are drawn with bonds of one length, regular rings, and no atom upon another", () => {
    for (const line of [
      "CCO",
      "c1ccccc1",
      "CC(=O)Oc1ccccc1C(=O)O",
      "CNc1cccnc1",
      "C1CCNCC1CCC(F)Cl",
      "C1COC1",
      "COC1CCCC1",
    ]) {
      const molecule = found(line);
      const places = layoutOf(molecule);
      const apart = (i: number, j: number) => Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]);
      for (const { from, to } of molecule.bonds)
        expect([line, Math.abs(apart(from, to) - 1) < 0.2]).toEqual([line, true]);
      for (let i = 0; i < places.length; i++)
        for (let j = 0; j < i; j++) expect([line, i, j, apart(i, j) > 0.6]).toEqual([line, i, j, true]);
      expect(layoutOf(molecule)).toEqual(places);
    }
    const benzene = layoutOf(found("c1ccccc1"));
    const [x, y] = [0, 1].map((axis) => benzene.reduce((sum, place) => sum + place[axis] / 6, 0));
    for (const place of benzene) expect(Math.hypot(place[0] - x, place[1] - y)).toBeCloseTo(1, 2);
    expect(layoutOf(found("[Na+].[Cl-]"))).toEqual([
      [0, 0],
      [1.5, 0],
    ]);
  });
});

test("a series is the product of what its letters say", () => {
  expect([...pathOf("dgx")]).toEqual([100, 100, 102.8, 102.8]);
});

test("validity counts whole lines, and of prose the words that were learnt", () => {
  expect(validityOf("melodies", "C8\nC7\nC8|C8\nC8", () => "")).toEqual({ valid: 2, judged: 3 });
  expect(validityOf("molecules", "CC\n\nC(\nCC", () => "")).toEqual({ valid: 1, judged: 2 });
  expect(validityOf("text", "El zorro ñam, EL zo", () => "el zorro")).toEqual({ valid: 3, judged: 4 });
  expect(validityOf("series", "abc\n", () => "")).toEqual({ valid: 0, judged: 0 });
});
