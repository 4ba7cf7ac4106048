/** An organisation's document, for tests in Node and in the browser: nothing of the app is imported here. */
export type Json = { [key: string]: unknown };

/** A document in which every part stands. */
export const aDocument = (changes: Json = {}): Json => ({
  kenttakirja: 1,
  organisation: { name: 'Lahden etsivä työ', contact: { role: 'Koordinaattori', phone: '044 123 4567' } },
  units: [
    { id: 'etsiva', name: 'Etsivä työ' },
    { id: 'paivakeskus', name: 'Päiväkeskus' },
  ],
  places: [{ name: 'Trio, 2. kerros', area: 'Keskusta' }, { name: 'Asema' }],
  partners: [{ name: 'Diakonia' }],
  services: [{ name: 'Päivystysapu', phone: '116117', checked: '2026-11-01' }],
  valueLists: { topics: { hide: ['ageing'], add: [{ code: 'own-pets', words: { fi: 'lemmikit' } }] } },
  languages: ['fi', 'sv'],
  endpoints: [
    { id: 'home', name: 'Vastaanotto', url: '/api/records', signIn: { way: 'bearer' } },
    {
      id: 'kaupunki',
      name: 'Kaupungin taulu',
      dialect: 'postgrest',
      url: 'https://data.example.org/rest/v1/records',
      kinds: ['encounter'],
      headers: { 'x-client': 'kenttakirja' },
      signIn: { way: 'header', name: 'apikey' },
      options: { body: 'json' },
    },
  ],
  retention: { days: 30 },
  outreach: { note: true, overdueMinutes: 45 },
  survey: { smallestGroup: 12 },
  ...changes,
});
