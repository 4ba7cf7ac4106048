/**
 * What a file may leave to the app: the list `yes-no` with its words, and the words between the two ends of a scale. Both are
 * written out where a file is read, so that whatever is kept, given away and summed up holds them.
 */

/** The codes and words of the ready list, in the languages of the app. */
const yesNo = {
  name: 'yes-no',
  order: [1, 0],
  words: new Map([
    ['fi', { 1: 'kyllä', 0: 'ei' }],
    ['sv', { 1: 'ja', 0: 'nej' }],
    ['en', { 1: 'yes', 0: 'no' }],
  ]),
};

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The file with all that it leaves to the app; whatever has another shape is left as it is, for the checks to judge. */
export function withReady(file: unknown): unknown {
  return isObject(file) && isObject(file.texts) && Array.isArray(file.items) ? withEnds(withYesNo(file)) : file;
}

/** The ready list where an item names it and the file has none of that name. */
function withYesNo(file: Json): Json {
  const scales = isObject(file.scales) ? file.scales : {};
  const isAsked = (file.items as unknown[]).some((item) => isObject(item) && item.scale === yesNo.name);
  if (!isAsked || Object.hasOwn(scales, yesNo.name)) return file;
  const texts = eachText(file, (text, language) => {
    const own = isObject(text.scales) ? text.scales : {};
    const words = own[yesNo.name] ?? yesNo.words.get(language);
    return words === undefined ? text : { ...text, scales: { ...own, [yesNo.name]: words } };
  });
  return { ...file, scales: { ...scales, [yesNo.name]: yesNo.order }, texts };
}

/** A scale of fewer steps has words for each. */
const fewest = 5;

/** Where a scale has words for its two ends only, in every language, each step between them is called by its number. */
function withEnds(file: Json): Json {
  const orders: Json = isObject(file.scales) ? file.scales : {};
  const all = Object.values(file.texts as Json).filter(isObject);
  const isAnchored = (order: unknown, labelsIn: (text: Json) => unknown): order is number[] => {
    if (!Array.isArray(order) || order.length < fewest) return false;
    const ends = [String(order[0]), String(order.at(-1))].sort().join();
    return all.every((text) => {
      const labels = labelsIn(text);
      return isObject(labels) && Object.keys(labels).sort().join() === ends;
    });
  };
  const filled = (order: number[], labels: Json) => ({
    ...Object.fromEntries(order.map((code) => [code, String(code)])),
    ...labels,
  });
  // The words of a list of choices are all wanted: only a scale has steps between its ends.
  const named = new Set(
    (file.items as unknown[]).flatMap((item) => (isObject(item) && item.type === 'scale' ? [item.scale] : [])),
  );
  const { order } = file;
  const isOwn = named.has(undefined) && isAnchored(order, ({ responses }) => responses);
  const anchored = Object.entries(orders).filter(
    ([name, codes]) => named.has(name) && isAnchored(codes, ({ scales }) => isObject(scales) && scales[name]),
  );
  if (!isOwn && anchored.length === 0) return file;
  const texts = eachText(file, (text) => {
    const scales = text.scales as Json;
    const more = anchored.map(([name, codes]) => [name, filled(codes as number[], scales[name] as Json)]);
    return {
      ...text,
      ...(isOwn ? { responses: filled(order as number[], text.responses as Json) } : {}),
      ...(more.length > 0 ? { scales: { ...scales, ...Object.fromEntries(more) } } : {}),
    };
  });
  return { ...file, texts };
}

const eachText = (file: Json, change: (text: Json, language: string) => Json): Json =>
  Object.fromEntries(
    Object.entries(file.texts as Json).map(([language, text]) => [
      language,
      isObject(text) ? change(text, language) : text,
    ]),
  );
