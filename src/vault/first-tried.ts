/** Secrets that everybody tries first: no slowness holds them. */

/** The longest pattern that counts as short, as in 123123. */
const longest = 3;

/** Whether a PIN or passphrase is one sign or a short pattern over and over, or a run up or down (012345, 098765). */
export function isFirstTried(secret: string): boolean {
  const signs = secret.normalize('NFC').trim().toLowerCase();
  return isPattern(signs) || isRun(signs);
}

/** The last time may be cut off, as in 1212121. */
const isPattern = (signs: string): boolean =>
  Array.from({ length: longest }, (_, n) => n + 1).some(
    (size) => signs.length >= 2 * size && signs.startsWith(signs.slice(size)),
  );

/** On a keypad 0 stands after 9. */
function isRun(signs: string): boolean {
  const steps = [...signs].slice(1).map((sign, n) => (sign.charCodeAt(0) - signs.charCodeAt(n) + 10) % 10);
  return (
    steps.length > 0 && /^\d+$/.test(signs) && (steps.every((step) => step === 1) || steps.every((step) => step === 9))
  );
}
