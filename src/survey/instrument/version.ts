/**
 * The version of a survey as a person reads it: `2` of `2.48317`. The five digits, which the builder adds so that two devices never
 * make one version of different words, are for files and for telling answers apart.
 */
export const plainVersion = (version: string): string => version.replace(/\.\d{5}$/, '');

/**
 * The same where other versions of the survey are told of as well: two devices may each have made a second one, and only their digits tell
 * them apart, `2 (48317)`. They stand behind whichever has its like among `others`, so that it is called the same wherever both are known.
 */
export function versionName(version: string, others: readonly string[]): string {
  const plain = plainVersion(version);
  const isAlike = others.some((other) => other !== version && plainVersion(other) === plain);
  const digits = version.slice(plain.length + 1);
  return isAlike && digits ? `${plain} (${digits})` : plain;
}
