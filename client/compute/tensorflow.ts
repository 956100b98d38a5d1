import type { Tensorflow } from "../../shared/nets/tensorflow.ts";
import { loaded } from "./errors.ts";

let started: Promise<Tensorflow> | undefined;

/** What its factory returns beyond what its types declare. */
interface Runtime {
  cwrap(name: string, result: "number" | null, args: readonly "number"[]): (...args: number[]) => unknown;
}

/**
 * tensorflow.js on the given module, its wasm backend built for SIMD and one thread; once per thread, and loaded only then. The module is compiled and
 * hashed like our own, so that a result says which one computed it: tensorflow.js itself would fetch whichever file it thinks best.
 */
export function startTensorflow(module: WebAssembly.Module): Promise<Tensorflow> {
  started ??= start(module);
  return started;
}

/** Fetches its code without starting it. Rejects with a LoadError. */
export async function prepareTensorflow(): Promise<void> {
  await fetchTensorflow();
}

const fetchTensorflow = () =>
  loaded(
    Promise.all([
      import("@tensorflow/tfjs-core"),
      import("@tensorflow/tfjs-backend-wasm"),
      import("@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js"),
    ]),
  );

async function start(module: WebAssembly.Module): Promise<Tensorflow> {
  const [tf, { BackendWasm }, { default: factory }] = await fetchTensorflow();
  const runtime = await factory({
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      done(instance);
      return instance.exports;
    },
  });
  const { cwrap } = runtime as unknown as Runtime;
  const call = (name: string, result: "number" | null, ...args: "number"[]) => cwrap(name, result, args);
  Object.assign(runtime, {
    tfjs: {
      init: call("init", null),
      initWithThreadsCount: call("init_with_threads_count", null, "number"),
      getThreadsCount: call("get_threads_count", "number"),
      registerTensor: call("register_tensor", null, "number", "number", "number"),
      disposeData: call("dispose_data", null, "number"),
      dispose: call("dispose", null),
    },
  });
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  tf.removeBackend("wasm");
  tf.registerBackend("wasm", () => new BackendWasm(runtime as ConstructorParameters<typeof BackendWasm>[0]));
  if (!(await tf.setBackend("wasm"))) throw new Error("tensorflow.js did not start (reload the page)");
  return tf as unknown as Tensorflow;
}
