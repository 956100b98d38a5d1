/**
 * The rules of Mozilla's HTTP Observatory (https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring), as far as an answer without
 * cookies over HTTPS meets them: 100 points, less what is missing, and, from 90 on, more for what goes further. Redirections from HTTP are
 * the platform's, and not judged here.
 */

/** What one answer is judged by. */
export interface Judged {
  readonly headers: Headers;
  readonly html: string;
}

/** Points by rule; 0 where a rule is met and nothing more. */
export function pointsOf({ headers, html }: Judged): Readonly<Record<string, number>> {
  const csp = policyOf(headers.get("content-security-policy") ?? "");
  return {
    csp: cspPoints(csp),
    cookies: headers.has("set-cookie") ? -20 : 0,
    cors: headers.get("access-control-allow-origin") === "*" ? -50 : 0,
    referrer: referrerPoints(headers.get("referrer-policy")),
    hsts: hstsPoints(headers.get("strict-transport-security")),
    integrity: integrityPoints(html),
    nosniff: headers.get("x-content-type-options") === "nosniff" ? 0 : -5,
    framing: framingPoints(headers.get("x-frame-options"), csp),
    resources: resourcePoints(headers.get("cross-origin-resource-policy")),
  };
}

/** Bonuses count only where at least 90 points are left without them. */
export function scoreOf(judged: Judged): number {
  const points = Object.values(pointsOf(judged));
  const base = 100 + points.filter((one) => one < 0).reduce((sum, one) => sum + one, 0);
  const bonus = points.filter((one) => one > 0).reduce((sum, one) => sum + one, 0);
  return Math.max(0, base >= 90 ? base + bonus : base);
}

type Policy = ReadonlyMap<string, readonly string[]>;

function policyOf(text: string): Policy {
  const directives = text.split(";").map((one) => one.trim().toLowerCase().split(/\s+/));
  return new Map(directives.filter(([name]) => name).map(([name, ...sources]) => [name, sources]));
}

const sourcesOf = (policy: Policy, name: string) => policy.get(name) ?? policy.get("default-src") ?? ["*"];
const broad = ["*", "http:", "https:", "data:", "blob:", "ftp:"];

function cspPoints(policy: Policy): number {
  if (policy.size === 0) return -25;
  const scripts = sourcesOf(policy, "script-src");
  const objects = sourcesOf(policy, "object-src");
  const styles = sourcesOf(policy, "style-src");
  if (scripts.includes("'unsafe-inline'") || [...scripts, ...objects].some((one) => broad.includes(one))) return -20;
  if (scripts.includes("'unsafe-eval'")) return -10;
  if ([...policy.values()].flat().some((one) => one.startsWith("http:"))) return -20;
  if (styles.includes("'unsafe-inline'") || styles.some((one) => broad.includes(one))) return 0;
  return sourcesOf(policy, "default-src").join() === "'none'" ? 10 : 5;
}

function referrerPoints(policy: string | null): number {
  if (policy === null) return 0;
  const last = policy.split(",").at(-1)?.trim() ?? "";
  const isPrivate = ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"].includes(last);
  return isPrivate ? 5 : -5;
}

function hstsPoints(header: string | null): number {
  const age = Number(/max-age=(\d+)/.exec(header ?? "")?.[1] ?? 0);
  if (age === 0) return -20;
  // Five more where browsers come with the site on their lists, which no header can tell.
  return age < 15_768_000 ? -10 : 0;
}

function integrityPoints(html: string): number {
  const scripts = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)];
  const foreign = scripts.filter(([, source]) => /^(https?:)?\/\//.test(source));
  if (foreign.length === 0) return 0;
  if (foreign.every(([tag]) => tag.includes("integrity="))) return 5;
  return foreign.some(([, source]) => source.startsWith("http:")) ? -50 : -5;
}

function framingPoints(header: string | null, policy: Policy): number {
  if (policy.has("frame-ancestors") && !policy.get("frame-ancestors")?.some((one) => broad.includes(one))) return 5;
  return /^(deny|sameorigin)$/i.test(header ?? "") ? 0 : -20;
}

function resourcePoints(header: string | null): number {
  if (header === null) return 0;
  return header === "same-origin" || header === "same-site" ? 10 : -5;
}
