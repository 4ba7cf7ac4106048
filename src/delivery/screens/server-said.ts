/** What a server answered, as the reader needs it: its own short message, apart from the answer that it stands in. */

export interface ServerSaid {
  /** The server's message, cut short; undefined where its answer has none in a place that is known. */
  message?: string | undefined;
  /** All that is kept of the answer, where that is more than the message. */
  whole?: string | undefined;
}

/** The longest message that is shown, in characters: two or three sentences. */
const longest = 200;

/** Where servers put what they say to people, the plainest first. */
const places = ['message', 'error_description', 'error', 'detail', 'title', 'errors', 'reason', 'description', 'msg'];

/** `words`: what is kept of an answer, which may have been cut in its middle. */
export function serverSaid(words: string): ServerSaid {
  const isData = /^\s*[[{]/.test(words);
  const message = short(isData ? (inData(words) ?? inCutData(words)) : words);
  return { message, whole: message === words.trim() ? undefined : words };
}

function short(message: string | undefined): string | undefined {
  const line = message?.trim().split(/[\r\n]/, 1)[0] ?? '';
  if (line.length <= longest) return line || undefined;
  return `${line.slice(0, longest).replace(/\s+\S*$/, '')}…`;
}

function inData(words: string): string | undefined {
  try {
    return messageOf(JSON.parse(words));
  } catch {
    return undefined;
  }
}

/** How deep a message is looked for: servers nest it twice at most. */
const depth = 3;

function messageOf(data: unknown, left = depth): string | undefined {
  if (typeof data === 'string') return data.trim() || undefined;
  if (typeof data !== 'object' || data === null || left === 0) return undefined;
  const within = Array.isArray(data)
    ? data.slice(0, 1)
    : places.map((place) => (data as Record<string, unknown>)[place]);
  for (const one of within) {
    const message = messageOf(one, left - 1);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** The message of an answer that was cut before its end, so that no reader of JSON takes it. */
function inCutData(words: string): string | undefined {
  for (const place of places) {
    const [, text] = new RegExp(`"${place}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)`).exec(words) ?? [];
    const message = text && inData(`"${text}"`);
    if (message) return message;
  }
  return undefined;
}
