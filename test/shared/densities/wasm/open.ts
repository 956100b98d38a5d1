import type { Program } from "../../../../shared/densities/program.ts";
import { compileProgram } from "../../../../shared/densities/wasm/compile.ts";
import type { CompiledDensity } from "../../../../shared/densities/wasm/compiled.ts";
import { LIBRARY_END } from "../../../../shared/densities/wasm/link.ts";

/** Numbers around the results that must not change. */
const GUARD = 3;

/** A compiled program in a memory of its own, as functions of arrays. */
export function openCompiled(program: Program) {
  const { bytes, end, fill } = compileProgram(program, LIBRARY_END);
  const reported = program.names.length;
  const [input, output] = [Math.ceil(end / 16) * 16, Math.ceil((end + 8 * (program.dimension + 2)) / 16) * 16];
  const total = output + 8 * (Math.max(reported, program.dimension) + 2 * GUARD);
  const memory = new WebAssembly.Memory({ initial: Math.ceil(total / 65536) });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const compiled = exports as unknown as CompiledDensity;
  fill(memory.buffer);
  const at = (address: number, length: number) => new Float64Array(memory.buffer, address, length);
  const write = (length: number, run: (to: number) => unknown) => {
    const whole = at(output, length + 2 * GUARD).fill(-7.5);
    const result = run(output + 8 * GUARD);
    const values = whole.slice(GUARD, GUARD + length);
    const rim = [...whole.subarray(0, GUARD), ...whole.subarray(GUARD + length)];
    if (rim.some((value) => value !== -7.5)) throw new Error("written beyond the results");
    return { result, values };
  };
  return {
    bytes,
    compiled,
    memory,
    input,
    output,
    value(position: Float64Array): number {
      at(input, position.length).set(position);
      return compiled.value(input);
    },
    density(position: Float64Array) {
      at(input, position.length).set(position);
      const { result, values } = write(position.length, (to) => compiled.density(input, to));
      return { value: result as number, gradient: values };
    },
    report(position: Float64Array): Float64Array {
      at(input, position.length).set(position);
      return write(reported, (to) => compiled.report(input, to)).values;
    },
  };
}
