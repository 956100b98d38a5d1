interface ScriptPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

/**
 * `new Worker(url)` takes no plain text under the page's content security policy. The one policy that there is lets exactly these scripts
 * through; the headers name it "latente" and allow it to be made once.
 */
export function scriptPolicy(scripts: readonly string[]): ScriptPolicy {
  const allowed = new Set(scripts.map((script) => new URL(script, location.href).href));
  const rules: ScriptPolicy = {
    createScriptURL(url) {
      const { href } = new URL(url, location.href);
      if (!allowed.has(href)) throw new TypeError(`blocked script: ${href} (must be a script of this page's threads)`);
      return href;
    },
  };
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy("latente", rules) ?? rules;
}
