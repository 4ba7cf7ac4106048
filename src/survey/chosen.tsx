/** What is chosen in the form of a survey: the native controls hold it, also before any script has come. */

const nameOf = (index: number) => `q${index + 1}`;

/** The code chosen for each statement, or null. */
export function chosen(form: HTMLFormElement, count: number): (number | null)[] {
  const given = new FormData(form);
  return Array.from({ length: count }, (_, index) => {
    const code = given.get(nameOf(index));
    return code === null ? null : Number(code);
  });
}

/** Chooses these codes where nothing is chosen yet: what was tapped by hand stays. */
export function choose(form: HTMLFormElement, codes: (number | null)[]): void {
  const held = chosen(form, codes.length);
  for (const [index, code] of codes.entries()) {
    const radios = form.elements.namedItem(nameOf(index)) as RadioNodeList;
    if (code !== null && held[index] === null) radios.value = String(code);
  }
}
