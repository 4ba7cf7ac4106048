/** A name or words of another language within a sentence: they turn neither its direction nor the place of its full stop (UAX 9). */
export const isolated = (words: string): string => `\u2068${words}\u2069`;
