/** What published weights can be asked: said by the index, so that a question is checked before any weights are loaded. */
import * as v from "valibot";
import { named, said } from "../api/json-schema.ts";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** An autoencoder of dense layers: pictures to codes and back. Published ones answer for ever. */
const denseModel = v.strictObject({
  kind: v.literal("dense-int8"),
  inputs: said(count, "Numbers of a picture.", "Números de una imagen."),
  code: said(count, "Numbers of a code.", "Números de un código."),
  outputs: said(count, "Numbers of a reconstruction.", "Números de una reconstrucción."),
  parameters: count,
  multiplyAdds: said(
    count,
    "Multiply-adds of one picture through the whole net.",
    "Multiplicaciones y sumas de una imagen por toda la red.",
  ),
});

/** As the index keeps it. */
export type Model = Readonly<v.InferOutput<typeof denseModel>>;

export const operations = ["encode", "decode", "reconstruct"] as const;
export type OperationName = (typeof operations)[number];

const operation = v.strictObject({
  op: v.picklist(operations),
  takes: said(count, "Numbers of a row that it takes.", "Números de una fila de entrada."),
  gives: said(count, "Numbers of a row that it gives.", "Números de una fila de salida."),
  picture: said(v.boolean(), "Its rows can be had as PNG.", "Sus filas se pueden pedir como PNG."),
});

/** As a link shows it. */
export const modelSchema = named("Model", v.strictObject({ ...denseModel.entries, operations: v.array(operation) }));
export type ModelView = v.InferOutput<typeof modelSchema>;

export function viewModel(model: Model): ModelView {
  return {
    ...model,
    operations: operations.map((op) => {
      const { takes, gives, isPicture } = widthsOf(model, op);
      return { op, takes, gives, picture: isPicture };
    }),
  };
}

/** Rows that go in and come out. */
export interface Widths {
  readonly takes: number;
  readonly gives: number;
  /** What comes out is drawn: bytes that are levels of grey or colour. */
  readonly isPicture: boolean;
}

export function widthsOf({ inputs, code, outputs }: Model, op: OperationName): Widths {
  switch (op) {
    case "encode":
      return { takes: inputs, gives: code, isPicture: false };
    case "decode":
      return { takes: code, gives: outputs, isPicture: true };
    case "reconstruct":
      return { takes: inputs, gives: outputs, isPicture: true };
    default:
      return op satisfies never;
  }
}
