import type { Table } from "../../../../data/table.ts";
import type { Fold } from "../../../fold.ts";
import type { CardPicture } from "../../../picture.ts";
import { inLayers } from "../../picture-layers.ts";
import { isSimulated, truthOf } from "./data.ts";
import { parentsFrom } from "./moves.ts";

/** Words that a card has room for. */
const MOST_WORDS = 14;

/** Of a learnt graph its nodes and arrows; of a classifier the class and its words; of tables how near the learnt numbers come to the true ones. */
export function learningPicture(fold: Fold, data: Table | null): CardPicture | undefined {
  const [graph, text, tables] = ["learnt", "text", "tables"].map((task) => fold.output(task));
  if (graph) return inLayers({ inputs: parentsFrom(graph), directed: true, filled: [] });
  if (text) {
    const words = Math.min(text.tells.values.length, MOST_WORDS);
    return inLayers({ inputs: [[], ...Array.from({ length: words }, () => [0])], directed: true, filled: [0] });
  }
  const steps = fold.records("tables", "logLikelihood")?.values;
  if (steps) return { kind: "lines", lines: [steps] };
  if (!tables || !data || !isSimulated(data)) return undefined;
  const truth = truthOf(data).model.factors.flatMap(({ table }) => Array.from(table));
  return { kind: "lines", lines: [truth, tables.tables.values] };
}
