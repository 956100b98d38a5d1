import type { LabEntry } from "../../shared/labs/index.ts";
import type { Task, WasmName } from "../../shared/labs/lab.ts";
import type { PoolOptions } from "./pool.ts";

export interface CompiledModule {
  readonly module: WebAssembly.Module;
  /** Lower-case hexadecimal SHA-256 of the module's bytes. */
  readonly sha256: string;
}

/** A lab's modules and those that some of the tasks need beside them. */
export function withTasks(own: readonly WasmName[], tasks: readonly Task[]): readonly WasmName[] {
  return [...new Set([...own, ...tasks.flatMap(({ wasm = [] }) => wasm)])];
}

/** Compiles each module when it is first needed, once; a module that could not be loaded is requested again next time. */
export function moduleCache(
  labs: readonly LabEntry[],
  compile: (name: WasmName) => Promise<CompiledModule>,
): Pick<PoolOptions, "modules" | "hashes"> {
  const cache = new Map<WasmName, Promise<CompiledModule>>();
  const compiled = (name: WasmName) => {
    const known = cache.get(name);
    if (known !== undefined) return known;
    const fresh = compile(name);
    cache.set(name, fresh);
    fresh.catch(() => cache.delete(name));
    return fresh;
  };
  const all = <T>(names: readonly WasmName[], pick: (module: CompiledModule) => T) =>
    Promise.all(names.map(async (name) => [name, pick(await compiled(name))] as const)).then(Object.fromEntries);
  return {
    async modules(id, tasks) {
      const entry = labs.find((lab) => lab.id === id);
      if (entry === undefined) throw new Error(`unknown lab: ${id}`);
      const own = entry.wasm ?? (await entry.load()).wasm;
      return all(withTasks(own, tasks), ({ module }) => module);
    },
    hashes: (names) => all(names, ({ sha256 }) => sha256),
  };
}
