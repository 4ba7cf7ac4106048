export function findCurrentNode(): string | undefined;
export const notRun: string;
