/** The page that loads a configuration, given what only this folder knows: what its parts are and what they must be. */
import { LoadOrganisation } from '../../setup/load-organisation.tsx';
import { OrganisationContents } from './contents.tsx';
import { organisationRules } from './rules.ts';

export const LoadOrganisationScreen = () => (
  <LoadOrganisation rules={organisationRules} Contents={OrganisationContents} />
);
