/**
 * What the information page says, as it is read aloud: not the respondent's code, which others in the room would hear, and
 * nothing in a language that this voice does not speak.
 */
export const informationIn = (form: HTMLFormElement): string =>
  [...form.querySelectorAll('#info > :is(h1, p:not([lang]))')]
    .filter((part) => !part.querySelector('.code'))
    .map((part) => part.textContent?.trim().replace(/[^.?!؟]$/, '$&.'))
    .join(' ');
