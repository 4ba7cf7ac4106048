/** What the extensions and marks of a FHIR item say: which decide what is asked, which change nothing, which are told. */
import type { Findings } from '../findings.ts';
import { extensionOf, itemPlace, type JsonObject, listIn, nameOfExtension, numberIn, textIn } from './fhir-json.ts';

/** Extensions without which nothing that is asked changes. */
const quiet =
  /^(questionnaire-)?(itemControl|choiceOrientation|hidden|displayCategory|usageMode|unit|unitOption|openLabel)$|^(ordinalValue|itemWeight|minValue|maxValue|designNote|shortText|observationExtract|sdc-questionnaire-(itemExtractionContext|observationExtract|observationLinkPeriod|observation-extract|shortText|openLabel|isSubject|itemControl|width|collapsible|preferredTerminologyServer|columnCount))$|^(rendering-style|preferredTerminologyServer|variable)$/;
/** Extensions that decide what is asked or offered. */
const deciding =
  /enableWhenExpression|answerExpression|ToggleExpression|subQuestionnaire|assemble|targetConstraint|questionnaire-constraint|optionalDisplay|referenceFilter|lookupQuestionnaire|answerOptionsToggle/;
const workedOut = /calculatedExpression$/;

/** What a form says of itself that a person should know of, and that has no place here. */
const ofForm = ['description', 'derivedFrom', 'effectivePeriod', 'implicitRules'];

/** Refuses each extension of the whole form that decides what is asked, and tells what else is not taken. */
export function judgeFormExtensions(root: JsonObject, findings: Findings): void {
  if (root.modifierExtension !== undefined) findings.refuse('fhirModifier', { at: 'modifierExtension' });
  for (const name of ofForm) if (root[name] !== undefined) findings.tell('fhirPart', { name }, 'Questionnaire');
  for (const extension of listIn(root, 'extension')) {
    if (deciding.test(nameOfExtension(extension)))
      findings.refuse('fhirExtension', { at: 'Questionnaire', name: nameOfExtension(extension) });
  }
}

/** The fields of an item (R4 and R5) and what stands in them; lists have checks of their own. */
const fields: Record<string, 'string' | 'number' | 'boolean' | 'list'> = {
  id: 'string',
  linkId: 'string',
  definition: 'string',
  code: 'list',
  prefix: 'string',
  text: 'string',
  type: 'string',
  enableWhen: 'list',
  enableBehavior: 'string',
  disabledDisplay: 'string',
  required: 'boolean',
  repeats: 'boolean',
  readOnly: 'boolean',
  maxLength: 'number',
  answerConstraint: 'string',
  answerValueSet: 'string',
  answerOption: 'list',
  initial: 'list',
  item: 'list',
  extension: 'list',
  modifierExtension: 'list',
  fhir_comments: 'list',
};

/** Refuses a field whose value is none, and what changes the meaning of an item; tells fields that nobody knows. */
export function judgeFields(item: JsonObject, findings: Findings): void {
  const at = itemPlace(item);
  const parts = ['enableWhen', 'answerOption', 'initial'].flatMap((name) => listIn(item, name));
  if ([item, ...parts].some((one) => one.modifierExtension !== undefined)) findings.refuse('fhirModifier', { at });
  for (const [name, value] of Object.entries(item)) {
    const is = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (is === undefined) {
      if (!Object.hasOwn(fields, name.replace(/^_/, ''))) findings.tell('fhirPart', { name: name.slice(0, 60) }, at);
    } else if (is !== 'list' && value !== null && typeof value !== is) findings.refuse('fhirField', { at, name });
  }
}

/** Refuses what decides of an item, and tells what is not taken. `isKept`: its rule is this app's own, which is read elsewhere. */
export function judgeExtensions(item: JsonObject, isKept: boolean, findings: Findings): void {
  for (const extension of listIn(item, 'extension')) {
    const name = nameOfExtension(extension);
    if (/enableWhenExpression$/.test(name) && isKept) continue;
    const isUnclear = name === 'questionnaire-hidden' && typeof extension.valueBoolean !== 'boolean';
    if (deciding.test(name) || isUnclear) findings.refuse('fhirExtension', { at: itemPlace(item), name });
    // A slider that goes by ones is answered as any whole number.
    else if (/sliderStepValue$/.test(name) && numberIn(extension, 'valueInteger', 'valueDecimal') === 1) continue;
    else if (!quiet.test(name) && !workedOut.test(name)) findings.tell('fhirExtension', { name }, itemPlace(item));
  }
  if (item.required === true) findings.tell('fhirRequired', {}, itemPlace(item));
  for (const name of ['initial', 'prefix', '_prefix']) {
    if (item[name] !== undefined) findings.tell('fhirPart', { name: name.replace('_', '') }, itemPlace(item));
  }
  for (const name of ['answerConstraint', 'disabledDisplay']) {
    if (item[name] !== undefined) findings.tell('fhirPart', { name }, itemPlace(item));
  }
}

/** Why its maker does not ask an item; undefined where it is asked. `isRead`: it stands in what can only be read. */
export function notAsked(item: JsonObject, isRead: boolean): string | undefined {
  const { type } = item;
  if (extensionOf(item, 'questionnaire-hidden')?.valueBoolean === true) return 'hidden';
  if (/^display/.test(textIn(extensionOf(item, 'questionnaire-usageMode'), 'valueCode') ?? '')) return 'usageMode';
  if (type === 'group' || type === 'display') return undefined;
  if (isRead || item.readOnly === true) return 'readOnly';
  return listIn(item, 'extension').some((one) => workedOut.test(nameOfExtension(one)))
    ? 'calculatedExpression'
    : undefined;
}
