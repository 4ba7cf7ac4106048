/**
 * The record that tries an endpoint: a tombstone from its birth, of the unit `probe`. So it counts nowhere, even where it
 * cannot be taken away again: whoever reads an endpoint leaves out what was deleted. Its time is told as any record's of its kind.
 */

import { probeUnit } from '../../setup/endpoint.ts';
import { newId } from '../../store/id.ts';
import { asTold } from '../../store/kind.ts';
import type { Sendable } from '../dialects/dialect.ts';

export const probeOf = (kind: string, device: string): Sendable =>
  asTold({
    kind,
    id: newId(),
    rev: 1,
    at: new Date().toISOString(),
    v: 1,
    unit: probeUnit,
    device,
    deleted: true,
  });

/** A probe that no endpoint should take: its time is none, and so is the version of its shape. */
export const badProbeOf = (probe: Sendable): Sendable => ({ ...probe, id: newId(), at: 'not a time', v: 0 });
