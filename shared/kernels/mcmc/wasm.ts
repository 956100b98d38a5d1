import type { Program } from "../../densities/index.ts";
import { bytesNeeded, compileProgram } from "../../densities/wasm/compile.ts";
import type { CompiledDensity } from "../../densities/wasm/compiled.ts";
import type { Key } from "../../random/key.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { put, roomOf } from "../../wasm/room.ts";
import { adapts, blankChain, type ChainParams, endWindow, MAX_ERROR } from "./chain.ts";
import { chainOver, encodeChain, writeScalars } from "./checkpoint.ts";
import { METRIC_KINDS } from "./metric.ts";
import type { Model } from "./model.ts";
import { NoStart } from "./no-start.ts";
import { PATH_WIDTH } from "./path.ts";
import { REMEMBERING } from "./remembering.ts";
import type { ChainRun } from "./run.ts";
import { ROW_EXTRAS } from "./run.ts";
import { paddedLength } from "./vectors.ts";
import { stretches } from "./warmup.ts";

type McmcModule = WasmModules["mcmc"];

/** In the order of their numbers in assembly/chain.ts. */
const SAMPLERS = ["nuts", "hmc", "metropolis", "mala", "walnuts", ...REMEMBERING] as const;
/** Draws that go through one buffer. */
const BATCH = 64;

/** The same chain, with the same bits as `scalarRun`, in a fresh instance of the module. */
export function wasmRun(
  module: McmcModule,
  key: Key,
  model: Model,
  params: ChainParams,
  checkpoint?: Float64Array,
  load: (module: McmcModule, model: Model) => void = loadModel,
): ChainRun {
  const { f64 } = roomOf(module);
  load(module, model);
  module.prepare(
    key[0],
    key[1],
    SAMPLERS.indexOf(params.sampler),
    params.warmup,
    params.thin,
    adapts(params),
    params.targetAccept,
    params.leapfrogs,
    params.maxDepth,
    params.maxError ?? MAX_ERROR,
  );
  const { first, last } = stretches(params.warmup);
  module.prepareMetric(METRIC_KINDS.indexOf(params.metric ?? "diagonal"), first, params.warmup - last);
  module.prepareMemory(
    params.levels ?? 2,
    params.hottest ?? 0.1,
    params.walkers ?? 3,
    typeof params.conditionals === "number" ? params.conditionals : 0,
    params.stepSize,
    params.initRadius,
  );
  const chain = () => f64(module.chainAddress(), module.chainNumbers());
  if (checkpoint !== undefined) module.restore(put(module, checkpoint));
  else {
    chain().set(encodeChain(blankChain(model.target, params)).subarray(0, module.chainNumbers()));
    if (!module.start(params.initRadius)) throw new NoStart(params.initRadius);
  }
  const width = model.target.names.length + ROW_EXTRAS.length;
  const buffer = module.alloc(BATCH * width * 8);
  const length = module.checkpointLength();
  const state = module.alloc(length * 8);
  const learn = () => {
    const values = chain();
    const learnt = chainOver(values, model.target.dimension, params);
    endWindow(learnt, params);
    writeScalars(learnt, values);
    module.metricChanged();
  };
  return {
    draw(count) {
      const rows = new Float64Array(count * width);
      for (let done = 0; done < count; ) {
        const made = module.advance(Math.min(BATCH, count - done), buffer);
        rows.set(f64(buffer, made * width), done * width);
        done += made;
        if (module.windowEnded()) learn();
      }
      return rows;
    },
    checkpoint() {
      module.save(state);
      return f64(state, length).slice();
    },
    path: () =>
      module.pathCount() === 0
        ? new Float64Array(0)
        : f64(module.pathAddress(), PATH_WIDTH * module.pathCount()).slice(),
  };
}

/** Compiles the model into the module's memory and table, once for each process that runs chains of it. */
export function loadModel(module: McmcModule, { program, target }: Model): void {
  const bytes = compiledPrograms.get(program)?.bytes ?? bytesNeeded(program);
  const compiled = compiledAt(program, module.alloc(bytes), bytes);
  compiled.fill(module.memory.buffer);
  const { memory, table } = module;
  const { exports } = new WebAssembly.Instance(compiled.module, { env: { memory } });
  const { value, density, report, leap, leaps, finish } = exports as unknown as CompiledDensity;
  const place = table.grow(6);
  [value, density, report, leap, leaps, finish].forEach((entry, i) => {
    table.set(place + i, entry ?? null);
  });
  const leapAt = leap === undefined ? 0 : place + 3;
  module.setTarget(place, place + 1, place + 2, leapAt, target.dimension, target.names.length);
}

interface CompiledAt {
  /** Memory that it needs, from its base on. */
  readonly bytes: number;
  readonly base: number;
  readonly module: WebAssembly.Module;
  fill(memory: ArrayBuffer): void;
}

const compiledPrograms = new WeakMap<Program, CompiledAt>();

function compiledAt(program: Program, base: number, needed: number): CompiledAt {
  const known = compiledPrograms.get(program);
  if (known?.base === base) return known;
  const { bytes, fill } = compileProgram(program, base);
  const compiled = { bytes: needed, base, module: new WebAssembly.Module(bytes), fill };
  compiledPrograms.set(program, compiled);
  return compiled;
}

/** Log density and gradient at one position, by the module. */
export function moduleDensity(
  module: McmcModule,
  position: Float64Array,
): { logDensity: number; gradient: Float64Array } {
  const bytes = paddedLength(position.length) * 8;
  const at = put(module, position, bytes);
  const gradientAt = module.alloc(bytes);
  const logDensity = module.logDensity(at, gradientAt);
  return { logDensity, gradient: roomOf(module).f64(gradientAt, position.length).slice() };
}
