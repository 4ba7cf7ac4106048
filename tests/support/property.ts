/**
 * fast-check with the suite's own seed: the same inputs in every run, so that what was green stays green where it lands.
 * `PROPERTY_SEED=7 npm run test:unit` tries others, and a failure names its seed.
 */
import fastCheck from 'fast-check';

fastCheck.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261130) });

export { default as fc } from 'fast-check';
