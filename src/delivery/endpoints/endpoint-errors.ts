import * as z from 'zod/mini';
import type { AddressFault } from '../../setup/address.ts';

/** What is wrong in the form of an endpoint, field by field. */
export interface EndpointErrors {
  name: boolean;
  url: AddressFault | undefined;
  /** Which of what signs in. */
  auth: string | undefined;
  /** What is wrong with the address of the login. */
  login: AddressFault | undefined;
  header: string | undefined;
}

/** Which of the fields that a person fills in a schema refused, if `error` came from it. */
export function endpointErrors(error: unknown): EndpointErrors {
  const issues = error instanceof z.core.$ZodError ? error.issues : [];
  const at = (field: string, inner?: string) =>
    issues.find(({ path }) => path[0] === field && (inner === undefined || path[1] === inner));
  // An address can be wrong in its own ways, or too long.
  const faultOf = (issue: z.core.$ZodIssue | undefined) =>
    issue && ((issue.code === 'custom' ? issue.message : 'bad-address') as AddressFault);
  return {
    name: Boolean(at('name')),
    url: faultOf(at('url')),
    auth: at('auth')?.path[1]?.toString(),
    login: faultOf(at('auth', 'url')),
    header: at('headers')?.path[1]?.toString(),
  };
}
