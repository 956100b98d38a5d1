/** Packages that the page imports: named, so that none is found while it runs from its sources, which would load it anew. */
export const preBundled: readonly string[] = [
  "@tensorflow/tfjs-backend-wasm",
  "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js",
  "@tensorflow/tfjs-core",
  "comlink",
  "jpeg-js/lib/decoder.js",
  "valibot",
  "@preact/signals",
  "preact",
  "preact/hooks",
  "@observablehq/plot",
  "hono/client",
  "idb-keyval",
  "preact/jsx-runtime",
];
