/** What a document must be to be taken into use: its shape, and what each folder that is named in it says of it. */
import { addressSettings } from '../../delivery/address-settings.ts';
import { judgeEndpoints } from '../../delivery/judge-endpoints.ts';
import { OrganisationDocument } from '../../organisation.ts';
import { judgeLists } from '../../outreach/judge-lists.ts';
import { outreachPart } from '../../outreach/settings.ts';
import { judgeLock } from '../../setup/lock-part.ts';
import type { DocumentRules } from '../../setup/read-document.ts';

export const organisationRules: DocumentRules = {
  schema: OrganisationDocument,
  addressSettings,
  judge: (organisation) => [
    ...judgeEndpoints(organisation.endpoints),
    ...judgeLists(outreachPart.of(organisation).valueLists),
    ...judgeLock(organisation),
  ],
};
