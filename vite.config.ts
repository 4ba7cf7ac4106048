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

/** Reading and writing of spreadsheets weighs as much as five screens: the libraries come when they are asked for. */
const spreadsheets = { name: 'spreadsheets', test: /node_modules\/(?:read-excel-file|write-excel-file|fflate)\// };
const firstAnswer =
  /src\/survey\/(answer-(start|form|bars|ends|keeper|kiosk|languages|address|code)|statement|chosen|list-keys|read-aloud|use-(silence|answering)|instrument|instrument-show|own-phone|survey-settings)\.tsx?$/;

export default defineConfig(({ isSsrBuild }) => ({
  define: { __APP_VERSION__: JSON.stringify(process.env.APP_VERSION ?? version) },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // What a respondent's page needs before its first answer comes in one piece.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'answering', test: firstAnswer }, spreadsheets],
        },
      },
    },
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
            // Spreadsheets are read and written at a desk: those parts come from the network when they are asked for.
            globIgnores: [
              'pictures/**',
              'assets/instrument-xlsx-*',
              'assets/export-files-*',
              `assets/${spreadsheets.name}-*`,
            ],
          },
        }),
        sizeReport(),
      ],
}));
