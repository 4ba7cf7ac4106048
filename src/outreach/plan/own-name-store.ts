import { organisation, useSetup } from '../../setup/organisation-store.ts';
import { setSetting, setting } from '../../store/device.ts';
import { useLive } from '../../store/live.ts';

/** What our own organisation is called in plans, where no configuration says it. A name of an organisation, in the clear. */
const name = 'own-organisation';

const configured = (): string => {
  const { example, organisation: own } = organisation();
  return example ? '' : own.name;
};

/** Our organisation's name: that of the configuration, else what was told here; undefined until the device was asked. */
export function useOwnName(): string | undefined {
  const { loaded } = useSetup();
  return useLive(ownName, [loaded?.sum]);
}

export const ownName = async (): Promise<string> => configured() || setting(name, '');

export const setOwnName = (own: string): Promise<void> => setSetting(name, own.trim());
