import { mergeConfig } from 'vitest/config';
import base from '../../vitest.config.ts';

const config = mergeConfig(base, { test: { testTimeout: 400_000, hookTimeout: 100_000, fileParallelism: false } });
config.test.include = ['tests/load/*.test.ts'];
export default config;
