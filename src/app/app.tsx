import { watchOutbox } from '../sync/watch.ts';
import { takeKeyFromAddress } from './key-from-address.ts';
import { Shell } from './shell.tsx';
import { registerWorker } from './update.tsx';

/** What must be done before the first screen: the key that came with the address, if one did. */
export const begin = takeKeyFromAddress;

watchOutbox();
registerWorker();

/** The worker's app. */
export const App = Shell;
