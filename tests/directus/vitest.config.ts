import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const config = mergeConfig(base, { test: { testTimeout: 60_000 } });
config.test.include = ['tests/directus/*.test.ts'];
export default config;
