/** The page's own thread, but that each of its GPUs is lost once so many pieces of work were handed to it. */
import { browserHost } from "../../../client/compute/browser/host.ts";
import { openGpu } from "../../../client/compute/gpu/device.ts";
import { serve } from "../../../client/compute/serve.ts";
import { labs } from "../../../shared/labs/index.ts";

/** Some slices of a run, and what is read after each of them. */
const PIECES = 12;

serve({
  ...browserHost(labs),
  async openGpu(beat) {
    const gpu = await openGpu({ beat, probe: async () => ({ complaint: null, isExact: true }) });
    const { queue } = gpu.device;
    const submit = queue.submit.bind(queue);
    let pieces = 0;
    queue.submit = (commands) => {
      submit(commands);
      if (++pieces === PIECES) gpu.device.destroy();
    };
    return gpu;
  },
});
