/** A phone's own lock, for a test in Chromium. It belongs to one tab, and its secret does not outlive it. */
import type { Page } from '@playwright/test';

export async function virtualAuthenticator(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', {});
  let authenticatorId = '';
  return {
    /** Another device comes in its place: one that gives a secret (PRF), or not. */
    async is({ hasPrf }: { hasPrf: boolean }) {
      if (authenticatorId) await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      const options = {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        automaticPresenceSimulation: true,
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        hasPrf,
      } as const;
      ({ authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options }));
    },
    /** It knows nobody's finger from now on: it counts the tries and shuts itself up, as phones do. */
    refuse: () => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}
