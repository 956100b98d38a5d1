export function sourceOf(file: string, textOf: (file: string) => string | null): string | null;
