/** CpG islands: the published tables, found where they were planted, and what strands may look like. */
import { describe, expect, test } from "vitest";
import { dna, islandTables } from "../../../../shared/data/generators/dna.ts";
import { decodeCsv } from "../../../../shared/data/readers/csv/csv.ts";
import { formatOf } from "../../../../shared/data/readers/sniff.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { posteriorOf } from "../../../../shared/kernels/hmm/index.ts";
import { isInIsland, islandModel } from "../../../../shared/labs/generative/hmm/dna/model.ts";
import { type IslandParams, islandsPlan } from "../../../../shared/labs/generative/hmm/dna/plan.ts";
import { islandsProcesses } from "../../../../shared/labs/generative/hmm/dna/process.ts";
import { strandOf } from "../../../../shared/labs/generative/hmm/dna/strand.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";

const lab: Pick<Lab, "open"> = {
  open: (task, context, checkpoint) =>
    islandsProcesses[task.kind as keyof typeof islandsProcesses].open(task, context, checkpoint),
};
const run = (data: Table, params: IslandParams, iterations = 1) =>
  runTasks(lab, islandsPlan(params, iterations, 50, keyOfSeed(1)), { data });

/** A column of texts. */
function column(texts: readonly string[], name = "base"): Table {
  const levels = [...new Set(texts.filter((text) => text !== ""))];
  return {
    rows: texts.length,
    columns: 1,
    values: Float64Array.from(texts, (text) => Math.max(0, levels.indexOf(text))),
    names: [name],
    levels: [levels],
    ...(texts.includes("") && { mask: Uint8Array.from(texts, (text) => Number(text !== "")) }),
  };
}

test("the tables are those of the book: in an island C is followed by G 3.5 times as often", () => {
  for (const row of islandTables) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
  expect(islandTables[1][2] / islandTables[5][2]).toBeCloseTo(0.274 / 1.001 / 0.078, 9);
  const { transitions } = islandModel({ island: 200, sea: 1000 });
  for (let s = 0; s < 8; s++) {
    const row = Array.from(transitions.slice(s * 8, s * 8 + 8));
    expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const crossing = row.filter((_, to) => isInIsland(to) !== isInIsland(s)).reduce((a, b) => a + b, 0);
    expect(crossing).toBeCloseTo(isInIsland(s) ? 1 / 200 : 1 / 1000, 12);
  }
});

test("the odds of a short strand are those of the two chains, counted by hand", () => {
  // With regions that never end, p(island | CGCG) = 1 / (1 + ratio), both first bases being as likely.
  const model = islandModel({ island: 1e12, sea: 1e12 });
  const { posterior } = posteriorOf(model, strandOf(column(["CGCG"])));
  const [inside, outside] = [0.274 / 1.001 / 1, 0.078].map((cg, i) => cg * cg * [0.339, 0.246][i]);
  const p = posterior.slice(0, 4).reduce((a, b) => a + b, 0);
  expect(p).toBeCloseTo(inside / (inside + outside), 9);
});

test("islands are found where they were planted, and what is probable comes true as often", () => {
  const data = dna.generate(keyOfSeed(1), { rows: 20_000, island: 300, sea: 900 });
  const fold = run(data, { learn: false, island: 300, sea: 900 });
  const { island, correct, logLikelihood } = fold.output("islands") ?? {};
  expect(correct.values[0] / correct.values[1]).toBeGreaterThan(0.85);
  expect(logLikelihood.values[0] / data.rows).toBeGreaterThan(-Math.log(4));
  // Calibration: of the bases whose probability lies in a tenth, about as many lie in islands (bases are not independent: 0.1 is left).
  const expected = Array.from(island.values).reduce((sum, p) => sum + p, 0) / data.rows;
  const planted = Array.from(data.labels ?? []).reduce((sum, label) => sum + label, 0) / data.rows;
  expect(Math.abs(expected - planted)).toBeLessThan(0.1);
});

test("learning the tables never lowers the likelihood, and leads back to what is published", () => {
  const data = dna.generate(keyOfSeed(3), { rows: 20_000, island: 300, sea: 900 });
  const fold = run(data, { learn: true, island: 100, sea: 100 }, 12);
  const curve = Array.from(fold.records("islands", "logLikelihood")?.values ?? []);
  for (const [i, value] of curve.slice(1).entries()) expect(value).toBeGreaterThanOrEqual(curve[i] - 1e-12);
  const transitions = fold.output("islands")?.transitions.values ?? [];
  // C followed by G: 0.27 inside, 0.08 outside; 3σ of some 1,400 and 3,000 Cs, and what EM has left.
  expect(transitions[1 * 8 + 2]).toBeGreaterThan(0.2);
  expect(transitions[5 * 8 + 6]).toBeLessThan(0.1);
});

test("a new strand follows the tables", () => {
  const data = dna.generate(keyOfSeed(1), { rows: 1000, island: 300, sea: 900 });
  const fold = run(data, { learn: false, island: 300, sea: 300 });
  const bases = Array.from(fold.records("drawn", "bases")?.values ?? []);
  const inside = Array.from(fold.records("drawn", "inside")?.values ?? []);
  expect(bases.length).toBe(3000);
  for (const [region, p] of [
    [1, 0.274 / 1.001],
    [0, 0.078],
  ] as const) {
    const stays = (t: number) => inside[t] === region && inside[t + 1] === region;
    const from = bases.flatMap((base, t) => (base === 1 && stays(t) ? [t] : []));
    const share = from.filter((t) => bases[t + 1] === 2).length / from.length;
    expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / from.length));
  }
});

describe("strands", () => {
  test("are read from letters, from sequences and from the lines of a FASTA file", () => {
    expect(Array.from(strandOf(column(["a", "C", "", "u"])).symbols)).toEqual([0, 1, -1, 3]);
    const two = strandOf(column(["ACG", "TTN"]));
    expect([Array.from(two.symbols), Array.from(two.starts)]).toEqual([
      [0, 1, 2, 3, 3, -1],
      [0, 3],
    ]);
    const fasta = strandOf(column(["ACG", "TT", ">second", "GG"], ">first strand"));
    expect([Array.from(fasta.symbols), Array.from(fasta.starts)]).toEqual([
      [0, 1, 2, 3, 3, 2, 2],
      [0, 5],
    ]);
  });

  test("are read whole from FASTA whose headers hold commas, bars and quotes", () => {
    const text = '>gi|1| Homo sapiens, chromosome 1; "a"\nACGTN\nTTAG\n>second, one\nGG\nAC\n';
    expect(formatOf(new TextEncoder().encode(">one\nACGT\n"), 10)).toBe("csv");
    const { table, columns } = decodeCsv(text, "data.files[0]");
    expect([table.rows, table.columns, columns?.[0].levels]).toEqual([
      5,
      1,
      [">second, one", "AC", "GG", "TTAG", "ACGTN"].sort(),
    ]);
    const { symbols, starts } = strandOf(table);
    expect([symbols.join(""), Array.from(starts)]).toEqual(["0123-133022201", [0, 9]]);
  });

  test("of other letters, or of none, are refused by name", () => {
    const code = (table: Table | null) => {
      try {
        strandOf(table);
      } catch (error) {
        return { code: (error as { code: string }).code, values: (error as { values: object }).values };
      }
      return null;
    };
    expect(code(column(["A", "C", "Z"]))).toEqual({ code: "unknown-base", values: { value: "Z", row: 3 } });
    expect(code(null)?.code).toBe("no-letters");
    expect(code({ rows: 2, columns: 1, values: new Float64Array(2) })?.code).toBe("no-letters");
    expect(code(column(["A"]))?.code).toBe("too-few-bases");
  });
});
