import type { TFunction } from 'i18next';
import { exampleNames } from '../../outreach/names.ts';
import { ownDialect } from '../../setup/endpoint.ts';

/** A whole document, marked as an example. Its endpoint is the server that the app comes from. */
export function exampleDocument(t: TFunction, origin: string): string {
  const { places, partners } = exampleNames(t);
  const named = (name: string) => ({ name });
  const document = {
    $schema: `${origin}/schemas/organisation.json`,
    kenttakirja: 1,
    example: true,
    organisation: { name: t('setup.example.name'), contact: { role: t('setup.example.role') } },
    units: [
      { id: 'outreach', name: t('setup.example.unit.outreach') },
      { id: 'day-centre', name: t('setup.example.unit.dayCentre') },
    ],
    places: places.map((name) => ({ name, area: t('setup.example.area') })),
    partners: partners.map(named),
    services: [{ name: t('setup.example.service'), phone: '116117' }],
    valueLists: {
      topics: { hide: [], add: [{ code: 'own-pets', words: { fi: 'lemmikit', sv: 'husdjur', en: 'pets' } }] },
    },
    languages: ['fi', 'sv', 'en'],
    endpoints: [
      {
        id: 'home',
        name: t('setup.example.endpoint'),
        dialect: ownDialect,
        url: '/api/records',
        signIn: { way: 'bearer' },
      },
    ],
    outreach: { note: false, overdueMinutes: 30 },
    survey: { smallestGroup: 10, background: false },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
