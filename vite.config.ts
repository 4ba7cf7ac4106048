import { readFileSync } from 'node:fs';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { answerPages } from './src/build/answer-pages.ts';
import { completeLocales } from './src/build/complete-locales.ts';
import { publishInstrumentSchema } from './src/build/instrument-schema.ts';
import { manifest } from './src/build/manifest.ts';
import { sizeReport } from './src/build/size-report.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

/** Reading and writing of spreadsheets weighs as much as five screens: it is fetched when it is asked for, not kept beforehand. */
const spreadsheets = { name: 'spreadsheets', test: /node_modules\/(?:read-excel-file|write-excel-file|fflate)\// };

export default defineConfig(({ isSsrBuild }) => ({
  define: { __APP_VERSION__: JSON.stringify(process.env.APP_VERSION ?? version) },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: isSsrBuild ? {} : { output: { codeSplitting: { groups: [spreadsheets] } } },
  },
  plugins: isSsrBuild
    ? []
    : [
        preact({ devToolsEnabled: false }),
        completeLocales(),
        answerPages(),
        publishInstrumentSchema(),
        VitePWA({
          strategies: 'injectManifest',
          srcDir: 'src/sw',
          filename: 'sw.ts',
          injectRegister: false,
          manifest,
          injectManifest: {
            rollupFormat: 'iife',
            globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
            globIgnores: ['pictures/**', `assets/${spreadsheets.name}-*.js`],
          },
        }),
        sizeReport(),
      ],
}));
