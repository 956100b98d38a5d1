/** Which tasks learning makes, and what it refuses. */
import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { ParamsOf } from "../../../../experiment/fields.ts";
import { MOST_NODES } from "../../../../kernels/structure/exact.ts";
import { foldIn } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import type { Task, Work } from "../../../lab.ts";
import { textsOf } from "./classifier.ts";
import { graphOf, heldOutOf, isSimulated, nodesOf, truthOf } from "./data.ts";
import type { learningFields, taskField } from "./fields.ts";
import { checkTables } from "./price.ts";

type Fields = typeof learningFields & { readonly task: typeof taskField };
export type LearningParams = ParamsOf<Fields>;

/** Position of each kind of task under the run's key. */
const KEY = { samples: 8, tables: 9, curve: 10, climb: 11, exact: 12, pc: 13, learnt: 14, text: 15 } as const;

/** Sizes of a learning curve, as divisors of the rows, and how often each is drawn: by counting, and by what takes longer. */
const CURVE = [64, 32, 16, 8, 4, 2, 1] as const;
const REPEATS = { counting: 8, searching: 4 } as const;
/** Multiply-adds of a learning curve up to which it comes by itself. */
const CHEAP_CURVE = 5e8;
/** Fewest rows of a point of the curve. */
const FEWEST = 10;

/** Nodes up to which a graph is searched for. */
export const MOST_SEARCHED = 60;

/** Throws an ExperimentError for data that this cannot be learnt from. */
export function checkLearning(params: LearningParams, table: Table | null): void {
  if (params.task === "text") {
    textsOf(table, params.classColumn ?? "");
    return;
  }
  if (!table) throw new RangeError("learning has data");
  const graph = graphOf(table);
  if (isSimulated(table)) truthOf(table);
  if (params.task === "tables") {
    if (!graph) throw withoutGraph();
    const { names, sizes, parents = [] } = nodesOf(table, 0);
    checkTables(names, sizes, parents);
    return;
  }
  const { names, notices } = nodesOf(table, params.bins ?? 0);
  checkNodes(names.length, params);
  const unseen = notices.find(({ code }) => code === "nodes-never-seen");
  if (unseen) throw neverSeen(String(unseen.values.names));
  if (!isSimulated(table) && completeCount(table) === 0) throw noCompleteRow(table.rows);
}

/** Rows without a gap. */
export function completeCount({ rows, columns, mask }: Table): number {
  if (!mask) return rows;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const own = mask.subarray(row * columns, (row + 1) * columns);
    if (!own.includes(0)) count++;
  }
  return count;
}

function withoutGraph(): ExperimentError {
  const message =
    "tables are learnt for a graph, and these data have none (open or draw one, or learn the graph as well)";
  return new ExperimentError("params.task", "tables-without-graph", message, {});
}

function checkNodes(value: number, { search }: LearningParams): void {
  if (value < 2) {
    const message = `a graph of ${value} nodes (must be at least 2: add columns or nodes)`;
    throw new ExperimentError("data", "too-few-nodes", message, { value });
  }
  if (search === "exact" && value > MOST_NODES) {
    const message = `an exact search over ${value} nodes (must be at most ${MOST_NODES}: climb instead, or ignore columns)`;
    throw new ExperimentError("params.search", "exact-search-too-large", message, { value, max: MOST_NODES });
  }
  if (value > MOST_SEARCHED) {
    const message = `a search over ${value} nodes (must be at most ${MOST_SEARCHED}: ignore columns)`;
    throw new ExperimentError("data", "too-many-nodes", message, { value, max: MOST_SEARCHED });
  }
}

function neverSeen(names: string): ExperimentError {
  const message = `nodes without a column: ${names} (a graph is learnt from columns for all nodes: add them, remove the nodes, or learn from the table alone)`;
  return new ExperimentError("data", "nodes-without-column", message, { names });
}

function noCompleteRow(rows: number): ExperimentError {
  const message = `each of the ${rows} rows has a gap (a graph is learnt from rows without gaps: ignore the columns that have most)`;
  return new ExperimentError("data", "no-complete-row", message, { rows });
}

/** "text" alone; or "samples", then "tables" or "em", or "climb.<i>", "exact", "pc", and "learnt"; then "curve.<i>". */
export function planLearning(params: LearningParams, table: Table | null, key: Key): readonly Task[] {
  const { rows = 0, gaps = 0, heldOut = 0, bins = 0 } = params;
  if (params.task === "text") return [textTask(params, key)];
  const first: Task = {
    id: "samples",
    kind: "samples",
    key: foldIn(key, KEY.samples),
    steps: 1,
    params: { ...(isSimulated(table) && { rows, gaps }), heldOut, ...(bins > 0 && { bins }) },
    intermediate: true,
  };
  return [first, ...(params.task === "tables" ? tablesTasks(params, table, key) : structureTasks(params, table, key))];
}

function textTask({ heldOut, vocabulary, smoothing, classColumn }: LearningParams, key: Key): Task {
  const params = { heldOut, vocabulary, smoothing, classColumn };
  return { id: "text", kind: "text", key: foldIn(key, KEY.text), steps: 1, params };
}

function tablesTasks(params: LearningParams, table: Table | null, key: Key): readonly Task[] {
  const { estimate = "dirichlet", prior, iterations = 1 } = params;
  const isEm = estimate === "em";
  const task: Task = {
    id: "tables",
    kind: isEm ? "em" : "tables",
    key: foldIn(key, KEY.tables),
    steps: isEm ? iterations : 1,
    params: { estimate, prior },
    after: ["samples"],
  };
  return [task, ...curveTasks(params, table, key, { estimate, prior, ...(isEm && { iterations }) })];
}

/** One task per size; none where that would be long. `own`: the parameters of the learning itself. */
function curveTasks(params: LearningParams, table: Table | null, key: Key, own: Task["params"]): readonly Task[] {
  if (!hasCurve(params, table)) return [];
  const { gaps = 0 } = params;
  return curveSizes(trainRows(params, table)).map((rows, i) => ({
    id: `curve.${i}`,
    kind: "curve",
    key: foldIn(key, KEY.curve, i),
    steps: 1,
    params: { ...own, rows, ...(isSimulated(table) && { gaps }), repeats: repeatsOf(params) },
    ...(!isSimulated(table) && { after: ["samples"] }),
  }));
}

const isCounting = ({ task, estimate }: LearningParams) => task === "tables" && estimate !== "em";
const repeatsOf = (params: LearningParams) => (isCounting(params) ? REPEATS.counting : REPEATS.searching);

/** Rows that a curve goes up to: all that may be drawn, or those of the reader's own that are learnt from. */
function trainRows({ rows = 0, heldOut = 0 }: LearningParams, table: Table | null): number {
  if (!table || isSimulated(table)) return rows;
  return table.rows - heldOutOf(table.rows, heldOut);
}

/** Whether a learning curve comes with it: there must be something to hold it against, and it must not take long. */
export function hasCurve(params: LearningParams, table: Table | null): boolean {
  if (table && !isSimulated(table) && heldOutOf(table.rows, params.heldOut ?? 0) === 0) return false;
  return isCounting(params) || curveWork(params, table) <= CHEAP_CURVE;
}

function curveWork(params: LearningParams, table: Table | null): number {
  const sizes = curveSizes(trainRows(params, table));
  return repeatsOf(params) * sizes.reduce((sum, size) => sum + learningWork(params, table, size), 0);
}

/** Rows of each point of the learning curve, from few to all. */
export function curveSizes(rows: number): readonly number[] {
  const sizes = CURVE.map((divisor) => Math.floor(rows / divisor)).filter((size) => size >= FEWEST);
  return sizes.length > 0 ? sizes : [rows];
}

function structureTasks(params: LearningParams, table: Table | null, key: Key): readonly Task[] {
  const { search = "climb", score, equivalent, mostParents = 1, restarts = 0, moves = 1, alpha, mostGiven } = params;
  const { bins = 0 } = params;
  const scored = { score, equivalent, mostParents };
  const one = (id: string, kind: string, own: Key, rest: Task["params"], steps = 1): Task => ({
    ...{ id, kind, key: own, steps, params: rest, after: ["samples"] },
  });
  const climbs =
    search === "climb"
      ? Array.from({ length: restarts }, (_, start) =>
          one(`climb.${start}`, "climb", foldIn(key, KEY.climb, start), { ...scored, start }, moves),
        )
      : [];
  const exact = search === "exact" || (search === "climb" && isExactCheap(params, table));
  const tasks = [
    ...climbs,
    ...(exact ? [one("exact", "exactSearch", foldIn(key, KEY.exact), scored)] : []),
    ...(search === "pc" ? [one("pc", "pc", foldIn(key, KEY.pc), { alpha, mostGiven })] : []),
  ];
  const last: Task = {
    id: "learnt",
    kind: "learnt",
    key: foldIn(key, KEY.learnt),
    steps: 1,
    params: { score, equivalent, ...(bins > 0 && { bins }) },
    after: ["samples", ...tasks.map(({ id }) => id)],
  };
  const own = search === "pc" ? { alpha, mostGiven } : { ...scored, ...(search === "climb" && { moves, restarts }) };
  return [...tasks, last, ...curveTasks(params, table, key, { search, ...own })];
}

/** Rows that a search over all graphs looks at, up to which it runs beside a climb. */
const CHEAP = 2e7;

/** Whether the best graph of all can be found beside the climb without being noticed. */
export function isExactCheap({ rows = 0, mostParents = 1 }: LearningParams, table: Table | null): boolean {
  if (!table) return false;
  const nodes = isSimulated(table) ? (graphOf(table)?.nodes.length ?? 0) : table.columns;
  const seen = isSimulated(table) ? rows : table.rows;
  return nodes <= MOST_NODES && familiesOf(nodes, mostParents) * seen <= CHEAP;
}

/** Families with at most so many parents. */
function familiesOf(nodes: number, most: number): number {
  let [sets, choose] = [1, 1];
  for (let k = 1; k <= Math.min(most, nodes - 1); k++) {
    choose = (choose * (nodes - k)) / k;
    sets += choose;
  }
  return nodes * sets;
}

/** Multiply-adds that one row costs in one count of a family. */
const PER_ROW = 6;

export function estimateLearning(params: LearningParams, table: Table | null): Work {
  const { task, search, mostParents = 1 } = params;
  const rows = isSimulated(table) ? (params.rows ?? 0) : (table?.rows ?? 0);
  const nodes = nodesIn(table);
  const bytes = 8 * rows * nodes * 4;
  if (task === "text") return { multiplyAdds: 2000 * rows + 100 * rows * (params.vocabulary ?? 0), bytes: 1000 * rows };
  const train = rows - heldOutOf(rows, params.heldOut ?? 0);
  const beside =
    search === "climb" && isExactCheap(params, table) ? PER_ROW * train * familiesOf(nodes, mostParents) : 0;
  const curve = hasCurve(params, table) ? curveWork(params, table) : 0;
  const all = DRAWING * rows * nodes + learningWork(params, table, train) + beside + curve;
  return { multiplyAdds: all, bytes };
}

const DRAWING = 50;
const nodesIn = (table: Table | null): number => graphOf(table)?.nodes.length ?? table?.columns ?? 0;

/** Of learning once from so many rows. */
function learningWork(params: LearningParams, table: Table | null, rows: number): number {
  const { task, estimate, search, iterations = 1, moves = 1, mostParents = 1, mostGiven = 0, restarts = 1 } = params;
  const nodes = nodesIn(table);
  if (task === "tables")
    return estimate === "em" ? iterations * rows * nodes * 400 * emptyShare(params, table) : DRAWING * rows * nodes;
  const families =
    search === "exact"
      ? familiesOf(nodes, mostParents)
      : search === "pc"
        ? nodes * nodes * (1 + mostGiven) * 2
        : restarts * (nodes * nodes + 3 * nodes * Math.min(moves, 2 * nodes));
  return PER_ROW * rows * families;
}

/** Share of cells without a value, as far as it is known beforehand. */
function emptyShare({ gaps = 0 }: LearningParams, table: Table | null): number {
  if (isSimulated(table)) return gaps;
  return table?.mask ? 0.5 : 0;
}
