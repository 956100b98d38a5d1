/** The table of what benches found last, as Markdown: a part for each bench, with the machine and the day of its own last run. */
import { type Broken, median, type Row } from "./bench.ts";

/** What a bench found, or why it ended. */
export type Found = readonly (Row | Broken)[] | Error;

export const isBroken = (one: Row | Broken): one is Broken => "error" in one;

/** The message with those of its causes: "fetch failed" alone tells nothing. */
export function said({ message, cause }: Error): string {
  return cause instanceof Error ? `${message}: ${said(cause)}` : message;
}

const head = `# What the benches found last

Written by \`npm run bench [-- name …]\`: each part is of the last run of that bench. Median, least and greatest of repeats; *ratio* is our median to the peer's, of the same run.
`;

export const figure = (x: number) => (x >= 100 ? Math.round(x).toLocaleString("en") : x.toPrecision(3));

/** Whether the ratio reaches the goal, where there is one. */
export const verdict = (ratio: number, goal: number | undefined) =>
  goal === undefined ? "" : `goal ${Number(goal.toPrecision(3))} × ${ratio >= goal ? "reached" : "MISSED"}`;

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
const measured = (values: readonly number[]) => [median(values), Math.min(...values), Math.max(...values)].map(figure);

/** The lines of a bench under its heading. `where` names machine and day. */
export function partOf(name: string, found: Found, where: string): string {
  const lines = [`## ${name}`, "", where, ""];
  if (found instanceof Error) return [...lines, `Ended by an error: ${cell(said(found))}`, ""].join("\n");
  lines.push(line(["work", "who", "unit", "median", "least", "greatest", "ratio", "goal"]), line(Array(8).fill("---")));
  const rows = found.filter((one): one is Row => !isBroken(one));
  for (const row of rows) {
    lines.push(line([row.work, "ours", row.unit, ...measured(row.ours), "", ""]));
    for (const [peer, values] of Object.entries(row.peers)) {
      const ratio = median(row.ours) / median(values);
      lines.push(
        line([row.work, peer, row.unit, ...measured(values), figure(ratio), verdict(ratio, row.goals?.[peer])]),
      );
    }
  }
  const notes = found.flatMap((one) =>
    isBroken(one)
      ? `- ${cell(one.work)}: ended by an error: ${cell(said(one.error))}`
      : (one.notes ?? []).map((note) => `- ${cell(one.work)}: ${cell(note)}`),
  );
  return [...lines, ...(notes.length > 0 ? ["", ...notes] : []), ""].join("\n");
}

/** `before` with the part of that name in place of its old one; parts follow `order`, and those of benches that are gone go. */
export function withPart(before: string, name: string, part: string, order: readonly string[]): string {
  const parts = new Map(
    before
      .split(/^(?=## )/m)
      .slice(1)
      .map((text) => [/^## (.*)/.exec(text)?.[1] ?? "", text.trimEnd()]),
  );
  parts.set(name, part.trimEnd());
  const kept = order.flatMap((one) => parts.get(one) ?? []);
  return `${[head.trimEnd(), ...kept].join("\n\n")}\n`;
}
