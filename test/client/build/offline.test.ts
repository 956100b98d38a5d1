import type { Rolldown } from "vite";
import { expect, test } from "vitest";
import { releaseOf, threadChunk } from "../../../client/build/offline.ts";

type Bundle = Rolldown.OutputBundle;

const asset = (fileName: string, source: string, originalFileNames: string[] = []) => ({
  type: "asset",
  fileName,
  source,
  originalFileNames,
});
const chunk = (fileName: string, facadeModuleId: string, parts: object = {}) => ({
  type: "chunk",
  fileName,
  facadeModuleId,
  code: "",
  imports: [],
  dynamicImports: [],
  ...parts,
});

/** A build of the page with two labs, as small as it may be; the thread's chunks come as files that name each other. */
const bundle = Object.fromEntries(
  [
    asset("_headers", "/*"),
    asset("index.html", '<script type="module" src="/assets/index-a.js"></script>'),
    chunk("assets/index-a.js", "/site/client/index.html", { isEntry: true, dynamicImports: ["assets/page-b.js"] }),
    chunk("assets/page-b.js", "/site/client/app/lab/page.tsx", {
      code: '"/assets/thread-d.js" "/assets/rbm-e.wasm" "/assets/digits-f.safetensors" "/assets/plane-g.safetensors" "/assets/view-h.css"',
      dynamicImports: ["assets/view-h.js", "assets/view-i.js"],
      viteMetadata: { importedCss: new Set(["assets/page-b.css"]) },
    }),
    asset("assets/page-b.css", ""),
    asset(
      "assets/thread-d.js",
      'import("./rbm.thread-j.js");import("./autoencoder.thread-k.js");import("./tensorflow.thread-l.js");import("./webgpu.thread-r.js")',
    ),
    asset("assets/rbm.thread-j.js", 'import"./kernel-m.js"'),
    asset("assets/autoencoder.thread-k.js", 'import"./kernel-n.js";wasm=["tensorflow"]'),
    asset("assets/tensorflow.thread-l.js", ""),
    // Of a GPU no lab is kept with it.
    asset("assets/webgpu.thread-r.js", 'import"./tensorflow.thread-l.js"'),
    asset("assets/kernel-m.js", ""),
    asset("assets/kernel-n.js", ""),
    asset("assets/rbm-e.wasm", ""),
    asset("assets/tfjs-backend-wasm-simd-o.wasm", ""),
    asset("assets/digits-f.safetensors", "", ["labs/partition/rbm/recorded/digits.safetensors"]),
    asset("assets/plane-g.safetensors", "", ["labs/autoencoders/autoencoder/recorded/plane.safetensors"]),
    chunk("assets/view-h.js", "/site/client/labs/partition/rbm/view.tsx", {
      imports: ["assets/parts-p.js"],
      viteMetadata: { importedCss: new Set(["assets/view-h.css"]) },
    }),
    asset("assets/view-h.css", ""),
    chunk("assets/view-i.js", "/site/client/labs/autoencoders/autoencoder/view.tsx", {
      imports: ["assets/parts-p.js"],
    }),
    chunk("assets/parts-p.js", "/site/client/labs/parts/parts.ts"),
  ].map((file) => [file.fileName, file]),
) as unknown as Bundle;

const icon = Uint8Array.of(1);

test("every file of a build is everyone's or belongs to the labs that need it", () => {
  const { entry, shell, labs } = releaseOf(bundle, new Map([["icon.svg", icon]]));
  expect(entry).toBe("/assets/index-a.js");
  expect(shell).toEqual([
    "/",
    "/assets/index-a.js",
    "/assets/page-b.css",
    "/assets/page-b.js",
    "/assets/rbm-e.wasm",
    "/assets/thread-d.js",
    "/icon.svg",
  ]);
  expect(labs.rbm).toEqual([
    "/assets/digits-f.safetensors",
    "/assets/kernel-m.js",
    "/assets/parts-p.js",
    "/assets/rbm.thread-j.js",
    "/assets/view-h.css",
    "/assets/view-h.js",
  ]);
  expect(labs.autoencoder).toEqual([
    "/assets/autoencoder.thread-k.js",
    "/assets/kernel-n.js",
    "/assets/parts-p.js",
    "/assets/plane-g.safetensors",
    "/assets/tensorflow.thread-l.js",
    "/assets/tfjs-backend-wasm-simd-o.wasm",
    "/assets/view-i.js",
  ]);
  expect(labs.ica).toEqual([]);
});

test("another document, file or header is another version", () => {
  const versionWith = (files: object, own = icon) =>
    releaseOf({ ...bundle, ...files } as unknown as Bundle, new Map([["icon.svg", own]])).version;
  const version = versionWith({});
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(versionWith({})).toBe(version);
  const html = asset("index.html", '<html lang="es"><script src="/assets/index-a.js">');
  expect(versionWith({ "index.html": html })).not.toBe(version);
  expect(versionWith({ "assets/more-q.json": asset("assets/more-q.json", "") })).not.toBe(version);
  // Kept answers have their headers.
  expect(versionWith({ _headers: asset("_headers", "/*\n  X-Frame-Options: DENY") })).not.toBe(version);
  expect(versionWith({}, Uint8Array.of(2))).not.toBe(version);
});

test("the chunks of threads are named after their labs", () => {
  const named = (facadeModuleId: string | null, moduleIds: string[] = []) =>
    threadChunk({ facadeModuleId, moduleIds } as Rolldown.PreRenderedChunk);
  expect(named("/site/shared/labs/partition/rbm/lab.ts")).toBe("assets/rbm.thread-[hash].js");
  expect(named("/site/shared/labs/partition/rbm.ts")).toBe("assets/[name]-[hash].js");
  expect(named(null, ["/site/node_modules/@tensorflow/tfjs-core/dist/index.js"])).toBe(
    "assets/tensorflow.thread-[hash].js",
  );
  const ofGpu = ["core/dist/index.js", "backend-webgpu/dist/index.js"];
  expect(
    named(
      null,
      ofGpu.map((id) => `/site/node_modules/@tensorflow/tfjs-${id}`),
    ),
  ).toBe("assets/webgpu.thread-[hash].js");
});
