import { vi } from 'vitest';
import { letGoOfOld } from '../../src/delivery/engine/evict-old.ts';
import { OrganisationDocument } from '../../src/organisation.ts';
import * as kept from '../../src/setup/organisation-store.ts';

/** From now on the organisation's document says this of how long records are kept; the smallest group is five. */
export const sayingRetention = (retention: object): void =>
  void vi.spyOn(kept, 'organisation').mockReturnValue(
    OrganisationDocument.parse({
      ...{ kenttakirja: 1, organisation: { name: 'Etsivä työ' }, retention },
      survey: { smallestGroup: 5 },
    }),
  );

/** Lets go of what is old, where all that it is in has been counted. */
export const letGoOfCounted = (): Promise<number> => letGoOfOld(Date.now(), async () => true);
