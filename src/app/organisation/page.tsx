/** The pages of the organisation's configuration, given what only this folder knows: what its parts are. */
import { useWords } from '../../i18n/words.ts';
import { OrganisationPage } from '../../setup/organisation-page.tsx';
import { OrganisationContents } from './contents.tsx';
import { exampleDocument } from './example-document.ts';

export function OrganisationScreen() {
  const { t } = useWords();
  return <OrganisationPage Contents={OrganisationContents} example={() => exampleDocument(t, location.origin)} />;
}
