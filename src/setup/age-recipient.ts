/** The public key of age (https://age-encryption.org) that an organisation's backups are sealed to: `age1…`, written as bech32. */

const signs = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const shape = new RegExp(`^age1[${signs}]{58}$`);
const steps = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
/** “age”, as bech32 has it in its checksum. */
const beginning = [3, 3, 3, 0, 1, 7, 5];

/** Whether a text is such a key, with a checksum that fits: one wrong sign, and nobody could open the backups with the key that was meant. */
export function isAgeRecipient(text: string): boolean {
  if (!shape.test(text)) return false;
  let sum = 1;
  for (const value of [...beginning, ...[...text.slice(4)].map((sign) => signs.indexOf(sign))]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    steps.forEach((step, bit) => {
      if ((top >> bit) & 1) sum ^= step;
    });
  }
  return sum === 1;
}
