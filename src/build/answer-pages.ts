import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Plugin, runnerImport } from 'vite';
import { laterFiles } from './later.ts';

/** The styles of a respondent's page, in the order in which they hold. */
export const answerStyles = ['answer', 'statement', 'answer-bars', 'answer-list', 'answer-sizes'];

type Render = typeof import('../survey/respondent/answer-page.tsx');

/**
 * One HTML page for each instrument and language, with every statement already in it: the first answer can be given before
 * any script has run. Served at `/answer/<instrument>.<language>`.
 */
export function answerPages(): Plugin {
  const folder = 'answer/';
  let root = process.cwd();
  const load = async () => (await runnerImport<Render>('/src/survey/respondent/answer-page.tsx', { root })).module;
  const css = () =>
    ['src/ui/tokens.css', ...answerStyles.map((name) => `src/survey/respondent/${name}.css`)].map((file) =>
      readFileSync(join(root, file), 'utf8'),
    );
  const html = async (name: string) => {
    const { renderAnswerPages } = await load();
    return renderAnswerPages(readWords)
      .find((page) => page.name === name)
      ?.html.replace('/*css*/', css().join('\n'));
  };
  const readWords = (language: string) => JSON.parse(readFileSync(join(root, `locales/${language}.json`), 'utf8'));
  return {
    name: 'answer-pages',
    async config() {
      const { renderAnswerPages } = await load();
      const pages = renderAnswerPages(readWords);
      for (const { name, isForLater } of pages) if (isForLater) laterFiles.add(`${folder}${name}.html`);
      const input = ['index.html', ...pages.map(({ name }) => join(root, folder, `${name}.html`))];
      return { build: { rolldownOptions: { input } } };
    },
    configResolved(config) {
      root = config.root;
    },
    resolveId(id) {
      return id.startsWith(join(root, folder)) && id.endsWith('.html') ? id : undefined;
    },
    load(id) {
      if (!id.startsWith(join(root, folder)) || !id.endsWith('.html')) return undefined;
      return html(id.slice(join(root, folder).length, -'.html'.length));
    },
    configureServer(server) {
      server.middlewares.use(async (request, response, next) => {
        const name = /^\/answer\/([\w.-]+?)(?:\.html)?(?:\?|$)/.exec(request.url ?? '')?.[1];
        const page = name && (await html(name));
        if (!page) return next();
        response.setHeader('content-type', 'text/html');
        response.end(await server.transformIndexHtml(request.url ?? '', page));
      });
    },
  };
}
