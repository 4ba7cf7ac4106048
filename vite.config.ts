import { readFileSync } from 'node:fs';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { answerPages } from './src/build/answer-pages.ts';
import { chunkOf } from './src/build/chunks.ts';
import { completeLocales } from './src/build/complete-locales.ts';
import { desksOwnWords, partWords } from './src/build/desk-words.ts';
import { devReceiver } from './src/build/dev-receiver.ts';
import { publishInstrumentSchema } from './src/build/instrument-schema.ts';
import { later } from './src/build/later.ts';
import { manifest } from './src/build/manifest.ts';
import { listParts } from './src/build/parts-list.ts';
import { policiesInPages } from './src/build/policy-in-page.ts';
import { publishSchema } from './src/build/publish-schema.ts';
import { notePackages } from './src/build/sbom.ts';
import { sharedLibraries } from './src/build/shared-libraries.ts';
import { sizeReport } from './src/build/size-report.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export default defineConfig(({ isSsrBuild }) => ({
  define: { __APP_VERSION__: JSON.stringify(process.env.APP_VERSION ?? version) },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: chunkOf, debugName: 'chunks' }],
        },
      },
    },
  },
  plugins: isSsrBuild
    ? []
    : [
        preact({ devToolsEnabled: false }),
        sharedLibraries(false),
        completeLocales(),
        answerPages(),
        devReceiver(),
        publishInstrumentSchema(),
        publishSchema(),
        partWords(),
        policiesInPages(),
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
            buildPlugins: { vite: [sharedLibraries(true), notePackages()] },
            globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}'],
            // Of the icons a browser keeps its own copy.
            globIgnores: ['pictures/**', 'icons/*.png'],
            manifestTransforms: [listParts],
          },
        }),
        notePackages(),
        sizeReport(),
      ],
  worker: { format: 'es', plugins: () => [notePackages()] },
}));
