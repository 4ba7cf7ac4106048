/**
 * Where a form is: `/answer/esis.fi` where the build made a page of it, `/answer/own?of=arki.ar` where the device draws it;
 * `/answer/own?of=arki` in the language of whoever opens it.
 */

/** The address of a form in one of its languages. */
export const formAddress = (id: string, language: string, isBuilt: boolean): string =>
  isBuilt ? `/answer/${id}.${language}` : `/answer/own?of=${id}.${language}`;

/** The address of a form in the language of the phone that opens it. */
export const formAnywhere = (id: string): string => `/answer/own?of=${id}`;

/** The form at an address, or undefined; without a language where it is that of whoever opens it. */
export function formAt(address: string): { id: string; language?: string } | undefined {
  const { pathname, searchParams } = new URL(address, 'https://this.app');
  const name = pathname === '/answer/own' ? searchParams.get('of') : pathname.replace(/^\/answer\//, '');
  const [, id, language] = /^([\w-]+)(?:\.([\w-]+?))?(?:\.html)?$/.exec(name ?? '') ?? [];
  if (!id || (!language && pathname !== '/answer/own')) return undefined;
  return { id, ...(language ? { language } : {}) };
}

/** The address with more asked of it; what is undefined is left out. */
export function asking(address: string, asked: Record<string, string | null | undefined>): string {
  const url = new URL(address, 'https://this.app');
  for (const [name, value] of Object.entries(asked)) if (value) url.searchParams.set(name, value);
  return url.pathname + url.search;
}
