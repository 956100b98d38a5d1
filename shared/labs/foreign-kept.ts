/** Models of other programs that labs cannot train: what keeps them from it, and what is said of it. */
import type { DataNotice, Table } from "../data/table.ts";
import { ExperimentError } from "../experiment/errors.ts";
import { modelNotices } from "./foreign.ts";
import { takesRaw } from "./takes-raw.ts";

/** What keeps a model from being trained, of what `adopt` throws: a layer, which the error names, or that it is a graph. Undefined where nothing does. */
export function keptFrom(adopt: () => unknown): ExperimentError | undefined {
  try {
    adopt();
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    if (error.code === "model-layer-unknown" || error.code === "model-is-graph") return error;
  }
  return undefined;
}

/**
 * Layers with a memory, by their class in tensorflow.js and Keras. Our engine has its own, but the labs that take models train chains of dense layers and convolutions on
 * rows and pictures: where one of these is in a model, it is not a form of it that is missing but a lab of sequences.
 */
const RECURRENT = ["GRU", "LSTM", "SimpleRNN", "RNN", "ConvLSTM2D", "Bidirectional"];

function whyOnlyRun({ code, values }: ExperimentError): DataNotice {
  if (code === "model-is-graph") return { code: "graph-only-runs", values };
  const isRecurrent = RECURRENT.some((kind) => kind === values.value);
  return isRecurrent ? { code: "recurrent-only-runs", values } : { code: "model-only-runs", values };
}

/** What people are told of a table's model, if it has one: of its layers, or of what keeps it from being trained. */
export function foreignNotices(table: Table, kept: ExperimentError | undefined): readonly DataNotice[] {
  if (!table.model || !kept) return modelNotices(table);
  const { name } = table.model;
  return [whyOnlyRun(kept), ...(takesRaw(table) ? [{ code: "model-takes-raw", values: { name } }] : [])];
}
