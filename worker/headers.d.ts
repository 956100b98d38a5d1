export declare const securityHeaders: readonly (readonly [name: string, value: string])[];
/** The policy of a stored blob: whatever its bytes are, opened as a page they can do nothing. */
export declare const blobPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
/** The `_headers` file of the static assets: a path pattern, then its headers, indented. */
export declare function headersFile(): string;
