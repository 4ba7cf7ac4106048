/** Records for a device that is killed. */
import { randomUUID } from 'node:crypto';
import { newId } from '../../src/store/id.ts';
import type { Written } from '../support/write-records.ts';

const outingId = randomUUID();

/** So many encounters, as a device writes them. */
export const encounters = (n: number): Written[] =>
  Array.from({ length: n }, () => ({
    kind: 'encounter',
    id: newId(),
    rev: 1,
    at: '2026-11-21T10:00:00.000Z',
    v: 2,
    unit: 'oma',
    device: '5f0c1a52-0f6e-4c1b-9a52-5a1f9f1d2c3b',
    of: outingId,
    outingId,
    place: 'Kirjasto',
    people: '1',
    depth: 'conversation',
    topics: ['money'],
  }));
