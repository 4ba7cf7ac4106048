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

/** Refuses each extension of the whole form that decides what is asked. */
export function judgeFormExtensions(root: JsonObject, findings: Findings): void {
  for (const extension of listIn(root, 'extension')) {
    if (deciding.test(nameOfExtension(extension)))
      findings.refuse('fhirExtension', { at: 'Questionnaire', name: nameOfExtension(extension) });
  }
}

/** Refuses what decides of an item, and tells what is not taken. `isKept`: its rule is this app's own, which is read elsewhere. */
export function judgeExtensions(item: JsonObject, isKept: boolean, findings: Findings): void {
  for (const extension of listIn(item, 'extension')) {
    const name = nameOfExtension(extension);
    if (/enableWhenExpression$/.test(name) && isKept) continue;
    if (deciding.test(name)) findings.refuse('fhirExtension', { at: itemPlace(item), name });
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
