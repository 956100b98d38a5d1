/**
 * Security headers of every answer. Hits on assets bypass the Worker, so the build writes the same headers to `_headers`
 * (`headersFile`), and the middleware of `index.ts` sets them on everything that the Worker answers itself.
 */
const csp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // One policy, for the scripts of threads: `new Worker(url)` is a sink.
  "trusted-types latente",
].join("; ");

const refused = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "display-capture",
  "encrypted-media",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "midi",
  "payment",
  "publickey-credentials-get",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];
const permissions = [
  "camera=(self)",
  "microphone=(self)",
  "fullscreen=(self)",
  ...refused.map((name) => `${name}=()`),
].join(", ");

export const securityHeaders: readonly (readonly [name: string, value: string])[] = [
  ["Content-Security-Policy", csp],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Embedder-Policy", "require-corp"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  ["Referrer-Policy", "no-referrer"],
  ["Permissions-Policy", permissions],
];

/**
 * The same for a link that pages of these origins ("*": all) may show in a frame: that alone is loosened, and sites that are isolated themselves may
 * do so too.
 */
export function framedHeaders(origins: readonly string[]): readonly (readonly [name: string, value: string])[] {
  const policy = csp.replace("frame-ancestors 'none'", `frame-ancestors ${origins.join(" ")}`);
  const changed = new Map([
    ["Content-Security-Policy", policy],
    ["Cross-Origin-Resource-Policy", "cross-origin"],
  ]);
  return securityHeaders
    .filter(([name]) => name !== "X-Frame-Options")
    .map(([name, value]) => [name, changed.get(name) ?? value]);
}

/** The policy of a stored blob: whatever its bytes are, opened as a page they can do nothing. */
export const blobPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Files under /assets/ have the hash of their content in their names. */
const cacheRules: readonly (readonly [pattern: string, value: string])[] = [
  ["/assets/*", "public, max-age=31536000, immutable"],
];

/** The `_headers` file of the static assets: a path pattern, then its headers, indented. */
export function headersFile(): string {
  const rules = [
    ["/*", ...securityHeaders.map(([name, value]) => `  ${name}: ${value}`)],
    ...cacheRules.map(([pattern, value]) => [pattern, `  Cache-Control: ${value}`]),
  ];
  return `${rules.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
