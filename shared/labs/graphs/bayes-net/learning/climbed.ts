/** A climb, seen again: the graph after so many moves. */
import type { Move } from "../../../../kernels/structure/hill-climbing.ts";
import { moved } from "../../../../kernels/structure/hill-climbing.ts";
import type { Fold } from "../../../fold.ts";
import { MOVES, parentsFrom } from "./moves.ts";

export interface Climbed {
  readonly parents: readonly (readonly number[])[];
  readonly score: number;
  /** The move that led here; undefined at the beginning. */
  readonly move: Move | undefined;
  readonly gain: number;
}

/** Every graph of a finished climb, from its beginning to its top; none where its records were kept in part. */
export function climbedOf(fold: Fold, task: string): readonly Climbed[] {
  const [kinds, froms, tos, scores, gains] = ["kind", "from", "to", "score", "gain"].map(
    (name) => fold.records(task, name)?.values ?? [],
  );
  const output = fold.output(task);
  if (!output || kinds.length < fold.done(task)) return [];
  const count = Array.from(kinds).filter((kind) => kind >= 0).length;
  const moves = Array.from({ length: count }, (_, i): Move => ({ kind: MOVES[kinds[i]], from: froms[i], to: tos[i] }));
  const graphs = [parentsFrom(output)];
  // From the top down, each move undone.
  for (const move of [...moves].reverse()) graphs.unshift(moved(graphs[0], undone(move)));
  const first = count > 0 ? scores[0] - gains[0] : output.score.values[0];
  return graphs.map((parents, i) => ({
    parents,
    score: i === 0 ? first : scores[i - 1],
    move: i === 0 ? undefined : moves[i - 1],
    gain: i === 0 ? 0 : gains[i - 1],
  }));
}

function undone({ kind, from, to }: Move): Move {
  if (kind === "turn") return { kind, from: to, to: from };
  return { kind: kind === "add" ? "remove" : "add", from, to };
}
