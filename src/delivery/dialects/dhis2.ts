/**
 * DHIS2 tracker: events of one program (`{url}` is `…/api`). What it does: one event a record, with the fields that are
 * configured as data values. What it does not: tracked entities, enrolments, metadata; nor the dataStore, which `rest-put`
 * reaches (see there).
 *
 * Contract (DHIS2 developer docs, "Tracker: import"): POST `/tracker` with `async=false`, since the default only queues a
 * job and its 200 "Tracker job added" proves nothing: each event is then looked for (F16); `CREATE_AND_UPDATE` and `atomicMode=OBJECT`, so that one bad
 * event leaves the others. The report has errors by uid in `validationReport.errorReports` and what was imported in
 * `bundleReport.typeReportMap.EVENT.objectReports`. 409 with a report when errors were found. An update replaces all fields,
 * has no order, and an unset value is sent as null so that it goes. A uid has eleven characters and begins with a letter;
 * it is reckoned from the record's id, always the same.
 *
 * Name a data element for `rev` at least, else nothing can be read back; `record` is the whole record as JSON. A tombstone
 * is the event with `deleted` true and the kind's own fields empty.
 */
import * as z from 'zod/mini';
import type { Outcome } from '../engine/outcome.ts';
import { address, fieldsOfKinds, getRequest, jsonRequest } from './asking.ts';
import type { Dialect, Probing, Reading, Sendable } from './dialect.ts';
import { says, text } from './signs.ts';
import {
  failed,
  fromJson,
  type HttpAnswer,
  heldAs,
  isOk,
  parsedEntries,
  readAnswer,
  readHeld,
  refusedOutcome,
  stored,
  unclear,
  verify,
} from './status.ts';

const Uid = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9]{10}$/));

const Options = z.strictObject({
  program: Uid,
  programStage: Uid,
  /** The organisation unit, and others by the record's unit. */
  orgUnit: Uid,
  orgUnits: z._default(z.record(z.string(), Uid), {}),
  /** The data element of each field that is sent: an envelope field, one of the kind's own, `deleted` or `record`. */
  dataElements: z.record(z.string(), Uid),
});
type Options = z.infer<typeof Options>;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const characters = `${letters}0123456789`;

/** The event's uid: the 128 bits of the record's id, reduced to 65. Two of a million records meet once in 10⁷ such lots. */
export function dhis2Uid({ id }: { id: string }): string {
  let rest = BigInt(`0x${id.replaceAll('-', '')}`);
  let tail = '';
  for (let place = 0; place < 10; place++) {
    tail += characters[Number(rest % 62n)];
    rest /= 62n;
  }
  return letters[Number(rest % 52n)] + tail;
}

const asText = (value: unknown): string | null => {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const ErrorReport = z.object({ uid: z.string(), errorCode: z.optional(z.string()), message: z.optional(z.string()) });
const ObjectReport = z.object({ uid: z.string(), errorReports: z.optional(z.array(z.unknown())) });
const Report = z.object({
  validationReport: z.object({ errorReports: z.array(z.unknown()) }),
  bundleReport: z.optional(
    z.object({ typeReportMap: z.object({ EVENT: z.optional(z.object({ objectReports: z.array(z.unknown()) })) }) }),
  ),
});
const Job = z.object({ response: z.object({ responseType: z.literal('TrackerJob') }) });
const Message = z.object({ message: z.string() });
const Event = z.object({ event: z.string(), dataValues: z.array(z.unknown()) });
const DataValue = z.object({ dataElement: z.string(), value: z.string() });

export const dialect: Dialect<Options> = {
  name: 'dhis2',
  options: Options,
  limits: { records: 100, bytes: 1_000_000 },
  request(records, endpoint, options) {
    const how = { async: 'false', importStrategy: 'CREATE_AND_UPDATE', atomicMode: 'OBJECT', reportMode: 'FULL' };
    const events = records.map((record) => eventOf(record, options));
    return jsonRequest(endpoint, 'POST', address(endpoint.url, ['tracker'], how), { events });
  },
  readResponse: (reply, sent) =>
    readAnswer(reply, (answer) => {
      const report = isOk(answer) || answer.status === 409 ? fromJson(Report, answer.text) : undefined;
      if (report) return judge(report, answer, sent);
      // To be imported later, whatever became of our `async=false`: only the event itself proves that it was (F16).
      const isJob = isOk(answer) && fromJson(Job, answer.text);
      if (isJob) return { each: sent.map(() => ({ is: 'verify', status: answer.status, pending: true })) };
      if (isOk(answer)) return { whole: unclear(answer.status) };
      return { whole: failed(answer, fromJson(Message, answer.text)?.message) };
    }),
  // With a data element for `record` all of it arrives.
  lacks: (kinds, { dataElements }) =>
    dataElements.record === undefined
      ? fieldsOfKinds(kinds).filter((field) => !Object.hasOwn(dataElements, field))
      : [],
  canLookUp: (_, { dataElements }) => dataElements.rev !== undefined,
  lookup(record, endpoint) {
    const fields = { fields: 'event,dataValues[dataElement,value]' };
    return getRequest(endpoint, address(endpoint.url, ['tracker', 'events', dhis2Uid(record)], fields));
  },
  readLookup: (reply, record, _, { dataElements }) =>
    readHeld(reply, ({ text }) => {
      const event = fromJson(Event, text);
      const values = parsedEntries(DataValue, event?.dataValues, 1000);
      const rev = values.find(({ dataElement }) => dataElement === dataElements.rev)?.value;
      return heldAs(record, event?.event === dhis2Uid(record) ? record.id : undefined, Number(rev));
    }),
};

function eventOf(record: Sendable, { program, programStage, orgUnit, orgUnits, dataElements }: Options) {
  const values: Record<string, unknown> = { ...record, deleted: record.deleted === true, record };
  return {
    event: dhis2Uid(record),
    program,
    programStage,
    orgUnit: Object.hasOwn(orgUnits, record.unit) ? orgUnits[record.unit] : orgUnit,
    status: 'COMPLETED',
    occurredAt: record.at,
    dataValues: Object.entries(dataElements).map(([field, dataElement]) => ({
      dataElement,
      value: asText(values[field]),
    })),
  };
}

function judge(
  { validationReport, bundleReport }: z.infer<typeof Report>,
  answer: HttpAnswer,
  sent: Sendable[],
): Reading {
  const limit = 20 * sent.length;
  const errors = parsedEntries(ErrorReport, validationReport.errorReports, limit);
  const imported = parsedEntries(ObjectReport, bundleReport?.typeReportMap.EVENT?.objectReports, limit);
  return { each: sent.map((record) => judged(dhis2Uid(record))) };

  function judged(uid: string): Outcome {
    const { status } = answer;
    const error = errors.find((report) => report.uid === uid);
    if (error) return refusedOutcome(status, error.errorCode, error.message);
    const own = imported.find((report) => report.uid === uid);
    const reason = parsedEntries(ErrorReport, own?.errorReports, 1)[0];
    if (own?.errorReports?.length) return refusedOutcome(status, reason?.errorCode, reason?.message);
    // Under a 409 some may have been imported all the same; and what no report speaks of may be there or not.
    return own && isOk(answer) ? stored(status) : verify(status);
  }
}

export const pages = undefined;

export const probing: Probing = {
  recognises: says({ httpStatus: text, httpStatusCode: z.number(), status: text }),
  removal: (record, endpoint) =>
    jsonRequest(endpoint, 'POST', address(endpoint.url, ['tracker'], { async: 'false', importStrategy: 'DELETE' }), {
      events: [{ event: dhis2Uid(record) }],
    }),
};
