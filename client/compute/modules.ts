import type { LabEntry } from "../../shared/labs/index.ts";
import type { Task, WasmName } from "../../shared/labs/lab.ts";
import { PoolError, reasonOf } from "./errors.ts";
import { answered } from "./patience.ts";
import type { PoolOptions } from "./pool.ts";
import type { Clock } from "./thread-set.ts";

export interface CompiledModule {
  readonly module: WebAssembly.Module;
  /** Lower-case hexadecimal SHA-256 of the module's bytes. */
  readonly sha256: string;
}

/** A lab's modules and those that some of the tasks need beside them. */
export function withTasks(own: readonly WasmName[], tasks: readonly Task[]): readonly WasmName[] {
  return [...new Set([...own, ...tasks.flatMap(({ wasm = [] }) => wasm)])];
}

/** Milliseconds without a byte after which a module counts as lost. */
const silence = 20_000;

/** Fetches and compiles a module; calls `heard` whenever something of it arrives. */
export type Compile = (name: WasmName, heard: () => void) => Promise<CompiledModule>;

/**
 * Compiles each module when it is first needed, once. A module that could not be loaded is a PoolError "no-module", and is requested again
 * next time.
 */
export function moduleCache(
  labs: readonly LabEntry[],
  compile: Compile,
  { after }: Pick<Clock, "after">,
): Pick<PoolOptions, "modules" | "hashes"> {
  const cache = new Map<WasmName, Promise<CompiledModule>>();
  const compiled = (name: WasmName) => {
    const known = cache.get(name);
    if (known !== undefined) return known;
    const complaint = () => new Error(`nothing arrived for ${silence / 1000} s`);
    const fresh = answered((heard) => compile(name, heard), { after, silence, complaint }).catch(refuse(name));
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
      const own = entry.wasm ?? (await entry.load().catch(refuseLab)).wasm;
      return all(withTasks(own, tasks), ({ module }) => module);
    },
    hashes: (names) => all(names, ({ sha256 }) => sha256),
  };
}

function refuseLab(error: unknown): never {
  throw new PoolError("no-code", `the code of the lab could not be loaded: ${reasonOf(error)} (check the connection)`);
}

function refuse(name: WasmName): (error: unknown) => never {
  return (error) => {
    const message = `module ${name} could not be loaded: ${reasonOf(error)} (check the connection and try again)`;
    throw new PoolError("no-module", message, { values: { module: name } });
  };
}
