/** What computes (`processes.ts` of a lab) is opened by threads, from their own bundle: the page's build has nothing of it. */
import type { Plugin } from "vite";

export function threadsOnly(): Plugin {
  return {
    name: "latente-threads-only",
    // Served from their sources, page and threads share files.
    apply: "build",
    load: {
      filter: { id: /\/shared\/labs\/[\w-]+\/[\w-]+\/processes\.ts$/ },
      handler: () => 'throw new Error("processes are opened by threads alone");',
    },
  };
}
