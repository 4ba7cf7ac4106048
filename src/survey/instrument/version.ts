/**
 * The version of a survey as a person reads it: `2` of `2.48317`. The five digits, which the builder adds so that two devices never
 * make one version of different words, are for files and for telling answers apart.
 */
export const plainVersion = (version: string): string => version.replace(/\.\d{5}$/, '');
