/** Code of a lab that comes when something first needs it: a page that only shows the lab does without. */
export interface LateCode<Code> {
  /** Brings it; nothing where it is there. */
  prepare(): Promise<void> | undefined;
  /** Throws an Error where it was not waited for. */
  code(): Code;
}

/** `use`: what it is for, as its error says. */
export function lateCode<Code>(load: () => Promise<Code>, use: string): LateCode<Code> {
  let here: { readonly code: Code } | undefined;
  const bring = async () => {
    here = { code: await load() };
  };
  return {
    prepare: () => (here ? undefined : bring()),
    code() {
      if (here === undefined) throw new Error(`the lab is not prepared for ${use} (await its prepare)`);
      return here.code;
    },
  };
}
