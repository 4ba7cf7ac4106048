import { readFileSync } from 'node:fs';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { answerPages } from './src/build/answer-pages.ts';
import { completeLocales } from './src/build/complete-locales.ts';
import { desksOwnWords, partWords } from './src/build/desk-words.ts';
import { devReceiver } from './src/build/dev-receiver.ts';
import { publishInstrumentSchema } from './src/build/instrument-schema.ts';
import { later } from './src/build/later.ts';
import { manifest } from './src/build/manifest.ts';
import { oneDexie } from './src/build/one-dexie.ts';
import { listParts } from './src/build/parts-list.ts';
import { publishSchema } from './src/build/publish-schema.ts';
import { sizeReport } from './src/build/size-report.ts';
import { withoutDescriptions } from './src/build/without-descriptions.ts';
import { zipHere } from './src/build/zip-here.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const firstAnswer =
  /src\/survey\/(respondent\/(answer-(start|form|bars|ends|keeper|languages|address|code)|statement|sound-fields|chosen|list-keys|read-aloud|use-(silence|answering))|hand-over\/answer-kiosk|instrument\/(instrument|show)|remote\/own-phone|words-around|waves\/asked)\.tsx?$/;

/** What it shares with the worker's app. */
const bothPages = /src\/(store\/(practice|id)|ui\/(echo|use-under-way|error-text|to-first-error))\.tsx?$/;

/** What many screens of outreach share comes in one file: each file of its own costs its name, its digest and a request. */
const outreach =
  /src\/(disclosure\/safely|outreach\/(use-(?!encounter)[\w-]+|just-saved|in-words|settings|outing(-draft)?|said-notice|delete-button|value-list|values|encounter|encounter-draft|kept-line|remove-encounter|names|choose-names|example-names|debrief\/debrief|tally\/(tally|sums)|plan\/(own-name|plan-details|plan-row|states|ahead|beside-plan|words|change|plan|contact-detail|merge)|follow-up\/(phenomenon|unmet|promise|guidance|retention|entry-lines|lived-over)))\.tsx?$/;

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
          groups: [
            { name: 'answering', test: firstAnswer },
            { name: 'both-pages', test: bothPages },
            { name: 'outreach', test: outreach },
          ],
        },
      },
    },
  },
  plugins: isSsrBuild
    ? []
    : [
        preact({ devToolsEnabled: false }),
        oneDexie(false),
        completeLocales(),
        answerPages(),
        devReceiver(),
        publishInstrumentSchema(),
        publishSchema(),
        withoutDescriptions(),
        zipHere(),
        partWords(),
        later(),
        desksOwnWords(),
        VitePWA({
          strategies: 'injectManifest',
          srcDir: 'src/sw',
          filename: 'sw.ts',
          injectRegister: false,
          includeManifestIcons: false,
          manifest,
          injectManifest: {
            rollupFormat: 'iife',
            buildPlugins: { vite: [oneDexie(true)] },
            globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
            // Of the icons a browser keeps its own copy.
            globIgnores: ['pictures/**', 'icons/*.png'],
            manifestTransforms: [listParts],
          },
        }),
        sizeReport(),
      ],
}));
