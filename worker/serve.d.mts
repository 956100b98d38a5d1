/** Bundles the Worker as for a deployment. */
export function bundle(): Promise<void>;
/** True when the bundle is older than what it is made of. */
export function isBundleStale(): boolean;
/** Serves the bundle on a port of this machine (0: a free one), with links kept in the folder `state`. */
export function serve(options: { port: number; state: string }): Promise<{ url: URL; close(): Promise<void> }>;
