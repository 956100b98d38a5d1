/** What published weights can be asked: said by the index, so that a question is checked before any weights are loaded. */
import * as v from "valibot";
import { named, said } from "../api/json-schema.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const common = {
  inputs: said(count, "Numbers of a row that goes in.", "Números de una fila de entrada."),
  outputs: said(count, "Numbers of a row that comes out.", "Números de una fila de salida."),
  parameters: count,
  multiplyAdds: said(
    count,
    "Multiply-adds of one row through the whole net.",
    "Multiplicaciones y sumas de una fila por toda la red.",
  ),
};

/** As the data set has them. Models that were published before they were kept have none. */
export const classNames = said(
  v.array(v.string()),
  "Names of the classes whose probabilities a row has, in their order; absent where the model does not say them.",
  "Nombres de las clases cuyas probabilidades tiene una fila, en su orden; faltan si el modelo no los dice.",
);

/** An autoencoder of dense layers: pictures to codes and back. Published ones answer for ever. */
const denseModel = v.strictObject({
  kind: v.literal("dense-int8"),
  ...common,
  code: said(count, "Numbers of a code.", "Números de un código."),
});

/** Any other net. */
const graphModel = v.strictObject({
  kind: v.literal("graph-int8"),
  ...common,
  shape: said(
    v.array(count),
    "Of a row that goes in: numbers, or height, width and channels.",
    "De una fila de entrada: números, o altura, anchura y canales.",
  ),
  shapeOut: said(v.array(count), "Of a row that comes out.", "De una fila de salida."),
  classifies: said(
    v.boolean(),
    "Whether it answers with probabilities of classes.",
    "Si responde con probabilidades de clases.",
  ),
  classes: v.exactOptional(classNames),
});

/** A net that goes on with texts. */
const textModel = v.strictObject({
  kind: v.literal("text-int8"),
  ...common,
  signs: said(
    v.string(),
    "The characters that it knows, by number; the first, U+FFFD, stands for all others.",
    "Los caracteres que conoce, por su número; el primero, U+FFFD, representa a todos los demás.",
  ),
  window: said(
    count,
    "Characters of a text that it reads at most: of what stands before them nothing counts.",
    "Caracteres de un texto que lee como mucho: lo anterior no cuenta.",
  ),
});

/** As the index keeps it. */
export type DenseModel = Readonly<v.InferOutput<typeof denseModel>>;
export type GraphModel = Readonly<v.InferOutput<typeof graphModel>>;
export type TextNet = Readonly<v.InferOutput<typeof textModel>>;
export type Model = DenseModel | GraphModel | TextNet;

export const operations = ["encode", "decode", "reconstruct", "classify", "predict"] as const;
export type OperationName = (typeof operations)[number];

const operation = v.strictObject({
  op: v.picklist(operations),
  takes: said(count, "Numbers of a row that it takes.", "Números de una fila de entrada."),
  gives: said(count, "Numbers of a row that it gives.", "Números de una fila de salida."),
  picture: said(v.boolean(), "Its rows can be had as PNG.", "Sus filas se pueden pedir como PNG."),
});
const list = { operations: v.array(operation) };

/** As a link shows it. */
export const modelSchema = named(
  "Model",
  v.union([
    v.strictObject({ ...denseModel.entries, ...list }),
    v.strictObject({ ...graphModel.entries, ...list }),
    v.strictObject({ ...textModel.entries, ...list }),
  ]),
);
export type ModelView = v.InferOutput<typeof modelSchema>;

export function viewModel(model: Model): ModelView {
  const all = [...doneBy(model)].map(([op, { takes, gives, shape }]) => {
    return { op, takes, gives, picture: shape !== null };
  });
  return { ...model, operations: all };
}

/** Numbers of a row that goes in and of one that comes out. */
export interface Widths {
  readonly takes: number;
  readonly gives: number;
  /** What comes out can be drawn: [pixels], or height, width and channels; null for codes and probabilities. */
  readonly shape: readonly number[] | null;
}

/** What a model does. */
export function doneBy(model: Model): ReadonlyMap<OperationName, Widths> {
  const { inputs, outputs } = model;
  switch (model.kind) {
    case "dense-int8":
      return new Map<OperationName, Widths>([
        ["encode", { takes: inputs, gives: model.code, shape: null }],
        ["decode", { takes: model.code, gives: outputs, shape: [outputs] }],
        ["reconstruct", { takes: inputs, gives: outputs, shape: [outputs] }],
      ]);
    case "graph-int8":
      return model.classifies
        ? new Map([["classify", { takes: inputs, gives: outputs, shape: null }]])
        : new Map([["predict", { takes: inputs, gives: outputs, shape: model.shapeOut }]]);
    // Texts are asked for by an address of their own.
    case "text-int8":
      return new Map();
    default:
      return model satisfies never;
  }
}
