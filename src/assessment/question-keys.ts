/**
 * The keys under which the 24 help questions are answered, in their order: a number, or a number with the letter of its part.
 * Apart from the texts, so that sending and Tänään do without those.
 */
export const questionKeys: string[] = Array.from({ length: 24 }, (_, index) => String(index + 1)).flatMap((number) => {
  const parts = { 2: ['a', 'b', 'c', 'd'], 22: ['a', 'b'] }[number] ?? [''];
  return parts.map((part) => number + part);
});
