import type { Description, Facts } from "../../../shared/gallery/card.ts";
import { encodeMachine } from "../../../shared/gallery/rbm/machine.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import type { TrainedRun } from "../../../shared/labs/published-net.ts";
import { quantisedChain } from "../../../shared/labs/quantised-chain.ts";
import { readGraphHead } from "../../../shared/quant/graph/index.ts";
import { decoderOf } from "./decoder.ts";
import { diffusionOf } from "./diffusion.ts";
import { machineOf } from "./machine.ts";

/** The file of a model of the gallery, made of the finished run of its experiment. */
export function fileOfRun(
  { kind }: Description,
  lab: Lab,
  run: TrainedRun,
): Pick<Facts, "parameters" | "multiplyAdds" | "begin"> & { readonly bytes: Uint8Array<ArrayBuffer> } {
  switch (kind) {
    case "decoder": {
      const bytes = decoderOf(lab, run);
      const { parameters, multiplyAdds } = readGraphHead(bytes).cost;
      return { bytes, parameters, multiplyAdds };
    }
    case "rbm": {
      const machine = machineOf(lab, run);
      const { visible, hidden } = machine;
      const parameters = visible * hidden + visible + hidden;
      // A sweep goes to the hidden units and back.
      return { bytes: encodeMachine(machine), parameters, multiplyAdds: 2 * visible * hidden };
    }
    case "diffusion": {
      const { bytes, graph } = diffusionOf(lab, run);
      const { parameters, multiplyAdds } = readGraphHead(graph).cost;
      return { bytes, parameters, multiplyAdds };
    }
    case "text": {
      const found = quantisedChain(lab, run);
      if (found?.kind !== "ready")
        throw new Error(`run of ${lab.id} has no net of texts (${found?.why ?? "unfinished"})`);
      const { head, cost } = readGraphHead(found.bytes);
      const { parameters, multiplyAdds } = cost;
      const begin = Array.from(head.text?.begin ?? "").length;
      return { bytes: found.bytes, parameters, multiplyAdds, ...(begin > 1 && { begin }) };
    }
    default:
      return kind satisfies never;
  }
}
