import type { io } from "@tensorflow/tfjs-core";
import type { Arrays, NDArray } from "../../shared/arrays.ts";
import type { ForeignModel } from "../../shared/data/table.ts";
import type { ForeignProgram } from "../../shared/nets/tensorflow.ts";
import { loaded } from "./errors.ts";

/**
 * A layers model of tensorflow.js, run by tensorflow.js itself on the backend that was started: for nets with layers that our engine does not have. What reads such models
 * is loaded only here. Rejects with a LoadError where its code does not arrive, and with the library's own error for a model that it does not take.
 */
export async function openForeign({ text }: ForeignModel, weights: Arrays): Promise<ForeignProgram> {
  const [tf, keras] = await loaded(Promise.all([import("@tensorflow/tfjs-core"), import("@tensorflow/tfjs-layers")]));
  const artifacts: io.ModelArtifacts = { ...JSON.parse(text, drawnFirst), ...packed(weights) };
  const model = await keras.loadLayersModel(tf.io.fromMemory(artifacts));
  const shapes = model.inputs.map(({ shape }) => shape.slice(1));
  return {
    inputs: shapes,
    predict(values, rows) {
      const [shape] = shapes;
      const size = values.length / rows;
      // At most one extent is open: sequences of any length, pictures of any height.
      const known = shape.reduce<number>((product, extent) => product * (extent ?? 1), 1);
      return tf.tidy(() => {
        const x = tf.tensor(values, [rows, ...shape.map((extent) => extent ?? size / known)]);
        const y = model.predict(x);
        return Float32Array.from((Array.isArray(y) ? y[0] : y).dataSync());
      });
    },
    close: () => model.dispose(),
  };
}

/** Recurrent weights are drawn before they are replaced, by an initialiser that asks for more of tensorflow.js than is loaded: zeros do as well. */
function drawnFirst(key: string, value: unknown): unknown {
  return key === "recurrent_initializer" ? { class_name: "Zeros", config: {} } : value;
}

function packed(weights: Arrays): Pick<io.ModelArtifacts, "weightSpecs" | "weightData"> {
  const all = Object.entries(weights);
  const bytes = new Uint8Array(all.reduce((sum, [, { values }]) => sum + 4 * values.length, 0));
  let at = 0;
  for (const [, { values }] of all) {
    const own = values instanceof Int32Array ? values : Float32Array.from(values);
    bytes.set(new Uint8Array(own.buffer, own.byteOffset, own.byteLength), at);
    at += own.byteLength;
  }
  return { weightSpecs: all.map(specOf), weightData: bytes.buffer };
}

function specOf([name, { shape, values }]: [string, NDArray]): io.WeightsManifestEntry {
  return { name, shape: [...shape], dtype: values instanceof Int32Array ? "int32" : "float32" };
}
