import { signal } from "@preact/signals";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { writtenExperiment } from "../../../shared/labs/written.ts";
import { labAddress } from "../addresses.ts";
import { navigate, route } from "../router.ts";
import type { Asked } from "./read-link.ts";

/** An experiment from a file or a publication that is too long for an address, on its way to the page of its lab. */
export const handed = signal<Asked | null>(null);

/** The address that opens it on the page of its lab. What is too long for an address is `handed` to that page. */
export async function openingAddress(lab: Lab, { experiment, envelope }: Asked): Promise<string> {
  const page = labAddress(lab.id);
  // The desk, which takes what is handed to it, has no need of it.
  const { encodeLink } = await import("../../../shared/experiment/link.ts");
  try {
    return page + (await encodeLink(writtenExperiment(lab, experiment), envelope));
  } catch (error) {
    if (!(error instanceof ExperimentError) || error.code !== "link-too-large") throw error;
    handed.value = { experiment, envelope };
    return page;
  }
}

/** Goes to an opening address. A desk of the lab that is open takes what was handed to it, as a step of its own. */
export function goToDesk(address: string): void {
  const { value } = route;
  const isTaken = value.page === "lab" && handed.peek()?.experiment.lab === value.lab;
  if (!isTaken) navigate(address);
}
