/** A day ends with a full stop in some languages (`su 29.11.`): at the end of a sentence that one is the sentence's too. */
export const oneStop = (text: string): string => text.replace(/(\d\.)\.(?=\s|$)/g, '$1');
