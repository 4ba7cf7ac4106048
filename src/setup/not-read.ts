import type { AddressFault } from './address.ts';

/** Why a document did not come to be read. Nothing on the device has changed; `why` chooses the words on screen. */
export class NotRead extends Error {
  override name = 'NotRead';
  constructor(
    readonly why:
      | 'bad-address'
      | 'no-answer'
      | 'bad-answer'
      | 'too-long'
      | 'cut-link'
      | 'not-text'
      | 'zipped'
      | 'unread'
      | 'wrong-sum'
      | 'no-code'
      | 'not-a-set-up-code'
      | 'no-camera',
    options?: ErrorOptions,
    /** What is wrong with an address. */
    readonly fault?: AddressFault,
  ) {
    super(why, options);
  }
}
