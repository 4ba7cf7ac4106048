/** The background questions without their words: what a finished response needs of them. */

const codes = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

export const backgroundScales = {
  'age-band': codes(5),
  gender: codes(4),
  'own-language': codes(3),
  'client-for': codes(4),
};

export const backgroundItems = Object.keys(backgroundScales).map((id) => ({ id, type: 'single' as const, scale: id }));
