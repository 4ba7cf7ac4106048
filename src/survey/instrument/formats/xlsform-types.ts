/** What a row of an XLSForm is, by its type in every spelling that pyxform takes. */
import type { Item } from '../instrument.ts';

export type RowType =
  | { is: 'beginGroup' | 'endGroup' | 'beginRepeat' | 'endRepeat' }
  /** Something of the device, the person or the time that is noted without being asked. */
  | { is: 'noted' }
  /** Worked out or kept by the form, never asked. */
  | { is: 'notAsked' }
  | { is: 'asked'; type: Extract<Item['type'], 'short' | 'number' | 'date' | 'statement'>; isWhole: boolean }
  | { is: 'chosen'; type: 'single' | 'several'; list: string };

const noted = new Set(
  (
    'start,start time,get start time,end,end time,get end time,today,get today,deviceid,device id,get device id,imei,' +
    'subscriberid,subscriber id,get subscriber id,simserial,sim id,get sim id,phonenumber,phone number,get phone number,' +
    'username,email,audit,start-geopoint,background-audio,background-geopoint,uri:deviceid,uri:subscriberid,' +
    'uri:simserial,uri:phonenumber,uri:username,uri:email,' +
    // SurveyCTO's own.
    'caseid,comments,text audit,audio audit,speed violations count,speed violations list,speed violations audit,' +
    'sensor statistic,sensor stream'
  ).split(','),
);

const asked: Record<string, Extract<RowType, { is: 'asked' }>> = {
  text: { is: 'asked', type: 'short', isWhole: false },
  integer: { is: 'asked', type: 'number', isWhole: true },
  decimal: { is: 'asked', type: 'number', isWhole: false },
  date: { is: 'asked', type: 'date', isWhole: false },
  note: { is: 'asked', type: 'statement', isWhole: false },
};
const alias: Record<string, string> = { string: 'text', int: 'integer' };

const select =
  /^(?:add )?(?:q )?(select_?1|select[ _]one(?: prompt)?(?: from| using)?|select[ _]multiple(?: prompt)?(?: from| using)?|select all that apply(?: from)?) (\S+)$/i;

/** Undefined: a type that this app has nothing for. */
export function rowType(given: string): RowType | undefined {
  const type = given
    .slice(0, 300)
    .trim()
    .replace(/[\s\u00a0]+/g, ' ');
  const small = type.toLowerCase().replaceAll('_', ' ');
  if (/^begin l?group$/.test(small)) return { is: 'beginGroup' };
  if (/^end l?group$/.test(small)) return { is: 'endGroup' };
  if (/^begin (repeat|loop|looped group)$/.test(small)) return { is: 'beginRepeat' };
  if (/^end (repeat|loop|looped group)$/.test(small)) return { is: 'endRepeat' };
  // Audits carry what they look at behind their name.
  if (noted.has(small) || /^(text audit|audio audit|speed violations \w+|sensor \w+) /.test(small))
    return { is: 'noted' };
  if (/^(?:q |add )?(calculate(?: here)?|hidden)(?: prompt)?$/.test(small)) return { is: 'notAsked' };
  const [, how, list] = select.exec(type) ?? [];
  if (list) return { is: 'chosen', type: /^select[ _]?(1|one)/i.test(how!) ? 'single' : 'several', list };
  const [, plain = ''] = /^(?:q |add )?([a-z]+)(?: prompt)?$/.exec(small) ?? [];
  const name = alias[plain] ?? plain;
  return Object.hasOwn(asked, name) ? asked[name] : undefined;
}
