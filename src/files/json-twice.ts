/**
 * The first field that stands twice in one object of a JSON text, by its place; undefined where none does. `JSON.parse` takes
 * the last of them and says nothing of the others, which somebody wrote. The text is JSON: it was parsed before.
 */
export function fieldTwice(json: string): (string | number)[] | undefined {
  const open: { names: Set<string> | undefined; at: string | number; isNamed: boolean }[] = [];
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const here = open.at(-1);
    if (token === '{') open.push({ names: new Set(), at: '', isNamed: false });
    else if (token === '[') open.push({ names: undefined, at: 0, isNamed: true });
    else if (token === '}' || token === ']') open.pop();
    else if (!here) continue;
    else if (token === ',') {
      if (here.names) here.isNamed = false;
      else here.at = Number(here.at) + 1;
    } else if (here.names && !here.isNamed) {
      [here.at, here.isNamed] = [JSON.parse(token) as string, true];
      if (here.names.has(here.at)) return open.map(({ at }) => at);
      here.names.add(here.at);
    }
  }
  return undefined;
}
