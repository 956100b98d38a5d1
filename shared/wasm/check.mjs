// What a module of ours must not hold: imports (but its memory, which whoever starts it brings), atomics, and (outside the integer module) relaxed SIMD, whose results depend on the machine.
import binaryen from "binaryen";

/** Pages of memory that every instance starts with. */
const PAGES = 1;

/** @returns {string[]} complaints, empty when the module is acceptable */
export function checkModule(bytes, { relaxed = false } = {}) {
  const complaints = [];
  const found = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map((i) => `${i.module}.${i.name}`);
  const others = found.filter((name) => name !== "env.memory");
  if (others.length) complaints.push(`imports ${others.join(", ")}`);
  const module = binaryen.readBinary(new Uint8Array(bytes));
  const { initial } = module.getMemoryInfo();
  if (initial > PAGES) complaints.push(`starts with ${initial} pages of memory (at most ${PAGES}: shared/wasm/instantiate.ts)`);
  const text = module.emitText();
  // i32x4.relaxed_dot_i8x16_i7x16_add_s is exact while its second operand stays in 0…127.
  const allowed = relaxed ? /relaxed_dot_i8x16_i7x16_add_s/ : /$^/;
  for (const [op] of text.matchAll(/\S*relaxed_\w+|i\d+\.atomic\.\w+/g))
    if (!allowed.test(op)) complaints.push(`holds ${op}`);
  const { Features } = binaryen;
  module.setFeatures(Features.All & ~Features.Atomics & ~(relaxed ? 0 : Features.RelaxedSIMD));
  if (!module.validate()) complaints.push("does not validate");
  module.dispose();
  return [...new Set(complaints)];
}
