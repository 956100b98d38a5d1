import type { Id, Program } from "../program.ts";
import type { Output } from "./schedule.ts";

/** Numbers that are written one behind the other. */
export function outputsOf(program: Program, ids: readonly Id[]): readonly Output[] {
  let offset = 0;
  return ids.map((id) => {
    const output = { id, offset };
    offset += 8 * program.operations[id].length;
    return output;
  });
}
