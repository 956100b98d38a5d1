import type { Plugin } from "vite";
import { headersFile, securityHeaders } from "../../worker/headers.ts";

/** Writes the security headers beside the assets, and sends them from `vite preview` too. */
export function headers(): Plugin {
  return {
    name: "latente-headers",
    config: () => ({ preview: { headers: Object.fromEntries(securityHeaders) } }),
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "_headers", source: headersFile() });
    },
  };
}
