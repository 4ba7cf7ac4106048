/**
 * DHIS2 tracker: events of one program (`{url}` is `…/api`). What it does: one event a record, with the fields that are
 * configured as data values. What it does not: tracked entities, enrolments, metadata; nor the dataStore, which `rest-put`
 * reaches (see there).
 *
 * Contract (DHIS2 developer docs, "Tracker: import"): POST `/tracker` with `async=false`, since the default only queues a
 * job and its 200 "Tracker job added" proves nothing (F16); `CREATE_AND_UPDATE` and `atomicMode=OBJECT`, so that one bad
 * event leaves the others. The report has errors by uid in `validationReport.errorReports` and what was imported in
 * `bundleReport.typeReportMap.EVENT.objectReports`. 409 with a report when errors were found. An update replaces all fields,
 * has no order, and an unset value is sent as null so that it goes. A uid has eleven characters and begins with a letter;
 * it is reckoned from the record's id, always the same.
 *
 * Name a data element for `rev` at least, else nothing can be read back; `record` is the whole record as JSON. A tombstone
 * is the event with `deleted` true and the kind's own fields empty.
 */
import * as z from 'zod/mini';
import type { Outcome } from '../outcome.ts';
import { address, askFor, askJson } from './asking.ts';
import type { Dialect, Reading, Sendable } from './dialect.ts';
import {
  type Answer,
  entriesOf,
  failed,
  fromJson,
  heldAs,
  isOk,
  readAnswer,
  readHeld,
  refused,
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
export function uidOf({ id }: { id: string }): string {
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
const Message = z.object({ message: z.string() });
const Event = z.object({ event: z.string(), dataValues: z.array(z.unknown()) });
const DataValue = z.object({ dataElement: z.string(), value: z.string() });

export const dialect: Dialect<Options> = {
  name: 'dhis2',
  options: Options,
  limits: { records: 100, bytes: 1_000_000 },
  ask(records, endpoint, options) {
    const how = { async: 'false', importStrategy: 'CREATE_AND_UPDATE', atomicMode: 'OBJECT', reportMode: 'FULL' };
    const events = records.map((record) => eventOf(record, options));
    return askJson(endpoint, 'POST', address(endpoint.url, ['tracker'], how), { events });
  },
  read: (reply, sent) =>
    readAnswer(reply, (answer) => {
      const report = isOk(answer) || answer.status === 409 ? fromJson(Report, answer.text) : undefined;
      if (report) return judge(report, answer, sent);
      if (isOk(answer)) return { whole: unclear(answer.status) };
      return { whole: failed(answer, fromJson(Message, answer.text)?.message) };
    }),
  look(record, endpoint) {
    const fields = { fields: 'event,dataValues[dataElement,value]' };
    return askFor(endpoint, address(endpoint.url, ['tracker', 'events', uidOf(record)], fields));
  },
  found: (reply, record, _, { dataElements }) =>
    readHeld(reply, ({ text }) => {
      const event = fromJson(Event, text);
      const values = entriesOf(DataValue, event?.dataValues, 1000);
      const rev = values.find(({ dataElement }) => dataElement === dataElements.rev)?.value;
      return heldAs(record, event?.event === uidOf(record) ? record.id : undefined, Number(rev));
    }),
};

function eventOf(record: Sendable, { program, programStage, orgUnit, orgUnits, dataElements }: Options) {
  const values: Record<string, unknown> = { ...record, deleted: record.deleted === true, record };
  return {
    event: uidOf(record),
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

function judge({ validationReport, bundleReport }: z.infer<typeof Report>, answer: Answer, sent: Sendable[]): Reading {
  const limit = 20 * sent.length;
  const errors = entriesOf(ErrorReport, validationReport.errorReports, limit);
  const imported = entriesOf(ObjectReport, bundleReport?.typeReportMap.EVENT?.objectReports, limit);
  return { each: sent.map((record) => judged(uidOf(record))) };

  function judged(uid: string): Outcome {
    const { status } = answer;
    const error = errors.find((report) => report.uid === uid);
    if (error) return refused(status, error.errorCode, error.message);
    const own = imported.find((report) => report.uid === uid);
    const reason = entriesOf(ErrorReport, own?.errorReports, 1)[0];
    if (own?.errorReports?.length) return refused(status, reason?.errorCode, reason?.message);
    // Under a 409 some may have been imported all the same; and what no report speaks of may be there or not.
    return own && isOk(answer) ? stored(status) : verify(status);
  }
}
