/** The pages of what is logged beside encounters: one part of the app, loaded as one. */
export { FollowUp } from './follow-up-page.tsx';
export { GuidancePage } from './guidance-page.tsx';
export { PhenomenonPage } from './phenomenon-page.tsx';
export { PromisePage } from './promise-page.tsx';
export { UnmetPage } from './unmet-page.tsx';
