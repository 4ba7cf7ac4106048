import { readFileSync } from 'node:fs';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { answerPages } from './src/build/answer-pages.ts';
import { completeLocales } from './src/build/complete-locales.ts';
import { later, laterFiles } from './src/build/later.ts';
import { manifest } from './src/build/manifest.ts';
import { publishSchema } from './src/build/publish-schema.ts';
import { sizeReport } from './src/build/size-report.ts';

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

export default defineConfig(({ isSsrBuild }) => ({
  define: { __APP_VERSION__: JSON.stringify(process.env.APP_VERSION ?? version) },
  build: { target: 'es2022', modulePreload: { polyfill: false } },
  plugins: isSsrBuild
    ? []
    : [
        preact({ devToolsEnabled: false }),
        completeLocales(),
        answerPages(),
        publishSchema(),
        later(),
        VitePWA({
          strategies: 'injectManifest',
          srcDir: 'src/sw',
          filename: 'sw.ts',
          injectRegister: false,
          includeManifestIcons: false,
          manifest,
          injectManifest: {
            rollupFormat: 'iife',
            globPatterns: ['**/*.{js,css,html,svg,png,webmanifest}', 'later.json'],
            // Of the icons a browser keeps its own copy.
            globIgnores: ['pictures/**', 'icons/*-512.png'],
            manifestTransforms: [(files) => ({ manifest: files.filter(({ url }) => !laterFiles.has(url)) })],
          },
        }),
        sizeReport(),
      ],
}));
