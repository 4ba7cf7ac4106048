import type { ManifestOptions } from 'vite-plugin-pwa';

/** What the phone shows when the app is installed. Finnish, as the app's first language is. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Kenttäkirja',
  short_name: 'Kenttäkirja',
  description: 'Jalkautumisen, kyselyiden ja arvioinnin kenttäkirja, joka toimii ilman verkkoa.',
  lang: 'fi',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#FBF8F1',
  theme_color: '#1F5A45',
  categories: ['productivity', 'social'],
  icons: [
    { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  screenshots: [
    { src: '/pictures/today.png', sizes: '720x1480', type: 'image/png', form_factor: 'narrow', label: 'Tänään' },
    {
      src: '/pictures/outing.png',
      sizes: '720x1480',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Jalkautuminen',
    },
    { src: '/pictures/statement.png', sizes: '720x1480', type: 'image/png', form_factor: 'narrow', label: 'Väittämä' },
  ],
  shortcuts: [
    {
      name: 'Kirjaa kohtaaminen',
      short_name: 'Kirjaa',
      url: '/outreach/encounter',
      icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
    },
  ],
};
