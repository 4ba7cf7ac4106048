/** Headers as a person writes them: one a line, `Name: value`. */
export const headerLines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** The headers that such lines name. What is no header is kept as a name, for the endpoint's schema to refuse. */
export const readHeaders = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => {
        const [, name = line, value = ''] = /^([^:]+):(.*)$/.exec(line) ?? [];
        return [name.trim(), value.trim()];
      }),
  );
