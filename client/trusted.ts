interface ScriptPolicy {
  createScriptURL(url: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

const allowed = new Set<string>();
let made: ScriptPolicy | null = null;

/**
 * `new Worker(url)` takes no plain text under the page's content security policy. The one policy that there is lets exactly the scripts
 * that it was asked for through; the headers name it "latente" and allow it to be made once.
 */
export function scriptPolicy(scripts: readonly string[]): ScriptPolicy {
  for (const script of scripts) allowed.add(new URL(script, location.href).href);
  const rules: ScriptPolicy = {
    createScriptURL(url) {
      const { href } = new URL(url, location.href);
      if (!allowed.has(href)) throw new TypeError(`blocked script: ${href} (must be a script of this page's threads)`);
      return href;
    },
  };
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  made ??= trustedTypes?.createPolicy("latente", rules) ?? rules;
  return made;
}
