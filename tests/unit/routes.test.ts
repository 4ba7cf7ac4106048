/** The table of screens: every one opens, and is looked at in the browser too. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { routes } from '../../src/app/routes.ts';
import { screensIn } from '../../src/build/parts.ts';
import { more, screens } from '../support/screens.ts';

describe('every route', () => {
  test.each(routes.map((route) => [route.path, route] as const))('%s opens a screen', async (_, route) => {
    expect(await (route.need === 'start' ? route.screen : route.load())).toBeTypeOf('function');
  });

  test('stands once, and behind none that takes its address', () => {
    for (const [index, { path }] of routes.entries()) {
      expect(routes.findIndex((earlier) => fits(earlier.path).test(path.replace(/:\w+/g, 'x')))).toBe(index);
    }
  });

  test('is needed when the build thinks that it is', () => {
    const needs = routes.flatMap(({ need }) => (need === 'start' ? [] : [need]));
    expect([...screensIn(readFileSync('src/app/routes.ts', 'utf8')).values()]).toEqual(needs);
  });

  test('is among the screens that every browser test of screens opens, or shows what was logged before', () => {
    const opened = [...screens, ...more].map((address) => new URL(address, 'http://localhost').pathname);
    const logged = ['/outreach/outing/:id', '/outreach/encounter/:id', '/outreach/leave/:id', '/outreach/share/:id'];
    const others = routes.filter(({ path }) => !opened.some((address) => fits(path).test(address)));
    expect(others.map(({ path }) => path)).toEqual(logged);
  });
});

/** What addresses a path takes. */
const fits = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);
