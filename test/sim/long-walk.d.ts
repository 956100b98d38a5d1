import type { Pool } from "../../client/compute/job.ts";
/** Of the result of `runLongWalk`, whatever runs it. */
export declare const longWalkDigest = "c2f454a8ee89b32488faacd832e99299aa76cf96ba1142047c9d507e78bc369c";
/** The same without any pool: each task in one piece. */
export declare function longWalkWithoutPool(): Promise<string>;
/** A run of a second or so on real threads; `onChunk` is told how many chunks came. */
export declare function runLongWalk(pool: Pool, onChunk?: (chunks: number) => void): Promise<string>;
