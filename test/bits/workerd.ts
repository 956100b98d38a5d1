/** Runs of first presets in workerd, the runtime of the edge: the labs' code bundled as a Worker of its own, with all modules of WebAssembly. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { build } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Workerd {
  readonly version: string;
  /** The digest of the lab's first preset, or why it cannot run there. */
  run(lab: string): Promise<{ readonly digest?: string; readonly reason?: string }>;
  close(): Promise<void>;
}

export async function openWorkerd(): Promise<Workerd> {
  const wasm = readdirSync(`${root}shared/wasm`).filter((name) => name.endsWith(".wasm"));
  const server = new Miniflare(
    convertV4MiniflareOptions({
      modulesRoot: "/",
      modules: [
        { type: "ESModule", path: "/main.js", contents: mainOf(wasm) },
        ...(await bundled()),
        ...wasm.map((name) => ({
          type: "CompiledWasm" as const,
          path: `/${name}`,
          contents: readFileSync(`${root}shared/wasm/${name}`),
        })),
      ],
      compatibilityDate: "2026-11-01",
      compatibilityFlags: ["nodejs_compat"],
      cf: false,
      log: new Log(LogLevel.WARN),
    }),
  );
  await server.ready;
  const { resolve } = createRequire(createRequire(import.meta.url).resolve("miniflare"));
  const { version } = JSON.parse(readFileSync(resolve("workerd/package.json"), "utf8")) as { readonly version: string };
  return {
    version,
    run: async (lab) => (await (await server.dispatchFetch(`http://latente/?lab=${lab}`)).json()) as object,
    close: () => server.dispose(),
  };
}

/** The module that answers: it gives the others' code the modules of WebAssembly, which a Worker has by import alone. */
function mainOf(wasm: readonly string[]): string {
  const names = wasm.map((name) => name.replace(".wasm", ""));
  return [
    ...names.map((name, i) => `import m${i} from "./${name}.wasm";`),
    `import { answer } from "./in-workerd.js";`,
    `const modules = { ${names.map((name, i) => `"${name}": m${i}`).join(", ")} };`,
    "export default { fetch: (request) => answer(new URL(request.url).searchParams.get('lab'), modules) };",
  ].join("\n");
}

async function bundled() {
  const built = await build({
    root,
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: { ssr: "test/bits/in-workerd.ts", write: false, minify: false, target: "es2023" },
  });
  if (!("output" in built)) throw new Error("not one bundle");
  return built.output.flatMap((file) =>
    file.type === "chunk" ? [{ type: "ESModule" as const, path: `/${file.fileName}`, contents: file.code }] : [],
  );
}
