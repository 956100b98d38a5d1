/** What is given to a thread along with a question. */
import type { Arrays, NDArray } from "../../shared/arrays.ts";
import { shared } from "./tables.ts";

/** Bytes that are copied in one go. */
const breath = 4 * 1024 * 1024;

/** Whether threads see the memory of large records (`shared/labs/slots.ts`): without, each question would take all of it along. */
export const isShared = typeof SharedArrayBuffer !== "undefined";

/** Copies, since a view that is sent takes its whole buffer along; in memory that the thread sees, where there is such: what lies there stays as it is. */
export async function copied(arrays: Arrays): Promise<Arrays> {
  const copies: Record<string, NDArray> = {};
  let bytes = 0;
  for (const [name, { shape, values }] of Object.entries(arrays)) {
    const isSeen = isShared && values.buffer instanceof SharedArrayBuffer;
    copies[name] = { shape, values: isSeen ? values : isShared ? shared(values) : values.slice() };
    if (isSeen) continue;
    bytes += values.byteLength;
    if (bytes < breath) continue;
    // Rows that are filled do not change: the copy may take its time, and the page draws in between.
    await new Promise((resolve) => setTimeout(resolve));
    bytes = 0;
  }
  return copies;
}

/** Arrays to be sent: of those that are views into larger buffers the part that is seen. */
export async function givenTo(arrays: Arrays): Promise<Arrays> {
  const isView = ({ values }: NDArray) => values.byteLength < values.buffer.byteLength;
  return Object.values(arrays).some(isView) ? copied(arrays) : arrays;
}
