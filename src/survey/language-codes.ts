/** Languages as other programs name them, as codes (BCP 47): `fi-FI`, `EN`, `Suomi`, `English (en)`. */

/** ISO 639-1, and the languages of Finland and of many who come here that have three letters. */
const codes = (
  'aa ab af ak am ar as ay az ba be bg bi bn bo br bs ca ce co cs cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr ' +
  'fy ga gd gl gn gu gv ha he hi hr ht hu hy ia id ig ii is it iu ja jv ka kg ki kk kl km kn ko ks ku kv kw ky la lb lg ln ' +
  'lo lt lu lv mg mi mk ml mn mr ms mt my nb nd ne nl nn no nr nv ny oc om or os pa pl ps pt qu rm rn ro ru rw sa sc sd se ' +
  'sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo ' +
  'zh zu smn sms sma smj rom rmf krl ckb kmr fil prs tzm fse'
).split(' ');

let names: Map<string, string> | undefined;

/** Each language's name in Finnish, Swedish, English and itself. */
function namesOfLanguages(): Map<string, string> {
  const found = new Map<string, string>();
  for (const within of ['', 'sv', 'fi', 'en']) {
    for (const code of codes) {
      const locale = within || code;
      const [known] = Intl.DisplayNames.supportedLocalesOf([locale]);
      const name = known && new Intl.DisplayNames([known], { type: 'language', fallback: 'none' }).of(code);
      if (name) found.set(name.toLowerCase(), code);
    }
  }
  return found;
}

/** A code as this app holds languages: without a region, unless `asWritten` knows it with one. Undefined: it is none. */
export function languageCode(given: string, asWritten: ReadonlySet<string> = new Set()): string | undefined {
  if (asWritten.has(given)) return given;
  if (!/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/.test(given)) return undefined;
  try {
    const { language, script } = new Intl.Locale(given.replaceAll('_', '-'));
    return script ? `${language}-${script}` : language;
  } catch {
    return undefined;
  }
}

/** The code of `English (en)`, `english`, `en` or `en-GB`; undefined where it cannot be told. */
export function languageNamed(given: string, asWritten?: ReadonlySet<string>): string | undefined {
  const name = given.slice(0, 100).trim();
  const [, inside] = /\(([^()]{2,20})\)$/.exec(name) ?? [];
  if (inside !== undefined) return languageCode(inside.trim(), asWritten);
  names ??= namesOfLanguages();
  const code = languageCode(name, asWritten);
  const isKnown = code !== undefined && (asWritten?.has(code) || codes.includes(code.replace(/-.*$/, '')));
  return names.get(name.toLowerCase()) ?? (isKnown ? code : undefined);
}
