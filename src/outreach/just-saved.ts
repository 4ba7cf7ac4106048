/** That an encounter was just saved: said by its form, told once by its outing's page. A page that is loaded anew tells nothing. */
export interface JustSaved {
  /** The encounter. */
  id: string;
  /** When it was saved (ms since 1970): later than it happened where it was logged afterwards. */
  at: number;
}

let justSaved: JustSaved | undefined;

export const saySaved = (saved: JustSaved | undefined): void => {
  justSaved = saved;
};

/** What was just saved, for the one who asks first. */
export function takeSaved(): JustSaved | undefined {
  const saved = justSaved;
  justSaved = undefined;
  return saved;
}
