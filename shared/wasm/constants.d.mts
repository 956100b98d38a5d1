export const constantFiles: readonly string[];
export function withConstants(text: string): string;
