/** Packages that the page imports: named, so that none is discovered while it runs from its sources, which would reload it. */
const preBundled: readonly string[] = [
  "@tensorflow/tfjs-backend-wasm",
  "@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.js",
  "@tensorflow/tfjs-backend-webgpu",
  "@tensorflow/tfjs-converter",
  "@tensorflow/tfjs-core",
  "@tensorflow/tfjs-layers",
  "comlink",
  "valibot",
  "@preact/signals",
  "preact",
  "preact/hooks",
  "@dagrejs/dagre",
  "@observablehq/plot",
  "hono/client",
  "idb-keyval",
  "preact/jsx-runtime",
];

/** How JSX is compiled. */
export const jsx = { runtime: "automatic", importSource: "preact" } as const;

/** What looks for packages to bundle compiles JSX by itself: untold it takes it for React's, does not find that, and warns. */
export const optimised = (more: readonly string[] = []) => ({
  include: [...preBundled, "preact/jsx-dev-runtime", ...more],
  rolldownOptions: { transform: { jsx } },
});
