/**
 * Makes every Node alike: from 21 on it has a browser's `navigator`, from 24 on with real locks, which a tab that a test kills
 * would hold for good. A test that wants one gives it.
 */
Reflect.deleteProperty(globalThis, 'navigator');
