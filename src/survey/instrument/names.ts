/** Names of a file from elsewhere, as this app takes them: letters a to z, digits and lines, begun by a letter, each once. */

const longest = 40;

/** A name that this app takes, as near to the given one as can be; never empty. */
export function nameOf(given: string): string {
  if (/^[A-Za-z][\w-]{0,39}$/.test(given)) return given;
  const plain = given
    .slice(0, 500)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain === '') return `q-${digest(given)}`;
  return (/^[A-Za-z]/.test(plain) ? plain : `q-${plain}`).slice(0, longest).replace(/-+$/, '');
}

/** FNV-1a: short, the same again for the same text. */
export function digest(given: string): string {
  let sum = 0x811c9dc5;
  for (const sign of given) sum = Math.imul(sum ^ sign.codePointAt(0)!, 0x01000193) >>> 0;
  return sum.toString(36);
}

/** Gives each name of a file one of its own here; the same name always the same. `wanted`: what it is made like. */
export function namer(): (given: string, wanted?: string) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return (given, like = given) => {
    const held = names.get(given);
    if (held !== undefined) return held;
    const wanted = nameOf(like);
    let name = wanted;
    for (let more = 2; taken.has(name); more++) name = `${wanted.slice(0, longest - 5)}-${more}`;
    names.set(given, name);
    taken.add(name);
    return name;
  };
}
